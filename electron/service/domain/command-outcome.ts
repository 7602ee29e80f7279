import type { CommandOutcome } from '../../../ocpp/model/command.ts';

/** The station cannot have heard of the command. */
export function wasNotSent({ kind, reason }: CommandOutcome): boolean {
  return kind === 'offline' || (kind === 'failed' && (reason === 'queueFull' || reason === 'invalidCommand'));
}

/** The station said no. */
export function isRefused({ kind }: CommandOutcome): boolean {
  return kind === 'rejected' || kind === 'notSupported';
}
