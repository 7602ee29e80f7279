import type { Reader, Writer } from './connection.ts';
import { useOf, useOfIdTokens } from './charged-use.ts';
import type {
  CustomerBilling,
  CustomerGroupRecord,
  CustomerReads,
  CustomerRecord,
  CustomerWrites,
} from './customer-records.ts';
import type { Row } from './driver.ts';
import { readPage } from './page.ts';
import {
  first,
  flag,
  idOf,
  idOrNull,
  integer,
  integerOrNull,
  keyOf,
  text,
  textOrNull,
  word,
  wordOrNull,
} from './row.ts';
import { allOf, containing, folded, insertInto, update, when, type ColumnValues, type Statement } from './sql.ts';

const kinds: Readonly<Record<CustomerRecord['kind'], true>> = { person: true, company: true };
const billings: Readonly<Record<CustomerBilling, true>> = { each: true, prepaid: true, postpaid: true };
const languages: Readonly<Record<NonNullable<CustomerRecord['language']>, true>> = {
  az: true,
  ru: true,
  en: true,
  tr: true,
};

const selectGroups = `
  SELECT g.*, (SELECT count(*) FROM customers c WHERE c.group_id = g.group_id AND c.removed = 0) AS customers
  FROM customer_groups g`;

/** Where a session's terms are not frozen, its card says whose it is. */
const selectRunning = `
  SELECT s.session_id, s.energy_wh
  FROM sessions s LEFT JOIN session_terms t USING (session_id) LEFT JOIN id_tokens c ON c.id_token = s.id_token
  WHERE s.stopped_ms IS NULL AND iif(t.session_id IS NULL, c.customer_id, t.customer_id) = ?
  ORDER BY s.session_id`;

export function customerReads(reader: Reader): CustomerReads {
  return {
    async find(customerId) {
      const rows = await reader.all('SELECT * FROM customers WHERE customer_id = ?', [keyOf(customerId)]);
      return first(rows, toCustomer);
    },
    list(query) {
      const group = query.groupId === undefined ? undefined : keyOf(query.groupId);
      const present: Statement = { sql: 'removed = 0', params: [] };
      const where = allOf([present, searched(query.search), when(group, 'group_id = ?'), when(query.kind, 'kind = ?')]);
      const listing = {
        table: 'customers',
        select: 'SELECT * FROM customers',
        where,
        order: 'search_folded, customer_id',
      };
      return readPage(reader, listing, query, toCustomer);
    },
    async names() {
      const rows = await reader.all('SELECT customer_id, name FROM customers');
      return new Map(rows.map((row) => [idOf(integer(row, 'customer_id')), text(row, 'name')]));
    },
    async blocked() {
      const rows = await reader.all(
        'SELECT customer_id FROM customers WHERE removed = 1 OR blocked_reason IS NOT NULL',
      );
      return new Set(rows.map((row) => idOf(integer(row, 'customer_id'))));
    },
    async groups() {
      return (await reader.all(`${selectGroups} ORDER BY name_folded`)).map(toGroup);
    },
    async findGroup(name) {
      return first(await reader.all(`${selectGroups} WHERE name_folded = ?`, [folded(name)]), toGroup);
    },
    async cardCounts(customerIds) {
      const rows = await reader.all(
        `SELECT customer_id, count(*) AS cards FROM id_tokens
         WHERE customer_id IN (SELECT value FROM json_each(?)) GROUP BY customer_id`,
        [JSON.stringify(customerIds.map(keyOf))],
      );
      return new Map(rows.map((row) => [idOf(integer(row, 'customer_id')), integer(row, 'cards')]));
    },
    useOf: (customerIds, from, to) => useOf(reader, customerIds, from, to),
    useOfIdTokens: (idTokens, from, to) => useOfIdTokens(reader, idTokens, from, to),
    async runningOf(customerId) {
      const rows = await reader.all(selectRunning, [keyOf(customerId)]);
      return rows.map((row) => ({
        sessionId: idOf(integer(row, 'session_id')),
        energyWh: integerOrNull(row, 'energy_wh'),
      }));
    },
    async unassigned(idToken, limit) {
      const rows = await reader.all(
        `SELECT s.session_id FROM sessions s LEFT JOIN session_terms t USING (session_id)
         WHERE s.id_token = ? AND s.stopped_ms IS NOT NULL AND t.customer_id IS NULL ORDER BY s.session_id DESC LIMIT ?`,
        [idToken, limit],
      );
      return rows.map((row) => idOf(integer(row, 'session_id')));
    },
  };
}

