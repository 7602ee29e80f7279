import type { ChargingLimits } from '../domain/charging-limits.ts';
import type { AreaHandlers } from './handlers.ts';

export function chargingLimitHandlers(limits: ChargingLimits): AreaHandlers<'chargingLimits'> {
  return {
    'chargingLimits.list': ({ stationId }) => limits.list(stationId),
    'chargingLimits.set': (order) => limits.set(order),
    'chargingLimits.clear': ({ stationId, profileId }) => limits.clear(stationId, profileId),
  };
}
