import { describe, expect, test } from 'vitest';
import { customerColumn, customerColumns } from '../../../electron/service/api/customer-columns.ts';
import type { CustomerImportReport } from '../../../electron/contract/customers.ts';
import { openApi, type TestApi } from './test-api.ts';

const run = async (api: TestApi, csv: string, dryRun = false): Promise<CustomerImportReport> =>
  api.handlers['customers.import']({ csv, dryRun });

const customers = async ({ site }: TestApi) => (await site.store.read.customers.list({ limit: 100, offset: 0 })).rows;
const card = ({ site }: TestApi, idToken: string) => site.store.read.idTokens.find(idToken);
const refusals = ({ refused }: CustomerImportReport) => refused.map(({ line, reason }) => `${String(line)} ${reason}`);

const fleet = [
  'Müştəri;VÖEN;Qrup;Hesablaşma;Aylıq limit;Kart nömrəsi;Kart kimindir;Son etibarlı gün;Kart limiti, kVt·saat',
  'Kəpəz MMC;1506566211;Taksi;aylıq;1.500,00 ₼;04AA;10-AA-001;31.12.2026;120,5',
  'Kəpəz MMC;1506566211;Taksi;;;04BB;10-AA-002;;',
  'Leyla Məmmədova;;;;;04CC;;;',
].join('\r\n');

