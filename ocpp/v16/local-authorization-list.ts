import type { LocalListEntry } from '../model/local-list.ts';
import { writeIdTagInfo } from './authorization.ts';
import type { Messages } from './messages.ts';
import { answeredWithStatus, outboundCommand } from './outbound-command.ts';

type WireEntry = NonNullable<Messages['SendLocalList']['request']['localAuthorizationList']>[number];

export const getLocalListVersion = outboundCommand<'getLocalListVersion', 'GetLocalListVersion'>({
  action: 'GetLocalListVersion',
  urgent: false,
  request: () => ({}),
  outcome: ({ listVersion }) => ({ kind: 'accepted', response: { listVersion } }),
});

export const sendLocalList = outboundCommand<'sendLocalList', 'SendLocalList'>({
  action: 'SendLocalList',
  urgent: false,
  request: ({ version, updateType, entries }) => ({
    listVersion: version,
    localAuthorizationList: entries.map(writeEntry),
    updateType: updateType === 'full' ? 'Full' : 'Differential',
  }),
  outcome: answeredWithStatus,
});

function writeEntry({ idToken, info }: LocalListEntry): WireEntry {
  if (info === null) return { idTag: idToken };
  const { status, expiresAt, parentIdToken = null } = info;
  const expiresAtMs = expiresAt === undefined ? null : Date.parse(expiresAt);
  return { idTag: idToken, idTagInfo: writeIdTagInfo({ status, expiresAt: expiresAtMs, parentIdToken }) };
}
