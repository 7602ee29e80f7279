import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Connection } from '../../../electron/service/store/connection.ts';
import { FaultState } from '../../../electron/service/store/fault-state.ts';
import { migrate, migrations } from '../../../electron/service/store/migrations.ts';
import { setUpWriter } from '../../../electron/service/store/pragmas.ts';
import { recoverByProbing } from '../../../electron/service/store/recovery.ts';
import { resultCode, StorageFault, storageFaultOf } from '../../../electron/service/store/storage-fault.ts';
import { WriteQueue } from '../../../electron/service/store/write-queue.ts';
import { aMoment, gate, temporaryFolder } from './test-store.ts';

const probeIntervalMs = 10;

/** A writer whose database cannot grow any more than a few pages: SQLite then says what it says of a full disk. */
async function crampedWriter(): Promise<{
  readonly connection: Connection;
  readonly faults: FaultState;
  readonly queue: WriteQueue;
  makeRoom(): Promise<void>;
}> {
  const connection = await Connection.open(join(await temporaryFolder(), 'x.db'), 'create');
  await setUpWriter(connection);
  await migrate(connection, 0, migrations);
  const [{ page_count: pages } = {}] = await connection.all('PRAGMA page_count');
  await connection.exec(`PRAGMA max_page_count = ${Number(pages) + 4}`);
  const faults = new FaultState();
  const queue = new WriteQueue(connection, faults, {
    maxUnitsPerCommit: 500,
    onEffectFailure: (error) => {
      throw error;
    },
    onUndone: () => undefined,
  });
  const stop = recoverByProbing(connection, faults, probeIntervalMs);
  onTestFinished(async () => {
    stop();
    await queue.close();
    await connection.close();
  });
  return { connection, faults, queue, makeRoom: () => connection.exec('PRAGMA max_page_count = 100000') };
}

type Cramped = Awaited<ReturnType<typeof crampedWriter>>;

function set({ queue }: Cramped, key: string, size = 1): Promise<unknown> {
  const value = JSON.stringify('x'.repeat(size));
  return queue.write((unit) => unit.run('INSERT INTO settings (key, value_json) VALUES (?, ?)', [key, value]));
}

async function keys({ connection }: Cramped): Promise<readonly unknown[]> {
  return (await connection.all('SELECT key FROM settings ORDER BY key')).map((row) => row['key']);
}

const tooBig = 100_000;
const diskFull = { name: 'StorageFault', code: 'diskFull' };

test('when the disk is full every unit of the commit is rejected, before and after the one that did not fit, and nothing is kept', async () => {
  const cramped = await crampedWriter();
  const results = await Promise.allSettled([set(cramped, 'a'), set(cramped, 'b', tooBig), set(cramped, 'c')]);
  expect(results).toEqual([
    { status: 'rejected', reason: expect.objectContaining(diskFull) as unknown },
    { status: 'rejected', reason: expect.objectContaining(diskFull) as unknown },
    { status: 'rejected', reason: expect.objectContaining(diskFull) as unknown },
  ]);
  expect(await keys(cramped)).toEqual([]);
});

test('a unit that hides the fault cannot keep what it writes afterwards', async () => {
  const cramped = await crampedWriter();
  const hiding = cramped.queue.write(async (unit) => {
    const big = unit.run('INSERT INTO settings (key, value_json) VALUES (?, ?)', [
      'big',
      JSON.stringify('x'.repeat(tooBig)),
    ]);
    const small = unit.run('INSERT INTO settings (key, value_json) VALUES (?, ?)', ['small', '1']);
    await Promise.allSettled([big, small]);
    await unit.run('INSERT INTO settings (key, value_json) VALUES (?, ?)', ['after', '1']).catch(() => undefined);
  });
  await expect(hiding).rejects.toMatchObject(diskFull);
  expect(await keys(cramped)).toEqual([]);
});

