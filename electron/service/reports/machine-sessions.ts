import { createHash } from 'node:crypto';
import { formatIsoWithOffset } from '../../contract/format/dates.ts';
import { minorDigits } from '../../contract/format/money.ts';
import type { EntryRecord } from '../store/report-records.ts';
import { csvLine, emptyCell, textCell, valueCell, type CsvCell } from './csv.ts';
import { decimal, machineDelimiter } from './files/machine-csv.ts';
import { payStatus, receiptNumber } from './tables/entry-words.ts';
import { monthText } from './tables/local-days.ts';

interface MachineRow {
  readonly entry: EntryRecord;
  readonly timeZone: string;
}

type CellOf = (row: MachineRow) => CsvCell;

const notKnown: CellOf = () => emptyCell;
const count = (value: number | null): CsvCell => (value === null ? emptyCell : valueCell(String(value)));
const yesOrNo = (value: boolean): CsvCell => valueCell(value ? 'y' : 'n');
const utc = (at: number): CsvCell => valueCell(new Date(at).toISOString());
const local = (at: number, timeZone: string): CsvCell => valueCell(formatIsoWithOffset(at, timeZone));
const amount =
  (pick: (entry: EntryRecord) => number | null): CellOf =>
  ({ entry }) => {
    const minor = pick(entry);
    return minor === null ? emptyCell : valueCell(decimal(minor, minorDigits(entry.currency)));
  };
/** A credit takes figures back; it has no time of its own. */
const seconds =
  (pick: (entry: EntryRecord) => number): CellOf =>
  ({ entry }) =>
    entry.kind === 'credit' ? emptyCell : count(pick(entry));

/** Columns of version 1, in order. Those without a value yet are there so that the order never changes. */
const columns: readonly (readonly [string, CellOf])[] = [
  ['doc_no', ({ entry }) => (receiptNumber(entry) === null ? emptyCell : textCell(receiptNumber(entry)))],
  ['session_id', ({ entry }) => textCell(entry.sessionId)],
  ['station_id', ({ entry }) => textCell(entry.stationId)],
  ['station_name', ({ entry }) => textCell(entry.stationName)],
  ['connector', ({ entry }) => count(entry.evseId)],
  ['id_tag', ({ entry }) => textCell(entry.idToken)],
  ['tag_label', ({ entry }) => textCell(entry.cardLabel)],
  ['customer', ({ entry }) => textCell(entry.customer)],
  ['customer_voen', ({ entry }) => textCell(entry.customerVoen)],
  ['start_utc', ({ entry }) => utc(entry.startedAt)],
  ['start_local', ({ entry, timeZone }) => local(entry.startedAt, timeZone)],
  ['stop_utc', ({ entry }) => utc(entry.stoppedAt)],
  ['stop_local', ({ entry, timeZone }) => local(entry.stoppedAt, timeZone)],
  ['duration_s', seconds(({ startedAt, stoppedAt }) => Math.max(Math.floor((stoppedAt - startedAt) / 1000), 0))],
  ['charging_s', seconds(({ chargingSeconds }) => chargingSeconds)],
  ['idle_s', seconds(({ idleSeconds }) => idleSeconds)],
  ['meter_start_wh', ({ entry }) => count(entry.meterStartWh)],
  ['meter_stop_wh', ({ entry }) => count(entry.meterStopWh)],
  ['energy_wh', ({ entry }) => count(entry.energyWh)],
  ['energy_source', ({ entry }) => valueCell(entry.energySource === 'none' ? '' : entry.energySource)],
  ['estimated', ({ entry }) => yesOrNo(entry.verdict === 'estimated')],
  ['tariff_name', ({ entry }) => textCell(entry.tariff)],
  ['tariff_version', ({ entry }) => count(entry.tariffVersion)],
  ['energy_amount', amount(({ energyMinor }) => energyMinor)],
  ['time_amount', amount(({ timeMinor }) => timeMinor)],
  ['idle_amount', amount(({ idleMinor }) => idleMinor)],
  ['start_fee', amount(({ startMinor }) => startMinor)],
  ['discount', amount(({ adjustmentMinor }) => adjustmentMinor)],
  ['gross', amount(({ grossMinor }) => grossMinor)],
  ['vat_rate', ({ entry }) => (entry.vatRateBp === null ? emptyCell : valueCell(decimal(entry.vatRateBp, 2)))],
  ['vat', amount(({ vatMinor, vatRateBp }) => (vatRateBp === null ? null : vatMinor))],
  ['net', amount(({ netMinor, vatRateBp }) => (vatRateBp === null ? null : netMinor))],
  ['currency', ({ entry }) => valueCell(entry.currency)],
  ['pay_method', ({ entry }) => valueCell(entry.methods.join())],
  ['pay_status', ({ entry }) => valueCell(payStatus(entry) ?? '')],
  ['paid', amount(({ paidMinor }) => paidMinor)],
  ['refunded', amount(({ refundedMinor }) => refundedMinor)],
  ['provider', notKnown],
  ['provider_ref', ({ entry }) => textCell(entry.references.join(' '))],
  ['fiscal_receipt_no', ({ entry }) => textCell(entry.fiscalNumbers.join(' '))],
  ['stop_reason', ({ entry }) => textCell(entry.stopReason)],
  ['operator', ({ entry }) => textCell(entry.operator)],
  ['period', ({ entry }) => valueCell(monthText(entry.period))],
  ['closed', ({ entry }) => yesOrNo(entry.closed)],
];

export function machineHeader(): readonly CsvCell[] {
  return [...columns.map(([name]) => valueCell(name)), valueCell('row_hash')];
}

/** The last cell is the SHA-256 of the cells before it: a loader sees by it whether a row it has taken before is still the same. */
export function machineCells(entry: EntryRecord, timeZone: string): readonly CsvCell[] {
  const cells = columns.map(([, cellOf]) => cellOf({ entry, timeZone }));
  const hash = createHash('sha256').update(csvLine(cells, machineDelimiter)).digest('hex');
  return [...cells, valueCell(hash)];
}

/** The sessions for programs, page by page. */
export async function* machineSessions(
  pages: AsyncIterable<readonly EntryRecord[]>,
  timeZone: string,
): AsyncGenerator<string> {
  yield csvLine(machineHeader(), machineDelimiter);
  for await (const page of pages) {
    yield page.map((entry) => csvLine(machineCells(entry, timeZone), machineDelimiter)).join('');
  }
}
