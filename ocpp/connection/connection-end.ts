import type { DisconnectReason } from '../central-system.ts';

/** Why a connection ended; `replaced` by a newer one of the same station is no disconnect. */
export type ConnectionEnd = DisconnectReason | 'replaced';

/** WebSocket close codes (RFC 6455 §7.4.1); null cuts the connection without a goodbye nobody would read. */
export const closeCodes: Readonly<Record<ConnectionEnd, number | null>> = {
  closed: 1000,
  replaced: 1000,
  shutdown: 1001,
  protocolError: 1002,
  messageTooLong: 1009,
  storageFault: 1013,
  pingTimeout: null,
  tooSlow: null,
};
export const binaryNotAccepted = 1003;

/** By the name `ws` has for it. */
export function isMessageTooLong({ code }: NodeJS.ErrnoException): boolean {
  return code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
}
