import type { SimulatedConnector } from './connector.ts';
import { meterValue, measure, type Context, type MeterValue } from './meter-values.ts';
import { periodic, type Periodic } from './periodic.ts';
import { reportStatus } from './status-reports.ts';
import { timestamp, type Station } from './station-parts.ts';

/** What a connector measures now, of the measurands that a configuration key lists. */
export function sample(
  station: Station,
  connector: SimulatedConnector,
  measurandsKey: string,
  context: Context,
): MeterValue | null {
  const now = station.time.now();
  connector.hardware.advance(now);
  const measurands = station.configuration.list(measurandsKey);
  return meterValue(measure(connector.hardware, now), measurands, context, timestamp(station));
}

/** Sends the values of a connector now, with its transaction if there is one. */
export async function sendMeterValues(
  station: Station,
  connector: SimulatedConnector,
  context: Context,
  measurandsKey = 'MeterValuesSampledData',
): Promise<void> {
  const value = sample(station, connector, measurandsKey, context);
  if (value === null) return;
  const { connectorId, transaction } = connector;
  await station.outbox.post('MeterValues', () => ({
    connectorId,
    ...(transaction !== null && { transactionId: transaction.transactionId ?? -1 }),
    meterValue: [value],
  }));
}

const batteryCheckMs = 20_000;

/** Sends values at MeterValueSampleInterval, and notices when the battery is full, until the transaction ends. */
export function samplingOf(station: Station, connector: SimulatedConnector): Periodic {
  const intervalMs = () => station.configuration.integer('MeterValueSampleInterval') * 1000;
  const samples = periodic(station.time, { intervalMs }, () => {
    void sendMeterValues(station, connector, 'Sample.Periodic');
  });
  const checks = periodic(station.time, { intervalMs: () => batteryCheckMs }, () => {
    connector.hardware.advance(station.time.now());
    void reportStatus(station, connector);
  });
  return {
    start: () => {
      samples.start();
      checks.start();
    },
    stop: () => {
      samples.stop();
      checks.stop();
    },
  };
}

/** Sends values at the marks of the clock that ClockAlignedDataInterval sets (OCPP 1.6 §3.16.3). */
export function clockAlignedSampling(station: Station): Periodic {
  const intervalMs = () => station.configuration.integer('ClockAlignedDataInterval') * 1000;
  return periodic(station.time, { intervalMs, aligned: true }, () => {
    for (const connector of station.connectors) {
      void sendMeterValues(station, connector, 'Sample.Clock', 'MeterValuesAlignedData');
    }
  });
}
