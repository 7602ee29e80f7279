import type {
  ReportCell,
  ReportChart,
  ReportColumn,
  ReportColumnKey,
  ReportName,
  ReportRow,
} from '../../../contract/reports.ts';
import type { EntryList, EntryRecord, GroupSums } from '../../store/report-records.ts';
import { column, rowOf } from '../columns.ts';
import type { ReportRequest, ReportTable } from '../report-table.ts';
import { addUp, bookNotes, showsVat } from './book-sums.ts';
import { chartOfRows } from './group-table.ts';
import { dayText } from './local-days.ts';
import { entryKind, payStatus, receiptNumber, unpaidOf } from './entry-words.ts';
import { scopeOf, type TableDeps } from './table-deps.ts';

const lists: Readonly<Record<Extract<ReportName, EntryList>, (hasVat: boolean) => readonly ReportColumn[]>> = {
  sessions: (hasVat) => [
    ...[column('session'), column('entry'), column('started', 'files'), column('stopped'), column('station')],
    ...[column('stationName', 'files'), column('connector'), column('card'), column('cardLabel'), column('customer')],
    ...[column('customerId', 'programs'), column('customerVoen', 'files'), column('tariff', 'files')],
    ...[column('duration'), column('charging', 'files'), column('idle', 'files')],
    ...[column('meterStart', 'files'), column('meterStop', 'files'), column('energy'), column('gross')],
    ...(hasVat ? [column('vatRate', 'files'), column('vat'), column('net')] : []),
    ...[column('paid'), column('refunded', 'files'), column('unpaid'), column('payStatus', 'files')],
    ...[column('method', 'files'), column('fiscalNumber', 'files'), column('documentNumber', 'files')],
    ...[column('operator', 'files'), column('stopReason', 'files'), column('verdict', 'files')],
    column('remarks', 'files'),
  ],
  corrections: (hasVat) => [
    ...[column('recorded'), column('entry'), column('reason'), column('session'), column('stopped')],
    ...[column('station'), column('connector'), column('customer'), column('customerId', 'programs')],
    ...[column('energy'), column('gross'), ...(hasVat ? [column('vat'), column('net')] : []), column('operator')],
  ],
  unpaid: () => [
    ...[column('session'), column('stopped'), column('station'), column('connector'), column('card')],
    ...[column('cardLabel'), column('customer'), column('customerId', 'programs'), column('energy'), column('gross')],
    ...[column('paid'), column('unpaid'), column('payStatus')],
  ],
};

/** The entries of the books one by one. A correction of another period is among them, and is told as one. */
export async function entryTable(
  deps: TableDeps,
  request: ReportRequest & { readonly report: EntryList },
): Promise<ReportTable> {
  const { reports } = deps.read;
  const list = request.report;
  const scope = scopeOf(deps, request);
  // What cancels in the period is not listed and adds up to nothing: the sums of the list are those of the books.
  const days = list === 'sessions' ? await reports.sums(scope, 'day', []) : null;
  const sums = days === null ? await reports.entrySums(list, scope) : addUp(days);
  const total = await reports.countEntries(list, scope);
  const columns = lists[list](showsVat(deps, sums));
  const toRow = entryReader(columns);
  return {
    report: list,
    period: { from: request.from, to: request.to },
    currency: scope.currency,
    columns,
    total,
    totals: rowOf(columns, {
      energy: sums.energyWh,
      gross: sums.grossMinor,
      vat: sums.vatMinor,
      net: sums.netMinor,
      paid: sums.paidMinor,
      refunded: sums.refundedMinor,
      unpaid: sums.unpaidMinor,
    }),
    notes: await bookNotes(deps, scope, sums.unbilled),
    chart: days === null ? null : chartOfDays(days),
    page: async (limit, offset) => (await reports.entries(list, scope, limit, offset)).map(toRow),
    async *pages() {
      for await (const page of reports.allEntries(list, scope)) yield page.map(toRow);
    },
  };
}

/** A credit takes figures back; it has no time of its own. */
const ofCharge =
  (read: (entry: EntryRecord) => ReportCell) =>
  (entry: EntryRecord): ReportCell =>
    entry.kind === 'credit' ? null : read(entry);

const cellOf: Partial<Readonly<Record<ReportColumnKey, (entry: EntryRecord) => ReportCell>>> = {
  session: (entry) => entry.sessionId,
  entry: entryKind,
  reason: (entry) => entry.reason,
  recorded: (entry) => entry.recordedAt,
  station: (entry) => entry.stationId,
  stationName: (entry) => entry.stationName,
  connector: (entry) => String(entry.evseId),
  card: (entry) => entry.idToken,
  cardLabel: (entry) => entry.cardLabel,
  customerId: (entry) => entry.customerId,
  customer: (entry) => entry.customer,
  customerVoen: (entry) => entry.customerVoen,
  tariff: (entry) => entry.tariff,
  started: (entry) => entry.startedAt,
  stopped: (entry) => entry.stoppedAt,
  duration: ofCharge(({ startedAt, stoppedAt }) => Math.max(Math.floor((stoppedAt - startedAt) / 1000), 0)),
  charging: ofCharge((entry) => entry.chargingSeconds),
  idle: ofCharge((entry) => entry.idleSeconds),
  meterStart: (entry) => entry.meterStartWh,
  meterStop: (entry) => entry.meterStopWh,
  energy: (entry) => entry.energyWh,
  gross: (entry) => entry.grossMinor,
  vatRate: (entry) => entry.vatRateBp,
  vat: (entry) => entry.vatMinor,
  net: (entry) => entry.netMinor,
  paid: (entry) => entry.paidMinor,
  refunded: (entry) => entry.refundedMinor,
  unpaid: unpaidOf,
  payStatus,
  method: (entry) => entry.methods.join(),
  fiscalNumber: (entry) => entry.fiscalNumbers.join(' '),
  documentNumber: receiptNumber,
  operator: (entry) => entry.operator,
  stopReason: (entry) => entry.stopReason,
  verdict: (entry) => entry.verdict,
  remarks: (entry) => entry.flags.join(),
};

/** Reads the columns of a table off an entry. */
function entryReader(columns: readonly ReportColumn[]): (entry: EntryRecord) => ReportRow {
  const readers = columns.map(({ key }) => cellOf[key] ?? ((): ReportCell => null));
  return (entry) => readers.map((read) => read(entry));
}

function chartOfDays(days: readonly GroupSums[]): ReportChart | null {
  const value = days.some(({ grossMinor }) => grossMinor !== 0) ? 'gross' : 'energy';
  const columns = [column('day'), column(value)];
  const rows = days.map(({ localDay, grossMinor, energyWh }) =>
    rowOf(columns, { day: dayText(localDay), gross: grossMinor, energy: energyWh }),
  );
  return rows.length < 2 ? null : chartOfRows(columns, rows, 'day', value, rows.length);
}