export function customerWrites(writer: Writer): CustomerWrites {
  return {
    async insert(customer) {
      const { sql, params } = insertInto('customers', {
        ...columnsOf(customer),
        search_folded: searchText(customer),
        created_ms: customer.createdAt,
      });
      return idOf((await writer.run(sql, params)).lastId);
    },
    async update(customerId, change) {
      const key = keyOf(customerId);
      const statement = update('customers', columnsOf(change), { sql: 'customer_id = ?', params: [key] });
      if (statement === null || key === null) return;
      await writer.run(statement.sql, statement.params);
      await refreshSearch(writer, key);
    },
    async insertGroup(name) {
      const { sql, params } = insertInto('customer_groups', { name, name_folded: folded(name) });
      return idOf((await writer.run(sql, params)).lastId);
    },
    async renameGroup(groupId, name) {
      const changed = { name, name_folded: folded(name) };
      const statement = update('customer_groups', changed, { sql: 'group_id = ?', params: [keyOf(groupId)] });
      if (statement) await writer.run(statement.sql, statement.params);
    },
    async removeGroup(groupId) {
      await writer.run('UPDATE customers SET group_id = NULL WHERE group_id = ?', [keyOf(groupId)]);
      await writer.run('DELETE FROM customer_groups WHERE group_id = ?', [keyOf(groupId)]);
    },
  };
}

/** SQLite folds ASCII only: the text that is searched is made here, of the row as it now is. */
async function refreshSearch(writer: Writer, key: number): Promise<void> {
  const rows = await writer.all('SELECT * FROM customers WHERE customer_id = ?', [key]);
  const customer = first(rows, toCustomer);
  if (customer === null) return;
  await writer.run('UPDATE customers SET search_folded = ? WHERE customer_id = ?', [searchText(customer), key]);
}

/** Begins with the name: by it lists are in order. */
function searchText(customer: Omit<CustomerRecord, 'customerId'>): string {
  const { name, voen, contractNumber, contact, phone, email, note } = customer;
  return folded([name, voen, contractNumber, contact, phone, email, note].join('\n'));
}

function toGroup(row: Row): CustomerGroupRecord {
  return {
    groupId: idOf(integer(row, 'group_id')),
    name: text(row, 'name'),
    customers: integer(row, 'customers'),
  };
}

function searched(search: string | undefined): Statement | null {
  if (search === undefined || search === '') return null;
  return { sql: String.raw`search_folded LIKE ? ESCAPE '\'`, params: [containing(folded(search))] };
}

function columnsOf(change: Partial<Omit<CustomerRecord, 'customerId' | 'createdAt'>>): ColumnValues {
  return {
    kind: change.kind,
    name: change.name,
    voen: change.voen,
    contract_number: change.contractNumber,
    contact: change.contact,
    phone: change.phone,
    email: change.email,
    address: change.address,
    language: change.language,
    group_id: change.groupId && keyOf(change.groupId),
    billing: change.billing,
    budget_wh: change.budgetWh,
    budget_minor: change.budgetMinor,
    blocked_reason: change.blockedReason,
    note: change.note,
    removed: change.removed === undefined ? undefined : Number(change.removed),
  };
}

function toCustomer(row: Row): CustomerRecord {
  return {
    customerId: idOf(integer(row, 'customer_id')),
    kind: word(row, 'kind', kinds),
    name: text(row, 'name'),
    voen: text(row, 'voen'),
    contractNumber: text(row, 'contract_number'),
    contact: text(row, 'contact'),
    phone: text(row, 'phone'),
    email: text(row, 'email'),
    address: text(row, 'address'),
    language: wordOrNull(row, 'language', languages),
    groupId: idOrNull(row, 'group_id'),
    billing: word(row, 'billing', billings),
    budgetWh: integerOrNull(row, 'budget_wh'),
    budgetMinor: integerOrNull(row, 'budget_minor'),
    blockedReason: textOrNull(row, 'blocked_reason'),
    note: text(row, 'note'),
    createdAt: integer(row, 'created_ms'),
    removed: flag(row, 'removed'),
  };
}
