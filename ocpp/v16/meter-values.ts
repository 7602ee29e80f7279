import { evseOf } from './connectors.ts';
import type { InboundHandler } from './inbound-handler.ts';
import { readMeterValues } from './sampled-values.ts';

export const meterValues: InboundHandler<'MeterValues'> = async (request, rules) => {
  await rules.meterValues({
    evseId: evseOf(request.connectorId),
    transactionId: request.transactionId === undefined ? null : String(request.transactionId),
    meterValues: readMeterValues(request.meterValue),
  });
  return {};
};
