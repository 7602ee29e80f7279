import { OcppError } from '../../model/ocpp-error.ts';
import type { Station } from '../station-parts.ts';
import type { Response } from '../uplink.ts';
import type { Handler } from './reply.ts';

/** OCPP 1.6 §5.8. */
export const getConfiguration: Handler<'GetConfiguration'> = (station, { key }) => {
  if (key !== undefined && key.length > station.configuration.integer('GetConfigurationMaxKeys')) {
    throw new OcppError('OccurrenceConstraintViolation', 'More keys than GetConfigurationMaxKeys.');
  }
  const isAboutAll = key === undefined || key.length === 0;
  if (isAboutAll && station.behaviour.hidesConfiguration === true) return { response: { configurationKey: [] } };
  const told = station.configuration.read(key);
  return { response: station.behaviour.quotesConfiguration === true ? quoted(told) : told };
};

function quoted(told: Response<'GetConfiguration'>): Response<'GetConfiguration'> {
  return {
    ...told,
    ...(told.configurationKey !== undefined && {
      configurationKey: told.configurationKey.map(({ key, readonly, value }) => ({
        key: key.toLowerCase(),
        readonly,
        ...(value !== undefined && { value: `"${value}"` }),
      })),
    }),
  };
}

/** OCPP 1.6 §5.3. */
export const changeConfiguration: Handler<'ChangeConfiguration'> = (station, { key, value }) => {
  if (isRefusedMeasurand(station, value)) return { response: { status: 'Rejected' } };
  return { response: { status: station.configuration.change(key, value) } };
};

function isRefusedMeasurand({ behaviour }: Station, value: string): boolean {
  const words = value.split(',').map((word) => word.trim());
  return words.some((word) => behaviour.refusedMeasurands?.includes(word) === true);
}

/** OCPP 1.6 §5.14. */
export const reset: Handler<'Reset'> = (station, { type }) => {
  const cause = type === 'Hard' ? 'HardReset' : 'SoftReset';
  return { response: { status: 'Accepted' }, afterwards: () => station.lifecycle.reboot(cause) };
};
