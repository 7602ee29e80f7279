import { formatDateTime } from '../../contract/format/dates.ts';
import { formatClockDuration } from '../../contract/format/durations.ts';
import { formatScaled } from '../../contract/format/numbers.ts';
import type { Language } from '../../contract/views.ts';
import { emptyCell, textCell, valueCell, type CsvCell } from './csv.ts';
import { identityCell } from './identity-cell.ts';
import type { SessionRow } from './session-row.ts';
import { reportTexts, wordFor, type ReportTexts } from './texts.ts';

export interface ExcelLayout {
  readonly language: Language;
  readonly timeZone: string;
}

/** Spreadsheets of az, ru and tr computers expect a semicolon, for the comma is their decimal sign. */
export const excelDelimiter = (language: Language): ',' | ';' => (language === 'en' ? ',' : ';');

type Header = keyof ReportTexts['headers'];

/** The columns for people, in order. */
const columns: readonly (readonly [Header, (row: SessionRow, layout: ExcelLayout) => CsvCell])[] = [
  ['session', ({ session }) => valueCell(session.sessionId)],
  ['station', ({ session }) => identityCell(session.stationId)],
  ['stationName', ({ stationName }) => textCell(stationName)],
  ['connector', ({ session }) => valueCell(String(session.evseId))],
  ['card', ({ session }) => identityCell(session.idToken)],
  ['cardLabel', ({ cardLabel }) => textCell(cardLabel)],
  ['started', ({ session }, layout) => timeCell(session.startedAt, layout)],
  ['stopped', ({ stoppedAt }, layout) => timeCell(stoppedAt, layout)],
  ['duration', ({ session, stoppedAt }) => valueCell(formatClockDuration(stoppedAt - session.startedAt))],
  ['meterStart', ({ session }, layout) => energyCell(session.meterStartWh, layout)],
  ['meterStop', ({ session }, layout) => energyCell(session.meterStopWh, layout)],
  ['energy', ({ session }, layout) => energyCell(session.energyWh, layout)],
  ['stopReason', ({ session }, layout) => stopReasonCell(session.stopReason, layout)],
  ['verdict', ({ session }, layout) => textCell(reportTexts(layout.language).sessions.verdict[session.verdict])],
  ['remarks', ({ session }, layout) => textCell(remarksOf(session.flags, layout))],
];

export function excelHeader(layout: ExcelLayout): readonly CsvCell[] {
  const { headers } = reportTexts(layout.language);
  return columns.map(([header]) => textCell(headers[header].replace('{timeZone}', layout.timeZone)));
}

export function excelCells(row: SessionRow, layout: ExcelLayout): readonly CsvCell[] {
  return columns.map(([, cellOf]) => cellOf(row, layout));
}

function timeCell(at: number, layout: ExcelLayout): CsvCell {
  return valueCell(formatDateTime(at, { ...layout, seconds: true }));
}

function energyCell(energyWh: number | null, { language }: ExcelLayout): CsvCell {
  return energyWh === null ? emptyCell : valueCell(formatScaled(energyWh, 3, { language, grouping: false }));
}

function stopReasonCell(reason: string | null, { language }: ExcelLayout): CsvCell {
  return textCell(reason === null ? null : wordFor(reportTexts(language).sessions.stopReason, reason));
}

function remarksOf(flags: readonly string[], { language }: ExcelLayout): string {
  return flags.map((flag) => wordFor(reportTexts(language).sessions.flagWhat, flag)).join(' ');
}
