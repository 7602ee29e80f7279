import { foldForSearch } from '../../contract/format/collation.ts';
import type { ImportedAs } from '../../contract/customers.ts';
import { normalVoen } from '../../contract/format/voen.ts';
import type { ImportRefusal } from '../../contract/words.ts';
import type { CustomerRecord } from '../store/customer-records.ts';
import type { WriteUnit } from '../store/store.ts';
import { allCustomers, createRegister } from './customer-register.ts';
import {
  addCustomer,
  changeCustomer,
  type CustomerChange,
  type CustomerUnit,
  type CustomersDeps,
  definedOnly,
  newCustomer,
} from './customers.ts';
import { addOrUpdateIdToken, type NewIdToken } from './id-tokens.ts';
import { differences, writeDown } from './journal-entry.ts';

/** A customer, and one of its cards where the line names one. */
export interface CustomerLine {
  readonly customer: CustomerChange & { readonly name: string };
  /** A group nobody made yet is made. */
  readonly groupName: string | null;
  readonly card: NewIdToken | null;
}

/** What became of a line, or would. */
export type LineOutcome =
  | { readonly customerId: string; readonly customer: ImportedAs; readonly card: ImportedAs | null }
  | { readonly refusal: ImportRefusal };

/** Takes all lines in one unit of work; `dryRun` only tells what would be. */
export type CustomerImport = (lines: readonly CustomerLine[], dryRun: boolean) => Promise<readonly LineOutcome[]>;

export function createCustomerImport({ store, clock, onDuty, announce }: CustomersDeps): CustomerImport {
  return (lines, dryRun) =>
    store.write((unit) => importCustomers({ unit, now: clock.now(), operator: onDuty(), announce }, lines, dryRun));
}

/**
 * Takes customers with their cards line by line. A customer is known by its VÖEN, else by its name. No card is taken from another customer. With
 * `dryRun` nothing is written.
 */
async function importCustomers(
  cu: CustomerUnit,
  lines: readonly CustomerLine[],
  dryRun: boolean,
): Promise<readonly LineOutcome[]> {
  const register = createRegister(await allCustomers(cu.unit));
  const groups = await groupsOf(cu.unit, lines, dryRun);
  const outcomes: LineOutcome[] = [];
  const changes: object[] = [];
  for (const line of lines) {
    const found = register.find(line.customer);
    const refusal = found === 'notClear' ? 'customerNotClear' : await refusalOfCard(cu.unit, line.card, found);
    if (found === 'notClear' || refusal !== null) {
      outcomes.push({ refusal: refusal ?? 'customerNotClear' });
      continue;
    }
    const groupId = line.groupName === null ? undefined : groups.ids.get(foldForSearch(line.groupName));
    const { record, as } = await takeCustomer(cu, found, { ...line.customer, groupId }, dryRun);
    register.keep(record);
    if (as === 'updated') changes.push({ customerId: record.customerId, ...differences(found ?? {}, record) });
    const { customerId } = record;
    const card = line.card === null ? null : await addOrUpdateIdToken(cu, { ...line.card, customerId }, dryRun);
    outcomes.push({ customerId, customer: as, card });
  }
  if (!dryRun) await tell(cu, { groupsAdded: groups.added, outcomes, changes });
  return outcomes;
}

async function takeCustomer(
  cu: CustomerUnit,
  known: CustomerRecord | null,
  given: CustomerLine['customer'],
  dryRun: boolean,
): Promise<{ readonly record: CustomerRecord; readonly as: ImportedAs }> {
  if (known === null) {
    const customer = { ...given, kind: given.kind ?? kindBy(given.voen ?? '') };
    if (!dryRun) return { record: await addCustomer(cu, customer), as: 'added' };
    return { record: { ...newCustomer(customer, cu.now), customerId: `new ${given.name}` }, as: 'added' };
  }
  const change = definedOnly(given);
  const changed = { ...known, ...change };
  if (Object.keys(differences(known, changed).after).length === 0) return { record: known, as: 'unchanged' };
  return { record: dryRun ? changed : await changeCustomer(cu, known, change), as: 'updated' };
}

/** The last digit of a VÖEN is 1 for a legal entity. */
const kindBy = (voen: string): CustomerRecord['kind'] => (normalVoen(voen).endsWith('1') ? 'company' : 'person');

async function refusalOfCard(
  unit: WriteUnit,
  card: NewIdToken | null,
  customer: CustomerRecord | null,
): Promise<ImportRefusal | null> {
  if (card === null) return null;
  const known = await unit.idTokens.find(card.idToken);
  if (known === null) return (await unit.idTokens.findByAlias(card.idToken)) === null ? null : 'isAlias';
  return known.customerId === null || known.customerId === customer?.customerId ? null : 'idTokenOfOther';
}

/** Ids of the groups that lines name, by folded name; groups nobody made yet are made. */
async function groupsOf(
  unit: WriteUnit,
  lines: readonly CustomerLine[],
  dryRun: boolean,
): Promise<{ readonly ids: ReadonlyMap<string, string>; readonly added: number }> {
  const ids = new Map<string, string>();
  let added = 0;
  for (const { groupName } of lines) {
    if (groupName === null || ids.has(foldForSearch(groupName))) continue;
    const known = await unit.customers.findGroup(groupName);
    if (known === null) added += 1;
    const made = dryRun ? `new ${groupName}` : '';
    ids.set(foldForSearch(groupName), known?.groupId ?? (made || (await unit.customers.insertGroup(groupName))));
  }
  return { ids, added };
}

interface Told {
  readonly groupsAdded: number;
  readonly outcomes: readonly LineOutcome[];
  /** Of customers that were known before. */
  readonly changes: readonly object[];
}

async function tell(cu: CustomerUnit, { groupsAdded, outcomes, changes }: Told): Promise<void> {
  const count = (as: ImportedAs): number => outcomes.filter((one) => 'customer' in one && one.customer === as).length;
  const cards = outcomes.filter((one) => 'card' in one && one.card !== null && one.card !== 'unchanged').length;
  if (count('added') + changes.length + cards > 0) {
    const details = { added: count('added'), changes, cards };
    await writeDown(cu, { action: 'customers.import', subject: 'customer', subjectId: '', details });
  }
  if (groupsAdded === 0) return;
  const groups = await cu.unit.customers.groups();
  cu.unit.afterCommit(() => {
    cu.announce({ type: 'customerGroups', groups });
  });
}
