import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { stationHabits } from '../../../ocpp/model/habit.ts';
import { formStrings } from '../../../renderer/vendors/form-strings.ts';
import { matchVendor } from '../../../renderer/vendors/match-vendor.ts';
import { type Vendor, vendorFields, vendorNotes, vendorPlaces } from '../../../renderer/vendors/vendor.ts';

const text = z.string().trim().min(1).max(120);
const texts = z.array(text).min(1);
const vendor = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: text,
  words: z.array(text.refine((word) => word === word.toLowerCase())).min(1),
  models: texts.optional(),
  alsoSoldAs: texts.optional(),
  where: z
    .strictObject({
      kind: z.enum(vendorPlaces),
      name: text.optional(),
      path: texts.optional(),
      address: z.url().optional(),
    })
    .optional(),
  fields: z.partialRecord(z.enum(vendorFields), text).optional(),
  identity: z.literal('serial').optional(),
  firmware: text.optional(),
  notes: z.array(z.enum(vendorNotes)).min(1).optional(),
  habits: z.array(z.enum(stationHabits)).min(1).optional(),
  quirks: z.array(z.int().min(1).max(77)).min(1).optional(),
  sources: z.array(z.url({ protocol: /^https$/ })).min(1),
});

const file = new URL('../../../resources/vendors/catalogue.json', import.meta.url);
const catalogue = z.array(vendor).parse(JSON.parse(readFileSync(file, 'utf8'))) as readonly Vendor[];
const named = (id: string): Vendor => {
  const found = catalogue.find((one) => one.id === id);
  if (found === undefined) throw new Error(`No vendor ${id}`);
  return found;
};

describe('the catalogue of vendors', () => {
  it('knows at least 40 makers, each once and each with its source', () => {
    expect(catalogue.length).toBeGreaterThanOrEqual(40);
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
  });

  it('has a maker for every word only once, so that no charger belongs to two', () => {
    const words = catalogue.flatMap((one) => one.words);
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
  });

  it('uses every kind of note it has words for', () => {
    const used = new Set(catalogue.flatMap(({ notes = [] }) => notes));
    expect(vendorNotes.filter((note) => !used.has(note))).toEqual([]);
  });
});

describe('a charger is known by what it says of itself', () => {
  it.each([
    ['ABB', 'TAC-W22', 'abb'],
    ['Keba AG', null, 'keba'],
    ['EN+', 'Caro', 'en-plus'],
    ['Wall Box Chargers', 'PLP1', 'wallbox'],
    [' AUTEL ', 'MaxiCharger AC', 'autel'],
    ['?', 'go-eCharger', 'go-e'],
    ['ZJ BENY', null, 'beny'],
  ])('%s %s', (told, model, id) => {
    expect(matchVendor({ vendor: told, model }, catalogue)?.id).toBe(id);
  });

  it.each([
    ['Cabbage', null],
    [null, null],
    ['', 'Synchronous'],
  ])('%s %s is of no maker we know', (told, model) => {
    expect(matchVendor({ vendor: told, model }, catalogue)).toBeNull();
  });
});

describe('what to type into a charger', () => {
  const choice = { baseUrl: 'ws://192.168.1.20:9220/ocpp', identity: 'CP 01', password: 'secret-key-1' };
  const typed = (id: string | null, other: Partial<typeof choice> = {}): Record<string, string> =>
    Object.fromEntries(
      formStrings(id === null ? null : named(id), { ...choice, ...other }).map(({ field, value }) => [field, value]),
    );

  it('is the address whole and in pieces where the maker is not known', () => {
    expect(typed(null)).toEqual({
      url: 'ws://192.168.1.20:9220/ocpp',
      fullUrl: 'ws://192.168.1.20:9220/ocpp/CP%2001',
      identity: 'CP 01',
      password: 'secret-key-1',
    });
  });

  it('goes by the maker’s own fields where they are known', () => {
    expect(formStrings(named('autel'), choice)).toEqual([
      { field: 'url', label: 'Server URL', value: 'ws://192.168.1.20:9220/ocpp' },
      { field: 'identity', label: 'Charger ID', value: 'CP 01' },
      { field: 'password', label: 'Authorisation Key', value: 'secret-key-1' },
    ]);
  });

  it('has the identity in the address where the maker wants it there', () => {
    expect(typed('go-e')['url']).toBe('ws://192.168.1.20:9220/ocpp/CP%2001');
  });

  it('leaves the identity off where the charger appends it', () => {
    expect(typed('en-plus')).toEqual({ url: 'ws://192.168.1.20:9220/ocpp', password: 'secret-key-1' });
  });

  it('comes in pieces where the form has pieces', () => {
    expect(typed('alfen')).toEqual({
      hostAndPort: '192.168.1.20:9220',
      path: '/ocpp/',
      protocol: 'OCPP 1.6 JSON',
    });
  });

  it('says the port only once', () => {
    expect(typed('orbis')).toEqual({ url: 'ws://192.168.1.20/ocpp/CP%2001', port: '9220' });
  });

  it('is a word where a maker’s port field takes one', () => {
    expect(typed('teison')).toEqual({ url: 'ws://192.168.1.20:9220/ocpp', port: 'ocpp1.6' });
    expect(typed('teison', { baseUrl: 'wss://192.168.1.20:9221/ocpp' })['port']).toBe('socpp1.6');
  });

  it('waits for the identity where it belongs into the address', () => {
    expect(typed(null, { identity: '' })).toMatchObject({ fullUrl: '', identity: '' });
  });

  it('has no line for a password nobody set', () => {
    expect(typed(null, { password: '' })).not.toHaveProperty('password');
  });
});
