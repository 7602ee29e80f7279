import { expect, test } from 'vitest';
import type { FrameQuery, Store } from '../../../electron/service/store/store.ts';
import { frame, hour, noon, session, station } from './records.ts';
import { openStoreWithStation, openTestStore } from './test-store.ts';

async function texts(store: Store, query: Partial<FrameQuery> = {}): Promise<readonly string[]> {
  return (await store.read.frames.list({ limit: 100, offset: 0, ...query })).rows.map(({ text }) => text);
}

const hostile = [
  '',
  '[2,"1","Heartbeat",{}]',
  `'); DROP TABLE frames; --`,
  '"]]}\\" \\u0000 \\',
  'a\u0000b',
  '\u2028\uFEFF əğıİöşü 🚗 \u202E',
  '$.x ?1 :name @v',
  'x'.repeat(300_000),
];

test('a frame is kept byte for byte, whatever is in it', async () => {
  const store = await openStoreWithStation();
  await store.write((unit) =>
    unit.frames.append(hostile.map((text, i) => frame(text, { messageId: text, action: text, at: noon + i }))),
  );
  const { rows } = await store.read.frames.list({ limit: 100, offset: 0 });
  expect(rows.toReversed().map(({ text, messageId, action }) => [text, messageId, action])).toEqual(
    hostile.map((text) => [text, text, text]),
  );
});

test('a frame comes back as it was stored', async () => {
  const store = await openStoreWithStation();
  const sessionId = await store.write((unit) => unit.sessions.insert(session()));
  const frames = [
    frame('a', { kind: 'invalid', messageId: null, action: null, at: noon }),
    frame('b', { kind: 'error', direction: 'out', at: noon + 1 }),
    frame('c', { kind: 'result', sessionId, connectionId: 'other', at: noon + 2 }),
  ];
  await store.write((unit) => unit.frames.append(frames));
  const { rows } = await store.read.frames.list({ limit: 10, offset: 0 });
  expect(rows.toReversed()).toEqual(frames.map((one, i) => ({ ...one, frameId: String(i + 1) })));
});

test('the log is newest first, of frames of one moment the later one, and pages do not overlap', async () => {
  const store = await openStoreWithStation();
  const times = [5, 1, 3, 3, 9, 3];
  await store.write((unit) => unit.frames.append(times.map((at, i) => frame(`${at}${i}`, { at: noon + at }))));
  expect(await texts(store)).toEqual(['94', '50', '35', '33', '32', '11']);
  expect(await texts(store, { limit: 2, offset: 2 })).toEqual(['35', '33']);
  expect((await store.read.frames.list({ limit: 2, offset: 2 })).total).toBe(6);
});

test('every filter narrows the log', async () => {
  const store = await openStoreWithStation();
  const sessionId = await store.write(async (unit) => {
    await unit.stations.insert(station('CP2'));
    return unit.sessions.insert(session());
  });
  await store.write((unit) =>
    unit.frames.append([
      frame('a', { at: noon, action: 'Heartbeat' }),
      frame('b', { at: noon + 1, stationId: 'CP2', direction: 'out' }),
      frame('c', { at: noon + 2, action: 'MeterValues', sessionId, kind: 'result' }),
      frame('d 100%', { at: noon + 3, action: null, kind: 'invalid' }),
    ]),
  );
  expect(await texts(store, { stationId: 'cp2' })).toEqual(['b']);
  expect(await texts(store, { stationId: 'nobody' })).toEqual([]);
  expect(await texts(store, { sessionId })).toEqual(['c']);
  expect(await texts(store, { sessionId: 'x' })).toEqual([]);
  expect(await texts(store, { action: 'MeterValues' })).toEqual(['c']);
  expect(await texts(store, { kind: 'invalid' })).toEqual(['d 100%']);
  expect(await texts(store, { direction: 'in' })).toEqual(['d 100%', 'c', 'a']);
  expect(await texts(store, { direction: 'out' })).toEqual(['b']);
  expect(await texts(store, { from: noon + 1, to: noon + 3 })).toEqual(['c', 'b']);
  expect(await texts(store, { search: '0%' })).toEqual(['d 100%']);
  expect(await texts(store, { search: '_' })).toEqual([]);
  expect(await texts(store, { stationId: 'CP1', direction: 'in', from: noon, to: noon + 2 })).toEqual(['a']);
});

test('the actions that occur are listed once each, in alphabetical order', async () => {
  const store = await openStoreWithStation();
  expect(await store.read.frames.actions()).toEqual([]);
  const actions = ['StopTransaction', 'Heartbeat', null, 'Authorize', 'Heartbeat'];
  await store.write((unit) => unit.frames.append(actions.map((action) => frame('x', { action }))));
  expect(await store.read.frames.actions()).toEqual(['Authorize', 'Heartbeat', 'StopTransaction']);
});

test('old frames are pruned a few at a time, the oldest first', async () => {
  const store = await openStoreWithStation();
  await store.write((unit) =>
    unit.frames.append(Array.from({ length: 10 }, (_, i) => frame(String(i), { at: noon + i * hour }))),
  );
  const prune = (limit: number): Promise<number> => store.write((unit) => unit.frames.prune(noon + 5 * hour, limit));
  expect(await prune(3)).toBe(3);
  expect(await texts(store)).toEqual(['9', '8', '7', '6', '5', '4', '3']);
  expect(await prune(3)).toBe(2);
  expect(await prune(3)).toBe(0);
  expect(await texts(store)).toEqual(['9', '8', '7', '6', '5']);
});

test('frames beyond a number are pruned a few at a time, however new they are', async () => {
  const store = await openStoreWithStation();
  const prune = (limit: number): Promise<number> => store.write((unit) => unit.frames.pruneBeyond(4, limit));
  expect(await prune(3)).toBe(0);
  await store.write((unit) => unit.frames.append(Array.from({ length: 10 }, (_, i) => frame(String(i)))));
  expect([await prune(4), await prune(4), await prune(4)]).toEqual([4, 2, 0]);
  expect([...(await texts(store))].sort()).toEqual(['6', '7', '8', '9']);
});

test('a unit prunes what it appended itself', async () => {
  const store = await openTestStore();
  const pruned = await store.write(async (unit) => {
    await unit.stations.insert(station('CP1'));
    await unit.frames.append([frame('old', { at: 1 })]);
    return unit.frames.prune(2, 10);
  });
  expect(pruned).toBe(1);
  expect(await texts(store)).toEqual([]);
});
