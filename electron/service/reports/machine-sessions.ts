import { createHash } from 'node:crypto';
import { formatIsoWithOffset } from '../../contract/format/dates.ts';
import { csvLine, emptyCell, textCell, valueCell, type CsvCell } from './csv.ts';
import type { SessionRow } from './session-row.ts';

/** Loaders are mapped to these columns once and for all: a name or a place never changes, a change of meaning is a new version. */
export const machineVersion = 1;
export const machineDelimiter = ';';

interface MachineRow extends SessionRow {
  readonly timeZone: string;
}

type CellOf = (row: MachineRow) => CsvCell;

const notKnown: CellOf = () => emptyCell;
const count = (value: number | null): CsvCell => (value === null ? emptyCell : valueCell(String(value)));
const yesOrNo = (value: boolean): CsvCell => valueCell(value ? 'y' : 'n');
const utc = (at: number): CsvCell => valueCell(new Date(at).toISOString());
const local = (at: number, timeZone: string): CsvCell => valueCell(formatIsoWithOffset(at, timeZone));

/** Columns of version 1, in order. Those without a value yet are there so that the order never changes. */
const columns: readonly (readonly [string, CellOf])[] = [
  ['doc_no', notKnown],
  ['session_id', ({ session }) => textCell(session.sessionId)],
  ['station_id', ({ session }) => textCell(session.stationId)],
  ['station_name', ({ stationName }) => textCell(stationName)],
  ['connector', ({ session }) => count(session.evseId)],
  ['id_tag', ({ session }) => textCell(session.idToken)],
  ['tag_label', ({ cardLabel }) => textCell(cardLabel)],
  ['customer', notKnown],
  ['customer_voen', notKnown],
  ['start_utc', ({ session }) => utc(session.startedAt)],
  ['start_local', ({ session, timeZone }) => local(session.startedAt, timeZone)],
  ['stop_utc', ({ stoppedAt }) => utc(stoppedAt)],
  ['stop_local', ({ stoppedAt, timeZone }) => local(stoppedAt, timeZone)],
  ['duration_s', ({ session, stoppedAt }) => count(Math.max(Math.floor((stoppedAt - session.startedAt) / 1000), 0))],
  ['charging_s', notKnown],
  ['idle_s', notKnown],
  ['meter_start_wh', ({ session }) => count(session.meterStartWh)],
  ['meter_stop_wh', ({ session }) => count(session.meterStopWh)],
  ['energy_wh', ({ session }) => count(session.energyWh)],
  ['energy_source', ({ session }) => valueCell(session.energySource === 'none' ? '' : session.energySource)],
  ['estimated', ({ session }) => yesOrNo(session.verdict === 'estimated')],
  ['tariff_name', notKnown],
  ['tariff_version', notKnown],
  ['energy_amount', notKnown],
  ['time_amount', notKnown],
  ['idle_amount', notKnown],
  ['start_fee', notKnown],
  ['discount', notKnown],
  ['gross', notKnown],
  ['vat_rate', notKnown],
  ['vat', notKnown],
  ['net', notKnown],
  ['currency', notKnown],
  ['pay_method', notKnown],
  ['pay_status', notKnown],
  ['paid', notKnown],
  ['refunded', notKnown],
  ['provider', notKnown],
  ['provider_ref', notKnown],
  ['fiscal_receipt_no', notKnown],
  ['stop_reason', ({ session }) => textCell(session.stopReason)],
  ['operator', notKnown],
  ['period', ({ stoppedAt, timeZone }) => valueCell(formatIsoWithOffset(stoppedAt, timeZone).slice(0, 7))],
  ['closed', () => yesOrNo(false)],
];

export function machineHeader(): readonly CsvCell[] {
  return [...columns.map(([name]) => valueCell(name)), valueCell('row_hash')];
}

/** The last cell is the SHA-256 of the cells before it: a loader sees by it whether a row it has taken before is still the same. */
export function machineCells(row: SessionRow, timeZone: string): readonly CsvCell[] {
  const cells = columns.map(([, cellOf]) => cellOf({ ...row, timeZone }));
  const hash = createHash('sha256').update(csvLine(cells, machineDelimiter)).digest('hex');
  return [...cells, valueCell(hash)];
}
