import { z } from 'zod';
import { idToken, isoTime, limit, offset, rowId } from './fields.ts';
import type { ImportRefusal } from './words.ts';
import type { IsoTime, Page } from './views.ts';

/** A card, or whatever else stations send as an id token. */
export interface IdTokenView {
  readonly idToken: string;
  readonly label: string;
  readonly status: 'Accepted' | 'Blocked';
  /** Why it is blocked, in a person's words; null where nobody said. */
  readonly blockedReason: string | null;
  readonly expiresAt: IsoTime | null;
  readonly parentIdToken: string | null;
  readonly note: string;
  readonly createdAt: IsoTime;
  /** Whose it is; null: nobody's account. */
  readonly customerId: string | null;
  readonly customerName: string | null;
  /** For a calendar month of the site; null: none. */
  readonly budgetWh: number | null;
  readonly budgetMinor: number | null;
  /** The card that took its place when it was lost. */
  readonly replacedBy: string | null;
}

export interface IdTokenDetailsView extends IdTokenView {
  /** What stations call it besides. */
  readonly aliases: readonly string[];
  /** Cards it took the place of, newest first. */
  readonly replaces: readonly string[];
  readonly month: MonthUse;
  /** Sessions it was used for before anybody knew whose it is. */
  readonly unassignedSessions: readonly string[];
}

/** What was charged in this calendar month of the site, running sessions included. */
export interface MonthUse {
  readonly from: IsoTime;
  /** ISO 4217. */
  readonly currency: string;
  readonly energyWh: number;
  /** VAT included; what could not be billed is left out. */
  readonly grossMinor: number;
}

export interface ImportReport {
  readonly added: number;
  readonly updated: number;
  /** Known and told the same. */
  readonly unchanged: number;
  /** Lines that were not taken; `line` counts from 1. */
  readonly refused: readonly RefusedLine[];
}

export interface RefusedLine {
  readonly line: number;
  readonly text: string;
  readonly reason: ImportRefusal;
}

const minor = z.int().min(0).max(1_000_000_000_000);

/** Budgets: for a calendar month. */
export const budgetFields = {
  budgetWh: z.int().min(0).max(1_000_000_000_000).nullable().optional(),
  budgetMinor: minor.nullable().optional(),
};

export const blockedReason = z.string().trim().max(200);

const idTokenFields = {
  label: z.string().trim().max(100).optional(),
  status: z.enum(['Accepted', 'Blocked']).optional(),
  blockedReason: blockedReason.nullable().optional(),
  expiresAt: isoTime.nullable().optional(),
  parentIdToken: idToken.nullable().optional(),
  note: z.string().max(1000).optional(),
  customerId: rowId.nullable().optional(),
  ...budgetFields,
};

/** Text of a file; what was written in UTF-16 is UTF-8 by then. */
export const csvText = z.string().max(2_000_000);

export const idTokenInputs = {
  'idTokens.list': z.strictObject({
    search: z.string().max(100).optional(),
    customerId: rowId.optional(),
    limit,
    offset,
  }),
  'idTokens.get': z.strictObject({ idToken }),
  /** `conflict` with the reason `isAlias` where stations call another card by it. */
  'idTokens.add': z.strictObject({ idToken, ...idTokenFields }),
  'idTokens.update': z.strictObject({ idToken, ...idTokenFields }),
  'idTokens.remove': z.strictObject({ idToken }),
  /** A lost card: it is blocked, and another takes its place with its customer, label, budgets and expiry. */
  'idTokens.replace': z.strictObject({ idToken, newIdToken: idToken, reason: blockedReason.min(1) }),
  /** Stations that send the alias mean the card. `alreadyExists` where it is a card, or another card's alias. */
  'idTokens.addAlias': z.strictObject({ idToken, alias: idToken }),
  'idTokens.removeAlias': z.strictObject({ alias: idToken }),
  /**
   * CSV text: idToken;label;status;expiresAt;parentIdToken, first line is the header. An expiry is a moment, or the last valid day. With
   * `dryRun` nothing is kept: the report tells what would be.
   */
  'idTokens.import': z.strictObject({ csv: csvText, dryRun: z.boolean().optional() }),
} as const;

export interface IdTokenResults {
  'idTokens.list': Page<IdTokenView>;
  'idTokens.get': IdTokenDetailsView;
  'idTokens.add': IdTokenView;
  'idTokens.update': IdTokenView;
  'idTokens.remove': null;
  /** The new card. */
  'idTokens.replace': IdTokenView;
  'idTokens.addAlias': IdTokenDetailsView;
  'idTokens.removeAlias': null;
  'idTokens.import': ImportReport;
}

export interface IdTokenEvents {
  'idTokens.changed': { readonly idToken: string; readonly token: IdTokenView | null };
}
