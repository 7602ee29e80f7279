import type { CommandRequest } from '../../contract/command-request.ts';
import { withoutSecret } from '../../../ocpp/model/secrets.ts';

/** What may be written down of what the operator asked: no password, not even one within an address. */
export function withoutSecrets(request: CommandRequest): CommandRequest {
  if (request.type === 'setConfiguration') return withoutSecret(request);
  if (!('location' in request) || request.location === undefined) return request;
  return { ...request, location: withoutUser(request.location) };
}

/** `ftp://user:password@host/folder` names its user only. */
function withoutUser(location: string): string {
  return location.replace(/^([a-z][a-z0-9+.-]*:\/\/[^/@:]*):[^/]*@/i, '$1@');
}
