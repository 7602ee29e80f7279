import type { Messages } from '../v16/messages.ts';

export type Status = Messages['StatusNotification']['request']['status'];
export type ErrorCode = Messages['StatusNotification']['request']['errorCode'];

/** Everything a connector's status follows from. */
export interface ConnectorFacts {
  readonly errorCode: ErrorCode;
  readonly operative: boolean;
  readonly plugged: boolean;
  /** A driver was let in and has not started yet. */
  readonly authorized: boolean;
  /** `withheld`: the station gives no energy; `refused`: the car takes none; null without a transaction. */
  readonly energy: 'flowing' | 'withheld' | 'refused' | null;
  /** The transaction ended and the cable is still in. */
  readonly finishing: boolean;
  /** Kept for a card. */
  readonly reserved: boolean;
}

/** The status of a connector, OCPP 1.6 §4.9 and §7.7. A running transaction outlives a change to Inoperative (§5.2). */
export function connectorStatus(facts: ConnectorFacts): Status {
  if (facts.errorCode !== 'NoError') return 'Faulted';
  if (facts.energy === 'flowing') return 'Charging';
  if (facts.energy === 'withheld') return 'SuspendedEVSE';
  if (facts.energy === 'refused') return 'SuspendedEV';
  if (!facts.operative) return 'Unavailable';
  if (facts.authorized) return 'Preparing';
  if (facts.finishing) return 'Finishing';
  if (facts.reserved) return 'Reserved';
  return facts.plugged ? 'Preparing' : 'Available';
}
