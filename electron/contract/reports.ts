import { z } from 'zod';
import { idToken, isoTime, language, limit, offset, rowId, stationId } from './fields.ts';
import type { ExportedFile, ExportedPart, IsoTime } from './views.ts';

/** Every report there is, in the order a person looks for them. */
export const reportNames = [
  'sessions',
  'days',
  'hours',
  'stations',
  'connectors',
  'cards',
  'customers',
  'tariffs',
  'paymentMethods',
  'drawers',
  'unpaid',
  'corrections',
  'vat',
  'margin',
  'utilisation',
  'energyBalance',
] as const;
export type ReportName = (typeof reportNames)[number];

/** `pdf` is for reading, `json` for programs: the sessions as charge detail records of OCPI 2.2.1, any other report as its table. */
export const reportFormats = ['csv', 'xlsx', 'pdf', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/**
 * What the cells of a column hold. `identity`: a number that is a name, as of a card. `word`: a code with a text in every language. `energyWh`,
 * `money` (minor units), `priceE4` (1e-4 of the major unit), `duration` (seconds) and `percent` (hundredths of a percent) are integers;
 * `dateTime` a moment, `date` 2026-07-06, `month` 2026-07 and `hour` 0 to 23 by the site's clock.
 */
export type ReportColumnType =
  | 'text'
  | 'identity'
  | 'word'
  | 'count'
  | 'energyWh'
  | 'money'
  | 'priceE4'
  | 'duration'
  | 'percent'
  | 'yesNo'
  | 'dateTime'
  | 'date'
  | 'month'
  | 'hour';

/** The closed lists that cells of type `word` are taken from. */
export type ReportWordList = 'entry' | 'method' | 'payStatus' | 'reason' | 'stopReason' | 'verdict' | 'flag';

/** A column by its key: each has one meaning in all reports. */
export type ReportColumnKey =
  | 'session'
  | 'entry'
  | 'reason'
  | 'recorded'
  | 'station'
  | 'stationName'
  | 'connector'
  | 'card'
  | 'cardLabel'
  | 'customerId'
  | 'customer'
  | 'customerVoen'
  | 'tariff'
  | 'tariffVersion'
  | 'started'
  | 'stopped'
  | 'duration'
  | 'charging'
  | 'idle'
  | 'meterStart'
  | 'meterStop'
  | 'stopReason'
  | 'verdict'
  | 'remarks'
  | 'operator'
  | 'day'
  | 'hour'
  | 'month'
  | 'method'
  | 'payStatus'
  | 'fiscalNumber'
  | 'documentNumber'
  | 'sessions'
  | 'energy'
  | 'gross'
  | 'vatRate'
  | 'vat'
  | 'net'
  | 'paid'
  | 'unpaid'
  | 'refunded'
  | 'averageEnergy'
  | 'averagePrice'
  | 'cost'
  | 'fixedCost'
  | 'margin'
  | 'payments'
  | 'settled'
  | 'intoAccounts'
  | 'received'
  | 'drawer'
  | 'opened'
  | 'openedBy'
  | 'closed'
  | 'closedBy'
  | 'opening'
  | 'cashIn'
  | 'cashOut'
  | 'movements'
  | 'expected'
  | 'counted'
  | 'difference'
  | 'note'
  | 'occupied'
  | 'occupiedShare'
  | 'chargingShare'
  | 'idleShare'
  | 'withEnergy'
  | 'success'
  | 'registerFirst'
  | 'registerLast'
  | 'unexplained'
  | 'gaps'
  | 'largestGap'
  | 'resets';

/** A `word` cell holds one code, or several parted by commas. */
export interface ReportColumn {
  readonly key: ReportColumnKey;
  readonly type: ReportColumnType;
  /** Of type `word` only. */
  readonly words?: ReportWordList | undefined;
  /** What a cell of it leads to; `idIn` names the column of the same row that holds the id. */
  readonly link?: { readonly to: 'session' | 'station' | 'customer'; readonly idIn: ReportColumnKey } | undefined;
  /** Not on every form: `files` is more than a screen or a page bears, `programs` are ids no person reads. */
  readonly only?: 'files' | 'programs' | undefined;
}

/** Null: not known, or nothing to say. */
export type ReportCell = string | number | boolean | null;
/** One cell for each column. */
export type ReportRow = readonly ReportCell[];

/**
 * What a reader has to know of the figures. `unknownAmounts`: sessions whose energy is not known and that were not billed;
 * `otherCurrencies`: entries in another currency, left out; `registersReset`: registers that went back or jumped, left out; `shortened`: a document
 * shows this many rows only.
 */
export interface ReportNote {
  readonly kind: 'unknownAmounts' | 'otherCurrencies' | 'registersReset' | 'shortened';
  readonly count: number;
}

/** Figures to draw: at most as many points as a chart bears. */
export interface ReportChart {
  readonly label: ReportColumn;
  readonly value: ReportColumn;
  readonly points: readonly { readonly label: ReportCell; readonly value: number }[];
}

/** A page of a report. Moments in cells are ISO 8601. */
export interface ReportPage {
  readonly report: ReportName;
  readonly from: IsoTime;
  readonly to: IsoTime;
  /** Of every amount in it. */
  readonly currency: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** How many rows there are in all. */
  readonly total: number;
  /** Over all rows, in the places of their columns; null where a sum says nothing. */
  readonly totals: ReportRow;
  readonly notes: readonly ReportNote[];
  readonly chart: ReportChart | null;
}

/** An export that is kept for a while, to be fetched in pieces. */
export interface PreparedExport {
  readonly exportId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/** What was posted in [from, to), by the site's clock; a session is posted when it stops. */
const scope = {
  report: z.enum(reportNames),
  from: isoTime,
  to: isoTime,
  stationId: stationId.optional(),
  customerId: rowId.optional(),
  idToken: idToken.optional(),
};

/** `excel` is for people, in their language; `machine` for programs and the same everywhere. It matters for CSV only. */
const exported = {
  ...scope,
  format: z.enum(reportFormats),
  profile: z.enum(['excel', 'machine']),
  locale: language.optional(),
};

export const reportInputs = {
  'reports.query': z.strictObject({ ...scope, limit, offset }),
  'reports.export': z.strictObject(exported),
  /** The same for files of any size; it is thrown away when it was read to its end, or after an hour. */
  'reports.prepare': z.strictObject(exported),
  /** A piece of a prepared export; `length` at most 1 MiB. Throws `notFound`. */
  'reports.read': z.strictObject({
    exportId: z.string().max(60),
    offset: z.int().min(0),
    length: z.int().min(1).max(1_048_576),
  }),
} as const;

export interface ReportResults {
  'reports.query': ReportPage;
  'reports.export': ExportedFile;
  'reports.prepare': PreparedExport;
  'reports.read': ExportedPart;
}