describe('an import of customers', () => {
  test('takes companies with all their cards, and people with one', async () => {
    const api = await openApi();
    const report = await run(api, fleet);
    expect(report).toMatchObject({ added: 2, updated: 0, unchanged: 0, refused: [], unknownColumns: [] });
    expect(report.cards).toEqual({ added: 3, updated: 0, unchanged: 0 });
    const [company, person] = await customers(api);
    expect(company).toMatchObject({
      ...{ kind: 'company', name: 'Kəpəz MMC', voen: '1506566211', billing: 'postpaid', budgetMinor: 150_000 },
    });
    expect(person).toMatchObject({ kind: 'person', name: 'Leyla Məmmədova', billing: 'each', groupId: null });
    expect(await card(api, '04aa')).toMatchObject({
      ...{ customerId: company?.customerId, label: '10-AA-001', budgetWh: 120_500 },
      expiresAt: Date.UTC(2026, 11, 31, 20),
    });
    expect(await card(api, '04BB')).toMatchObject({ customerId: company?.customerId, expiresAt: null });
    expect(await api.handlers['customerGroups.list']({})).toEqual([{ groupId: '1', name: 'Taksi', customers: 1 }]);
  });

  test('told first and kept then says the same, and changes nothing a second time', async () => {
    const api = await openApi();
    const told = await run(api, fleet, true);
    expect(await customers(api)).toEqual([]);
    expect(await card(api, '04AA')).toBeNull();
    expect(await api.site.store.read.customers.groups()).toEqual([]);
    expect((await api.site.store.read.journal.list({ limit: 10, offset: 0 })).total).toBe(0);
    expect(told.lines[0]).toEqual({ line: 2, name: 'Kəpəz MMC', customer: 'added', idToken: '04AA', card: 'added' });
    const kept = await run(api, fleet);
    expect({ ...kept, lines: [] }).toEqual({ ...told, lines: [] });
    const again = await run(api, fleet);
    expect(again).toMatchObject({ added: 0, updated: 0, unchanged: 2, cards: { added: 0, updated: 0, unchanged: 3 } });
    expect((await api.site.store.read.journal.list({ limit: 10, offset: 0 })).total).toBe(1);
  });

  test('knows a customer by VÖEN, else by name; what is empty stays as it is', async () => {
    const api = await openApi();
    const { customerId } = await api.site.customers.add({ kind: 'company', name: 'Kəpəz', phone: '012' });
    await api.site.idTokens.add({ idToken: '04AA', label: 'Köhnə' });
    const report = await run(api, 'ad;vöen;telefon;kart;status\nKƏPƏZ;1506566211;;04AA;bloklanıb\n');
    expect(report).toMatchObject({ added: 0, updated: 1, cards: { updated: 1 } });
    expect(await customers(api)).toMatchObject([{ customerId, name: 'KƏPƏZ', voen: '1506566211', phone: '012' }]);
    expect(await card(api, '04AA')).toMatchObject({ customerId, label: 'Köhnə', status: 'Blocked' });
    await run(api, 'name,voen\nKəpəz Nəqliyyat,1506566211');
    expect(await customers(api)).toMatchObject([{ customerId, name: 'Kəpəz Nəqliyyat' }]);
    const { rows } = await api.site.store.read.journal.list({ limit: 1, offset: 0 });
    expect(JSON.parse(rows[0]?.details ?? '')).toEqual({
      added: 0,
      changes: [{ customerId, before: { name: 'KƏPƏZ' }, after: { name: 'Kəpəz Nəqliyyat' } }],
      cards: 0,
    });
  });

  test('takes columns as people name them in four languages, divided by whatever sign', async () => {
    const api = await openApi();
    const russian = '\uFEFFКлиент\tТип\tИНН\tДоговор\tЯзык документов\tНомер карты\tЦвет\n';
    const report = await run(api, `${russian}Шафран\tюрлицо\t1300615891\tД-7\tрусский\tKART7\tred\n`);
    expect(report).toMatchObject({ added: 1, unknownColumns: ['Цвет'] });
    expect(await customers(api)).toMatchObject([
      { name: 'Шафран', kind: 'company', contractNumber: 'Д-7', language: 'ru', voen: '1300615891' },
    ]);
    expect(await run(api, 'Müşteri,Ödeme,Kart no\nDeniz,ön ödemeli,K9\n')).toMatchObject({ added: 1 });
    expect(customerColumns.map(customerColumn)).toEqual(customerColumns);
  });

  test('tells of every line it does not take, and takes the others', async () => {
    const api = await openApi();
    const other = await api.site.customers.add({ kind: 'person', name: 'Başqası' });
    await api.site.idTokens.add({ idToken: 'TAKEN', customerId: other.customerId });
    await api.site.idTokens.addAlias('TAKEN', 'ALIAS');
    await api.site.customers.add({ kind: 'person', name: 'Əli' });
    await api.site.customers.add({ kind: 'person', name: 'ƏLİ' });
    const header = 'name;kind;billing;language;budgetKwh;budget;idToken;cardLabel;cardExpires;cardStatus;phone\n';
    const lines = [
      ';;;;;;CARD1;;;;',
      'A;robot;;;;;;;;;',
      'A;;hərdən;;;;;;;;',
      'A;;;fransız;;;;;;;',
      'A;;;;çox;;;;;;',
      'A;;;;;1,234;;;;;',
      'A;;;;;;A-CARD-OF-21-LETTERS-;;;;',
      `A;;;;;;C2;${'x'.repeat(101)};;;`,
      'A;;;;;;C3;;sabah;;',
      'A;;;;;;C4;;;yaxşı;',
      `A;;;;;;;;;;${'1'.repeat(61)}`,
      'A;;;;;;TAKEN;;;;',
      'A;;;;;;ALIAS;;;;',
      'Əli;;;;;;;;;;',
      'A;;;;;;GOOD;;;;',
      'A;;;;;;good;;;;',
      'A;;;;;;C5;;;;;extra',
    ];
    const report = await run(api, header + lines.join('\n'));
    expect(refusals(report)).toEqual([
      '2 nameMissing',
      '3 badKind',
      '4 badBilling',
      '5 badLanguage',
      '6 badBudget',
      '7 badBudget',
      '8 badIdToken',
      '9 labelTooLong',
      '10 badExpiry',
      '11 badStatus',
      '12 textTooLong',
      '13 idTokenOfOther',
      '14 isAlias',
      '15 customerNotClear',
      '17 repeatedLine',
      '18 wrongColumns',
    ]);
    expect(report).toMatchObject({ added: 1, cards: { added: 1 } });
    expect(report.refused[0]?.text).toBe(';;;;;;CARD1;;;;');
    expect(await card(api, 'TAKEN')).toMatchObject({ customerId: other.customerId });
  });

  test('of a file whose first line names no customer is refused whole', async () => {
    const api = await openApi();
    await expect(run(api, 'kart;status\nA;B\n')).rejects.toMatchObject({ code: 'invalidInput' });
    await expect(run(api, '')).rejects.toMatchObject({ code: 'invalidInput' });
  });
});

test('an import of cards can be told before it is kept', async () => {
  const { handlers, site } = await openApi();
  await site.idTokens.add({ idToken: 'KNOWN', label: 'a' });
  await site.idTokens.add({ idToken: 'SAME', label: 'b' });
  const csv = 'idToken;label\nNEW;n\nKNOWN;k\nSAME;b\n';
  const counts = { added: 1, updated: 1, unchanged: 1, refused: [] };
  expect(await handlers['idTokens.import']({ csv, dryRun: true })).toEqual(counts);
  expect(await site.store.read.idTokens.find('NEW')).toBeNull();
  expect(await handlers['idTokens.import']({ csv })).toEqual(counts);
  expect(await site.store.read.idTokens.find('KNOWN')).toMatchObject({ label: 'k' });
});
