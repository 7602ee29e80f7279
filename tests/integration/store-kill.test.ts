import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../electron/service/store/open-store.ts';
import type { FrameRecord, Store } from '../../electron/service/store/store.ts';
import { queryOne } from '../unit/store/folder.ts';
import { storeOptions, temporaryFolder } from '../unit/store/test-store.ts';
import { startWriter } from './store-process.ts';

const flows = 20;

function keptIds(lines: readonly string[]): readonly number[] {
  return lines.filter((line) => /^kept \d+$/.test(line)).map((line) => Number(line.slice('kept '.length)));
}

async function allFrames(store: Store): Promise<readonly FrameRecord[]> {
  return (await store.read.frames.list({ limit: 1_000_000, offset: 0 })).rows;
}

test('a service that is killed again and again loses nothing it had acknowledged, and keeps no half unit', async () => {
  const folder = await temporaryFolder();
  const acknowledged: number[] = [];
  for (let round = 0; round < 6; round++) {
    const writer = startWriter(folder, flows);
    // Somewhere inside of a commit, and never at the same place.
    await writer.printed(200 + round * 137);
    await new Promise((resolve) => setTimeout(resolve, round * 3));
    await writer.kill();
    expect(writer.lines[0]).toBe(round === 0 ? 'open clean' : 'open unclean');
    acknowledged.push(...keptIds(writer.lines));
  }

  const store = await openStore(storeOptions(folder, { tuning: { checkDelayMs: 0 } }));
  onTestFinished(() => store.close());
  expect(await store.checked).toBeNull();
  const frames = await allFrames(store);
  const idsIn = frames.filter(({ direction }) => direction === 'in').map(({ text }) => Number(text));
  const idsOut = frames.filter(({ direction }) => direction === 'out').map(({ text }) => Number(text));

  expect(acknowledged.length).toBeGreaterThan(1500);
  expect(new Set(idsIn).size).toBe(idsIn.length);
  expect(new Set(idsOut)).toEqual(new Set(idsIn));
  const kept = new Set(idsIn);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  expect(Number((await store.read.settings.all()).get('newest'))).toBe(Math.max(...idsIn));
  expect(await store.write((unit) => unit.nextTransactionId())).toBeGreaterThan(Math.max(...idsIn, ...acknowledged));
});

test('a data folder held by another process is refused, and free as soon as that process is killed', async () => {
  const folder = await temporaryFolder();
  const holder = startWriter(folder, 1);
  await holder.printed(2);
  await expect(openStore(storeOptions(folder))).rejects.toMatchObject({ name: 'StoreOpenError', code: 'locked' });
  await holder.kill();

  const store = await openStore(storeOptions(folder));
  expect(store.opening.uncleanStop).toBe(true);
  await store.close();
  expect(await queryOne(join(folder, 'stansiya.db'), 'PRAGMA integrity_check')).toBe('ok');
});
