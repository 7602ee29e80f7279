import { ocppErrorCodes } from './ocpp-error.ts';

/** Why a CALL of ours never got its answer. */
const callFailures = [
  'queueFull',
  /** The station connected anew. */
  'connectionReplaced',
  'connectionClosed',
] as const;

export type CallFailure = (typeof callFailures)[number];

/** Words a command's outcome is explained with (`CommandOutcome.reason`): closed, because each needs a text for people. */
export const outcomeReasons = [
  ...callFailures,
  /** The answer is not what the specification makes of it. */
  'invalidAnswer',
  /** The command cannot be written in the station's protocol. */
  'invalidCommand',
  /** What nobody asked for now is kept from a station that restarts again and again. */
  'stationUnstable',
  /** The program ended before the answer came. */
  'serviceStopped',
  /** There are more cards than the station's list takes. */
  'tooLong',
  ...ocppErrorCodes,
] as const;

export type OutcomeReason = (typeof outcomeReasons)[number];
