import { call } from './script.ts';

/** What a well-behaved station says in a charge; each quirk changes what it is about. */

export const boot = call('BootNotification', {
  ...{ chargePointVendor: 'Nurlan Elektrik', chargePointModel: 'NE-AC22 Duo', firmwareVersion: '3.4.1' },
});

export const status = (word: string, details: object = {}): string =>
  call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: word, timestamp: '$now', ...details });

export const start = (details: object = {}): string =>
  call('StartTransaction', { connectorId: 1, idTag: '$card', meterStart: 12_000, timestamp: '$now-1800', ...details });

export const stop = (details: object = {}): string =>
  call('StopTransaction', {
    ...{ meterStop: 15_500, timestamp: '$now', transactionId: '$tx', idTag: '$card', reason: 'Local' },
    ...details,
  });

export const energy = (value: unknown, details: object = {}): object => ({
  ...{ value, context: 'Sample.Periodic', measurand: 'Energy.Active.Import.Register', unit: 'Wh' },
  ...details,
});

export const meter = (sampledValue: readonly object[], details: object = {}, timestamp = '$now-900'): string =>
  call('MeterValues', { connectorId: 1, transactionId: '$tx', meterValue: [{ timestamp, sampledValue }], ...details });
