import { z } from 'zod';
import { rowId } from './fields.ts';
import type { ExportedPart, IsoTime } from './views.ts';

/**
 * What is looked at before a month is closed. `notOver` and `earlierOpen` stand in the way; all others are told, and accepted by whoever closes.
 */
export const checklistItems = [
  'notOver',
  'earlierOpen',
  /** Begun before its end and still running: they go to the month in which they stop. */
  'openSessions',
  'toReview',
  'estimated',
  /** Finished, and nothing is written in the books. */
  'notBooked',
  /** In the books without an amount. */
  'withoutAmount',
  'unpaid',
  /** Money that settles no session, belongs to no sale and no customer. */
  'unmatchedPayments',
  /** More was paid than it cost. */
  'changeDue',
  'openDrawer',
  /** Post-paid companies without statement or invoice. */
  'missingDocuments',
  /** Between two sessions a register rose, and nobody was billed for it. */
  'unexplainedEnergy',
  /** Times a station was not connected, as far as they are known. */
  'connectionGaps',
] as const;

export type ChecklistItem = (typeof checklistItems)[number];

const blockingItems: ReadonlySet<ChecklistItem> = new Set<ChecklistItem>(['notOver', 'earlierOpen']);

export function isBlocking(item: ChecklistItem): boolean {
  return blockingItems.has(item);
}

/** A month of the site's calendar: `2026-07`. */
const period = z.string().regex(/^[1-9]\d{3}-(0[1-9]|1[0-2])$/);
/** A path on the PC the service runs on. */
const folder = z.string().trim().min(1).max(400);

export const monthInputs = {
  /** From the first entry of the books to the month that runs, newest first. */
  'months.list': z.strictObject({}),
  'months.checklist': z.strictObject({ period }),
  /**
   * Throws `conflict` `monthClosed`, `monthNotOver`, `earlierMonthOpen`, and `checklistChanged` where something is found that is not among
   * `accepted`.
   */
  'months.close': z.strictObject({ period, accepted: z.array(z.enum(checklistItems)).readonly() }),
  /**
   * Writes all reports of a month into a new folder, within `folder` or the exports of the data folder. Answers when it is done. Throws `conflict`
   * `packRunning`, `folderMissing`, `diskFull`, `packUnequal`.
   */
  'months.pack': z.strictObject({ period, folder: folder.optional() }),
  /** Reads every file of a pack again. */
  'months.verifyPack': z.strictObject({ packId: rowId }),
  /** The pack as one ZIP file, a piece of it; `length` at most 1 MiB. Throws `conflict` `folderMissing`. */
  'months.packDownload': z.strictObject({
    packId: rowId,
    offset: z.int().min(0),
    length: z.int().min(1).max(1_048_576),
  }),
  'months.settings': z.strictObject({}),
  /** Where a pack is written by itself on the first of each month from now on; null: nowhere. Throws `conflict` `folderMissing`. */
  'months.setFolder': z.strictObject({ folder: folder.nullable() }),
} as const;

const count = z.int();
const currency = z.string();
const monthTotals = z.object({
  /** In one currency; a session that was taken back counts as one less. */
  sales: z
    .array(
      z.object({
        currency,
        sessions: count,
        energyWh: count,
        grossMinor: count,
        vatMinor: count,
        netMinor: count,
        /** Entries without amounts among them. */
        withoutAmount: count,
      }),
    )
    .readonly(),
  payments: z.array(z.object({ currency, method: z.string(), payments: count, amountMinor: count })).readonly(),
  documents: z
    .array(z.object({ currency, kind: z.string(), documents: count, voided: count, grossMinor: count }))
    .readonly(),
  /** Entries of sessions that stopped before it, in a month that was closed already. */
  lateEntries: count,
});

export type MonthTotals = z.output<typeof monthTotals>;

/** What a closing keeps of its month beside where every ledger has got to. */
export const closing = z.object({ totals: monthTotals });

/** The setting of the automatic pack: where, and for months that end after which moment. */
export const automaticPack = z.object({ folder: z.string(), since: z.int() });

export interface PackView {
  readonly packId: string;
  readonly madeAt: IsoTime;
  readonly operator: string;
  readonly folder: string;
  readonly files: number;
  readonly sizeBytes: number;
  /** The month was closed already. */
  readonly closed: boolean;
  readonly automatic: boolean;
}

export interface MonthView {
  readonly period: string;
  readonly from: IsoTime;
  readonly to: IsoTime;
  /** `running` until it is over. */
  readonly state: 'running' | 'open' | 'closed';
  readonly closedAt: IsoTime | null;
  readonly closedBy: string | null;
  /** Of the closing; binds its totals to all rows of the books before. */
  readonly hash: string | null;
  readonly totals: MonthTotals;
  /** Newest first. */
  readonly packs: readonly PackView[];
}

export interface ChecklistRowView {
  readonly subject: 'month' | 'session' | 'payment' | 'sale' | 'drawer' | 'customer' | 'station';
  readonly id: string;
  /** Of a station, a customer, or who did it; empty where there is none. */
  readonly name: string;
  readonly evseId: number | null;
  readonly at: IsoTime | null;
  readonly until: IsoTime | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly energyWh: number | null;
}

export interface ChecklistItemView {
  readonly item: ChecklistItem;
  readonly count: number;
  /** The first few. */
  readonly rows: readonly ChecklistRowView[];
}

export interface MonthChecklist {
  readonly month: MonthView;
  /** In the order of `checklistItems`; what there is none of has the count 0. */
  readonly items: readonly ChecklistItemView[];
}

export interface PackCheck {
  /** `changed`: it is not the one that was made. */
  readonly manifest: 'asMade' | 'changed' | 'missing';
  readonly files: number;
  readonly faults: readonly { readonly file: string; readonly fault: 'changed' | 'missing' }[];
}

export interface MonthSettings {
  /** Of the automatic pack; null: none is made. */
  readonly folder: string | null;
  /** Where packs go that nobody chose a folder for. */
  readonly exportsFolder: string;
  /** The automatic pack that could not be written yet; it is tried again. */
  readonly failed: {
    readonly period: string;
    readonly since: IsoTime;
    readonly reason: 'folderMissing' | 'diskFull' | 'packUnequal' | 'failed';
  } | null;
}

export interface MonthsState {
  /** The pack that is being written. */
  readonly packing: { readonly period: string; readonly done: number; readonly total: number } | null;
}

export interface MonthResults {
  'months.list': readonly MonthView[];
  'months.checklist': MonthChecklist;
  'months.close': MonthView;
  'months.pack': PackView;
  'months.verifyPack': PackCheck;
  'months.packDownload': ExportedPart;
  'months.settings': MonthSettings;
  'months.setFolder': MonthSettings;
}

export interface MonthEvents {
  /** A month was closed, a pack made or begun, the folder changed: readers ask again. */
  'months.changed': MonthsState;
}
