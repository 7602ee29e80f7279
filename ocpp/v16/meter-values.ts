import { evseOf } from './connectors.ts';
import type { InboundHandler } from './inbound-handler.ts';
import { readMeterValues } from './sampled-values.ts';

export const meterValues: InboundHandler<'MeterValues'> = async (request, rules, notice) => {
  const evseId = evseOf(request.connectorId);
  if (evseId === 0) notice('stationTotals');
  await rules.meterValues({
    evseId,
    transactionId: request.transactionId === undefined ? null : String(request.transactionId),
    meterValues: readMeterValues(request.meterValue, notice),
  });
  return {};
};
