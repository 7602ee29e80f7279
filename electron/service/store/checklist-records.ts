import type { EpochMs } from '../../../ocpp/model/time.ts';

/** What a month's checklist finds in the books; the words are those of the contract. */
export type Finding =
  | 'openSessions'
  | 'toReview'
  | 'estimated'
  | 'notBooked'
  | 'withoutAmount'
  | 'unpaid'
  | 'unmatchedPayments'
  | 'changeDue'
  | 'openDrawer'
  | 'missingDocuments'
  | 'unexplainedEnergy'
  | 'connectionGaps';

export interface FoundRow {
  readonly subject: 'session' | 'payment' | 'sale' | 'drawer' | 'customer' | 'station';
  readonly id: string;
  /** Of a station its identity, of a customer the name, else who did it. */
  readonly name: string;
  readonly evseId: number | null;
  readonly at: EpochMs | null;
  readonly until: EpochMs | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly energyWh: number | null;
}

export interface Found {
  readonly count: number;
  readonly rows: readonly FoundRow[];
}

export interface ChecklistReads {
  /** How many there are in [from, to), and the earliest of them. */
  find(finding: Finding, from: EpochMs, to: EpochMs, rows: number): Promise<Found>;
}
