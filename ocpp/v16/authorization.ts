import type { IdTokenInfo } from '../model/id-token.ts';
import { writeTime } from '../station-time.ts';
import type { InboundHandler } from './inbound-handler.ts';
import type { Messages } from './messages.ts';
import { answeredWithStatus, outboundCommand } from './outbound-command.ts';

type IdTagInfo = Messages['Authorize']['response']['idTagInfo'];

/** CiString20: a longer one must not be sent. */
const maxIdTagLength = 20;

export function writeIdTagInfo({ status, expiresAt, parentIdToken }: IdTokenInfo): IdTagInfo {
  return {
    ...(expiresAt !== null && { expiryDate: writeTime(expiresAt) }),
    ...(parentIdToken !== null && parentIdToken.length <= maxIdTagLength && { parentIdTag: parentIdToken }),
    status,
  };
}

export const authorize: InboundHandler<'Authorize'> = async ({ idTag }, rules) => ({
  idTagInfo: writeIdTagInfo(await rules.authorize(idTag.trim())),
});

export const clearCache = outboundCommand<'clearCache', 'ClearCache'>({
  action: 'ClearCache',
  urgent: false,
  request: () => ({}),
  outcome: answeredWithStatus,
});
