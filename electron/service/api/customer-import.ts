import type { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import { parseEnergy, parseMoney } from '../../contract/format/parse-amount.ts';
import { customerFields, type CustomerImportReport, type ImportedAs } from '../../contract/customers.ts';
import type { RefusedLine } from '../../contract/id-tokens.ts';
import { inputs } from '../../contract/inputs.ts';
import type { Settings } from '../../contract/views.ts';
import type { ImportRefusal } from '../../contract/words.ts';
import type { CustomerImport, CustomerLine, LineOutcome } from '../domain/customer-import.ts';
import type { NewIdToken } from '../domain/id-tokens.ts';
import { foldAscii } from '../domain/same-text.ts';
import { type CsvLine, readCsv } from './csv-lines.ts';
import { type CustomerColumn, customerColumn } from './customer-columns.ts';
import { billingOf, kindOf, languageOf, statusOf } from './customer-words.ts';
import { expiryOf } from './id-token-import.ts';

const linesShown = 200;
const cardFields = inputs['idTokens.add'].shape;
const groupFields = inputs['customerGroups.add'].shape;

/** What a cell says: undefined where the column is not there or the cell is empty. */
type Cell = (column: CustomerColumn) => string | undefined;

/** A line that can't be taken as it is written. */
class Refused extends Error {
  readonly reason: ImportRefusal;

  constructor(reason: ImportRefusal) {
    super(reason);
    this.reason = reason;
  }
}

/** Takes customers with their cards from CSV text, the good lines of it; the others are told of. */
export async function importCustomersFromCsv(
  csv: string,
  dryRun: boolean,
  { importLines, settings }: { readonly importLines: CustomerImport; readonly settings: Settings },
): Promise<CustomerImportReport> {
  const { header, lines } = readCsv(csv);
  const columns = header.map(customerColumn);
  if (!columns.includes('name')) {
    throw new AppError('invalidInput', { faults: [{ path: 'csv', message: 'the first line names no column name' }] });
  }
  const seen = new Set<string>();
  const refused: RefusedLine[] = [];
  const taken: (CustomerLine & CsvLine)[] = [];
  for (const one of lines) {
    const read = readLine(one, columns, seen, settings);
    if ('reason' in read) refused.push(read);
    else taken.push({ ...one, ...read });
  }
  const outcomes = await importLines(taken, dryRun);
  return {
    ...reportOf(taken, outcomes, refused),
    unknownColumns: header.filter((name, index) => columns[index] === null && name.trim() !== ''),
  };
}

function readLine(
  { line, text, cells }: CsvLine,
  columns: readonly (CustomerColumn | null)[],
  seen: Set<string>,
  settings: Settings,
): CustomerLine | RefusedLine {
  const cell: Cell = (column) => cells[columns.indexOf(column)]?.trim() || undefined;
  try {
    if (cells.slice(columns.length).some((extra) => extra.trim() !== '')) throw new Refused('wrongColumns');
    const customer = readCustomer(cell, settings);
    const card = readCard(cell, settings);
    if (card !== null && seen.has(foldAscii(card.idToken))) throw new Refused('repeatedLine');
    if (card !== null) seen.add(foldAscii(card.idToken));
    return { customer, groupName: fitting(cell('group'), groupFields.name) ?? null, card };
  } catch (fault) {
    if (fault instanceof Refused) return { line, text, reason: fault.reason };
    throw fault;
  }
}

function readCustomer(cell: Cell, settings: Settings): CustomerLine['customer'] {
  const name = cell('name');
  if (name === undefined) throw new Refused('nameMissing');
  const told = customerFields;
  return {
    name: fitting(name, told.name) ?? name,
    kind: wordOf(cell('kind'), kindOf, 'badKind'),
    voen: fitting(cell('voen'), told.voen),
    contractNumber: fitting(cell('contractNumber'), told.contractNumber),
    contact: fitting(cell('contact'), told.contact),
    phone: fitting(cell('phone'), told.phone),
    email: fitting(cell('email'), told.email),
    address: fitting(cell('address'), told.address),
    note: fitting(cell('note'), told.note),
    language: wordOf(cell('language'), languageOf, 'badLanguage'),
    billing: wordOf(cell('billing'), billingOf, 'badBilling'),
    budgetWh: energyOf(cell('budgetKwh'), settings),
    budgetMinor: moneyOf(cell('budget'), settings),
  };
}

function readCard(cell: Cell, settings: Settings): NewIdToken | null {
  const idToken = cell('idToken');
  if (idToken === undefined) return null;
  if (!cardFields.idToken.safeParse(idToken).success) throw new Refused('badIdToken');
  const label = cell('cardLabel');
  if (!cardFields.label.safeParse(label).success) throw new Refused('labelTooLong');
  const note = cell('cardNote');
  if (!cardFields.note.safeParse(note).success) throw new Refused('textTooLong');
  const expiresAt = expiryOf(cell('cardExpires'), settings.timeZone);
  if (expiresAt === 'unreadable') throw new Refused('badExpiry');
  return {
    idToken,
    label,
    note,
    expiresAt,
    status: wordOf(cell('cardStatus'), statusOf, 'badStatus'),
    budgetWh: energyOf(cell('cardBudgetKwh'), settings),
    budgetMinor: moneyOf(cell('cardBudget'), settings),
  };
}

function fitting(text: string | undefined, field: z.ZodType): string | undefined {
  if (text !== undefined && !field.safeParse(text).success) throw new Refused('textTooLong');
  return text;
}

function wordOf<Value>(
  text: string | undefined,
  read: (text: string) => Value | null,
  refusal: ImportRefusal,
): Value | undefined {
  if (text === undefined) return undefined;
  const value = read(text);
  if (value === null) throw new Refused(refusal);
  return value;
}

function moneyOf(text: string | undefined, { language, currency }: Settings): number | undefined {
  if (text === undefined) return undefined;
  const parsed = parseMoney(text, { language, currency });
  if ('fault' in parsed) throw new Refused('badBudget');
  return parsed.units;
}

function energyOf(text: string | undefined, { language }: Settings): number | undefined {
  if (text === undefined) return undefined;
  const parsed = parseEnergy(text, language);
  if ('fault' in parsed) throw new Refused('badBudget');
  return parsed.units;
}

function reportOf(
  taken: readonly (CustomerLine & CsvLine)[],
  outcomes: readonly LineOutcome[],
  unreadable: readonly RefusedLine[],
): Omit<CustomerImportReport, 'unknownColumns'> {
  const refused = [...unreadable];
  const lines: CustomerImportReport['lines'][number][] = [];
  const asById = new Map<string, ImportedAs>();
  const cards = { added: 0, updated: 0, unchanged: 0 };
  taken.forEach(({ line, text, customer, card }, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) return;
    if ('refusal' in outcome) {
      refused.push({ line, text, reason: outcome.refusal });
      return;
    }
    const before = asById.get(outcome.customerId) ?? 'unchanged';
    asById.set(outcome.customerId, before === 'unchanged' ? outcome.customer : before);
    if (outcome.card !== null) cards[outcome.card] += 1;
    lines.push({
      ...{ line, name: customer.name, customer: outcome.customer },
      ...{ idToken: card?.idToken ?? null, card: outcome.card },
    });
  });
  const count = (as: ImportedAs): number => [...asById.values()].filter((one) => one === as).length;
  return {
    ...{ added: count('added'), updated: count('updated'), unchanged: count('unchanged'), cards },
    lines: lines.slice(0, linesShown),
    refused: refused.sort((one, other) => one.line - other.line),
  };
}