test('rows that are appended for the commit fail everybody as well when they do not fit', async () => {
  const cramped = await crampedWriter();
  const insert = { sql: 'INSERT INTO settings SELECT value ->> 0, value ->> 1 FROM json_each(?)' };
  const results = await Promise.allSettled([
    set(cramped, 'a'),
    cramped.queue.write((unit) => {
      unit.append(insert, [['b', JSON.stringify('x'.repeat(tooBig))]]);
      return Promise.resolve();
    }),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await keys(cramped)).toEqual([]);
});

test('no effect of a failed commit runs', async () => {
  const cramped = await crampedWriter();
  let effects = 0;
  const first = cramped.queue.write(async (unit) => {
    unit.afterCommit(() => effects++);
    await unit.run("INSERT INTO settings VALUES ('a', '1')");
  });
  await Promise.allSettled([first, set(cramped, 'b', tooBig)]);
  expect(effects).toBe(0);
});

test('in a fault every write is rejected at once; the store probes by itself and goes on when there is room', async () => {
  const cramped = await crampedWriter();
  const events: (string | undefined)[] = [];
  const recovered = gate();
  cramped.faults.onChanged((fault) => {
    events.push(fault?.code);
    if (!fault) recovered.open();
  });
  await expect(set(cramped, 'a', tooBig)).rejects.toMatchObject(diskFull);
  await expect(set(cramped, 'small')).rejects.toMatchObject(diskFull);
  await aMoment();
  expect(cramped.faults.current).toMatchObject(diskFull);

  await cramped.makeRoom();
  await recovered.passed;
  await set(cramped, 'b', tooBig);
  expect(await keys(cramped)).toEqual(['b']);
  expect(events).toEqual(['diskFull', undefined]);
});

test('units that wait behind a failing commit are rejected with it', async () => {
  const cramped = await crampedWriter();
  const started = gate();
  const go = gate();
  const failing = cramped.queue.write(async (unit) => {
    started.open();
    await go.passed;
    await unit.run('INSERT INTO settings (key, value_json) VALUES (?, ?)', ['a', JSON.stringify('x'.repeat(tooBig))]);
  });
  await started.passed;
  const waiting = set(cramped, 'later');
  go.open();
  const results = await Promise.allSettled([failing, waiting]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await keys(cramped)).toEqual([]);
});

test('a database another program holds is a fault that passes', async () => {
  const cramped = await crampedWriter();
  await cramped.connection.exec('PRAGMA busy_timeout = 1');
  const [{ file } = {}] = await cramped.connection.all('PRAGMA database_list');
  const other = await Connection.open(String(file), 'readWrite');
  await other.exec('BEGIN IMMEDIATE');
  await expect(set(cramped, 'a')).rejects.toMatchObject({ code: 'busy' });

  const recovered = gate();
  cramped.faults.onChanged((fault) => {
    if (!fault) recovered.open();
  });
  await cramped.makeRoom();
  await other.exec('ROLLBACK');
  await other.close();
  await recovered.passed;
  await set(cramped, 'b');
  expect(await keys(cramped)).toEqual(['b']);
});

test('a damaged file stays a fault, though a small write would go through, and whatever the fault before it was', async () => {
  const cramped = await crampedWriter();
  const { faults } = cramped;
  faults.set(new StorageFault('diskFull'));
  faults.set(new StorageFault('corrupt'));
  await cramped.makeRoom();
  await aMoment();
  expect(faults.current).toMatchObject({ code: 'corrupt' });
});

test('an ordinary error of a statement is no fault of the storage', async () => {
  const cramped = await crampedWriter();
  const error: unknown = await cramped.queue.write((unit) => unit.run('nonsense')).catch((reason: unknown) => reason);
  expect(resultCode(error)).toBe(1);
  expect(storageFaultOf(error)).toBeNull();
  expect(cramped.faults.current).toBeNull();
  expect(storageFaultOf(new StorageFault('busy'))).toMatchObject({ code: 'busy' });
  expect(storageFaultOf(new Error('other'))).toBeNull();
});
