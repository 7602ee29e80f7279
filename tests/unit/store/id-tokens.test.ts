import { expect, test } from 'vitest';
import { hour, idToken, noon } from './records.ts';
import { openTestStore } from './test-store.ts';

async function listed(store: Awaited<ReturnType<typeof openTestStore>>, search?: string): Promise<readonly string[]> {
  return (await store.read.idTokens.list({ search, limit: 100, offset: 0 })).rows.map((token) => token.idToken);
}

test('a card is found whatever the case of its letters, and is one card', async () => {
  const store = await openTestStore();
  const card = idToken('04A1b2', { label: 'Leyla', expiresAt: noon + hour, parentIdToken: 'GROUP', note: 'ofis' });
  await store.write((unit) => unit.idTokens.insert(card));
  expect(await store.read.idTokens.find('04a1B2')).toEqual(card);
  await expect(store.write((unit) => unit.idTokens.insert(idToken('04A1B2')))).rejects.toThrow();
});

test('a card changes and goes', async () => {
  const store = await openTestStore();
  await store.write((unit) => unit.idTokens.insert(idToken('CARD1', { expiresAt: noon })));
  await store.write((unit) => unit.idTokens.update('card1', { status: 'Blocked', expiresAt: null }));
  expect(await store.read.idTokens.find('CARD1')).toEqual(idToken('CARD1', { status: 'Blocked' }));
  await store.write((unit) => unit.idTokens.remove('Card1'));
  expect(await store.read.idTokens.find('CARD1')).toBeNull();
});

test('a search sees neither case nor accents, in every language of the console', async () => {
  const store = await openTestStore();
  await store.write(async (unit) => {
    await unit.idTokens.insert(idToken('1', { label: 'Əli Işıq' }));
    await unit.idTokens.insert(idToken('2', { label: 'İlham Çələbi' }));
    await unit.idTokens.insert(idToken('3', { label: 'Иван Королёв' }));
    await unit.idTokens.insert(idToken('4', { label: 'John', note: 'Günəş mağaza' }));
  });
  expect(await listed(store, 'əLİ')).toEqual(['1']);
  expect(await listed(store, 'isiq')).toEqual(['1']);
  expect(await listed(store, 'ILHAM')).toEqual(['2']);
  expect(await listed(store, 'çələbi')).toEqual(['2']);
  expect(await listed(store, 'ИВАН')).toEqual(['3']);
  expect(await listed(store, 'королев')).toEqual(['3']);
  expect(await listed(store, 'günəş')).toEqual(['4']);
});

test('wildcards of a search are ordinary letters', async () => {
  const store = await openTestStore();
  await store.write(async (unit) => {
    for (const token of ['100%', '100', 'A_B', 'AXB', String.raw`C\D`]) await unit.idTokens.insert(idToken(token));
  });
  expect(await listed(store, '%')).toEqual(['100%']);
  expect(await listed(store, '_')).toEqual(['A_B']);
  expect(await listed(store, '\\')).toEqual([String.raw`C\D`]);
  expect(await listed(store, "' OR 1=1 --")).toEqual([]);
  expect((await listed(store, '')).length).toBe(5);
});

test('pages follow one another and the total counts all of them', async () => {
  const store = await openTestStore();
  await store.write(async (unit) => {
    for (let i = 0; i < 25; i++) await unit.idTokens.insert(idToken(`T${String(i).padStart(2, '0')}`));
  });
  const page = await store.read.idTokens.list({ limit: 10, offset: 20 });
  expect(page.total).toBe(25);
  expect(page.rows.map((token) => token.idToken)).toEqual(['T20', 'T21', 'T22', 'T23', 'T24']);
});
