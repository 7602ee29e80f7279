import type { NetworkAddress, SystemStatus } from '../../contract/views.ts';
import type { AreaHandlers } from './handlers.ts';

export interface SystemDeps {
  status(): Promise<SystemStatus>;
  addresses(): readonly NetworkAddress[];
}

export function systemHandlers(deps: SystemDeps): AreaHandlers<'system'> {
  return {
    'system.status': () => deps.status(),
    'system.addresses': () => deps.addresses(),
  };
}
