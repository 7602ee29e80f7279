import type { Input } from '../../contract/api.ts';
import { AppError } from '../../contract/errors.ts';
import { parseLocalDate } from '../../contract/format/dates.ts';
import { addDays, startOfDate } from '../../contract/format/zone.ts';
import { inputs } from '../../contract/inputs.ts';
import type { ImportReport, RefusedLine } from '../../contract/id-tokens.ts';
import type { ImportRefusal } from '../../contract/words.ts';
import type { IdTokens, NewIdToken } from '../domain/id-tokens.ts';
import { foldAscii } from '../domain/same-text.ts';
import { readCsv } from './csv-lines.ts';
import { epochMs } from './iso-time.ts';

const columns = ['idtoken', 'label', 'status', 'expiresat', 'parentidtoken'] as const;
type Column = (typeof columns)[number];

const statuses: ReadonlyMap<string, 'Accepted' | 'Blocked'> = new Map([
  ['', 'Accepted'],
  ['accepted', 'Accepted'],
  ['blocked', 'Blocked'],
]);
const fields = inputs['idTokens.add'].shape;

type Taken = { readonly token: NewIdToken } | { readonly refusal: ImportRefusal };

/**
 * Takes id tokens from CSV text, the good lines of it; the others are told of. An expiry is a moment in ISO 8601, or the last valid day on the
 * calendar of `timeZone`.
 */
export async function importIdTokens(
  { csv, dryRun }: Input<'idTokens.import'>,
  idTokens: IdTokens,
  timeZone: string,
): Promise<ImportReport> {
  const { header, lines } = readCsv(csv);
  const places = placesOf(header);
  const seen = new Set<string>();
  const tokens: NewIdToken[] = [];
  const refused: RefusedLine[] = [];
  for (const { line, cells, text } of lines) {
    const taken = takeLine(cells, header.length, places, seen, timeZone);
    if ('token' in taken) tokens.push(taken.token);
    else refused.push({ line, text, reason: taken.refusal });
  }
  return { ...(await idTokens.addOrUpdate(tokens, dryRun)), refused };
}

function placesOf(header: readonly string[]): ReadonlyMap<Column, number> {
  const names = header.map((name) => foldAscii(name.trim()));
  const places = new Map(columns.map((column) => [column, names.indexOf(column)]));
  if (places.get('idtoken') !== -1) return places;
  throw new AppError('invalidInput', { faults: [{ path: 'csv', message: 'the first line names no column idToken' }] });
}

function takeLine(
  cells: readonly string[],
  width: number,
  places: ReadonlyMap<Column, number>,
  seen: Set<string>,
  timeZone: string,
): Taken {
  if (cells.length > width) return { refusal: 'wrongColumns' };
  const cell = (column: Column): string | undefined => cells[places.get(column) ?? -1]?.trim();
  const idToken = fields.idToken.safeParse(cell('idtoken'));
  const label = fields.label.safeParse(cell('label'));
  const status = statuses.get(foldAscii(cell('status') ?? ''));
  const parent = fields.parentIdToken.safeParse(emptyAsNull(cell('parentidtoken')));
  const expiresAt = expiryOf(emptyAsNull(cell('expiresat')), timeZone);
  if (!idToken.success) return { refusal: 'badIdToken' };
  if (seen.has(foldAscii(idToken.data))) return { refusal: 'repeatedLine' };
  if (!label.success) return { refusal: 'labelTooLong' };
  if (status === undefined) return { refusal: 'badStatus' };
  if (!parent.success) return { refusal: 'badParent' };
  if (expiresAt === 'unreadable') return { refusal: 'badExpiry' };
  seen.add(foldAscii(idToken.data));
  return {
    token: {
      idToken: idToken.data,
      label: label.data,
      status: places.get('status') === -1 ? undefined : status,
      expiresAt,
      parentIdToken: parent.data,
    },
  };
}

/** A column that is not there changes nothing; an empty cell clears. */
function emptyAsNull(cell: string | undefined): string | null | undefined {
  return cell === '' ? null : cell;
}

/** `undefined` where the column is not there, null where the cell is empty. */
export function expiryOf(cell: string | null | undefined, timeZone: string): number | null | undefined | 'unreadable' {
  if (typeof cell !== 'string') return cell;
  const lastDay = parseLocalDate(cell);
  if (lastDay !== null) return startOfDate(addDays(lastDay, 1), timeZone);
  const time = fields.expiresAt.safeParse(cell);
  return time.success && typeof time.data === 'string' ? epochMs(time.data) : 'unreadable';
}
