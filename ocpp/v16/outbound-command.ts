import type { Command, CommandOutcome, CommandType } from '../model/command.ts';
import { withoutSecret } from '../model/secrets.ts';
import type { EpochMs } from '../model/time.ts';
import type { Notice } from '../notice.ts';
import type { OutgoingCommand } from '../protocol.ts';
import type { CentralSystemAction, Messages } from './messages.ts';
import { readResponse, writeRequest } from './payloads.ts';
import type { Received } from './validators.ts';
import { vocabulary } from './words.ts';

export type CommandOf<T extends CommandType> = Extract<Command, { readonly type: T }>;

/** Turns a command into a call. */
export type OutboundCommand<T extends CommandType> = (command: CommandOf<T>) => OutgoingCommand;

interface Translation<T extends CommandType, A extends CentralSystemAction> {
  readonly action: A;
  /** Sent before what is not urgent. */
  readonly urgent: boolean;
  request(command: CommandOf<T>): Messages[A]['request'];
  outcome(response: Received<A, 'response'>, asked: Asked<T>): CommandOutcome;
}

/** What an answer belongs to. */
export interface Asked<T extends CommandType> {
  readonly command: CommandOf<T>;
  readonly answeredAt: EpochMs;
  readonly notice: Notice;
}

export function outboundCommand<T extends CommandType, A extends CentralSystemAction>(
  translation: Translation<T, A>,
): OutboundCommand<T> {
  const { action, urgent } = translation;
  const payloadOf = (command: CommandOf<T>): object => writeRequest(action, translation.request(command));
  return (command) => ({
    action,
    urgent,
    payload: payloadOf(command),
    observedPayload: payloadOf(withoutSecret(command)),
    readOutcome: (payload, answeredAt, notice) => {
      const response = readResponse(action, payload, notice);
      return translation.outcome(response, { command, answeredAt, notice });
    },
  });
}

export const invalidAnswer: CommandOutcome = { kind: 'failed', reason: 'invalidAnswer' };

const kindByStatus = {
  Accepted: 'accepted',
  // An earlier request of that kind was given up for this one (security whitepaper §5.6, §5.12).
  AcceptedCanceled: 'accepted',
  Scheduled: 'accepted',
  RebootRequired: 'accepted',
  Unlocked: 'accepted',
  Rejected: 'rejected',
  UnlockFailed: 'rejected',
  Faulted: 'rejected',
  Occupied: 'rejected',
  Unavailable: 'rejected',
  Failed: 'rejected',
  VersionMismatch: 'rejected',
  NotFound: 'rejected',
  Unknown: 'rejected',
  InvalidCertificate: 'rejected',
  RevokedCertificate: 'rejected',
  NotSupported: 'notSupported',
  NotImplemented: 'notSupported',
  UnknownMessageId: 'notSupported',
  UnknownVendorId: 'notSupported',
} as const satisfies Record<string, CommandOutcome['kind']>;

type Status = keyof typeof kindByStatus;

const isStatus = (text: string): text is Status => Object.hasOwn(kindByStatus, text);

const knownStatus = vocabulary(Object.keys(kindByStatus).filter(isStatus));

/** The outcome that the status word of any answer stands for. */
export function answeredWithStatus({
  status,
  data,
}: {
  readonly status: string;
  readonly data?: string | undefined;
}): CommandOutcome {
  const known = knownStatus(status);
  if (known === null) return { ...invalidAnswer, response: { status } };
  return { kind: kindByStatus[known], response: { status: known, ...(data !== undefined && { data }) } };
}
