import { expect, test } from 'vitest';
import type { Store } from '../../../electron/service/store/store.ts';
import { frame, session, station } from './records.ts';
import { aMoment, gate, openStoreWithStation, openTestStore } from './test-store.ts';

async function stationIds(store: Store): Promise<readonly string[]> {
  return (await store.read.stations.list()).map(({ stationId }) => stationId);
}

async function frameTexts(store: Store): Promise<readonly string[]> {
  const { rows } = await store.read.frames.list({ limit: 1000, offset: 0 });
  return rows.map(({ text }) => text).toReversed();
}

test('units that wait together share a commit, and none resolves before it', async () => {
  const store = await openTestStore();
  const second = gate();
  let firstResolved = false;
  const first = store
    .write((unit) => unit.stations.insert(station('A')))
    .then(() => {
      firstResolved = true;
    });
  const both = Promise.all([
    first,
    store.write(async (unit) => {
      await unit.stations.insert(station('B'));
      await second.passed;
    }),
  ]);

  await aMoment();
  expect(firstResolved).toBe(false);
  expect(await stationIds(store)).toEqual([]);

  second.open();
  await both;
  expect(await stationIds(store)).toEqual(['A', 'B']);
});

test('with one unit to a commit, the first is on disk while the second still runs', async () => {
  const store = await openTestStore({ tuning: { maxUnitsPerCommit: 1 } });
  const second = gate();
  const first = store.write((unit) => unit.stations.insert(station('A')));
  const last = store.write(async (unit) => {
    await unit.stations.insert(station('B'));
    await second.passed;
  });

  await first;
  expect(await stationIds(store)).toEqual(['A']);
  second.open();
  await last;
});

test('a unit reads what it and the units before it wrote', async () => {
  const store = await openTestStore();
  const [, seen] = await Promise.all([
    store.write((unit) => unit.stations.insert(station('A'))),
    store.write(async (unit) => {
      await unit.stations.insert(station('B'));
      return (await unit.stations.list()).map(({ stationId }) => stationId);
    }),
  ]);
  expect(seen).toEqual(['A', 'B']);
});

test('two flows that write at once do not mix: what one rolls back, the other keeps', async () => {
  const store = await openStoreWithStation();
  const flow = async (name: string, fails: boolean): Promise<void> => {
    for (let round = 0; round < 10; round++) {
      const done = store.write(async (unit) => {
        for (let step = 0; step < 3; step++) {
          await unit.settings.set(`${name}${round}${step}`, '1');
          await unit.frames.append([frame(`${name}${round}${step}`)]);
          await new Promise((resolve) => setImmediate(resolve));
        }
        if (fails) throw new Error(`${name} fails`);
      });
      if (fails) await expect(done).rejects.toThrow(`${name} fails`);
      else await done;
    }
  };
  await Promise.all([flow('kept', false), flow('undone', true)]);

  const expected = Array.from({ length: 30 }, (_, i) => `kept${Math.floor(i / 3)}${i % 3}`);
  expect([...(await store.read.settings.all()).keys()]).toEqual(expected);
  expect(await frameTexts(store)).toEqual(expected);
});

test('a failing unit is undone alone, wherever it stands among the others', async () => {
  const store = await openStoreWithStation();
  const unit = (name: string) =>
    store.write(async (work) => {
      await work.stations.insert(station(name));
      await work.frames.append([frame(name)]);
      if (name.startsWith('bad')) throw new Error(name);
      return name;
    });
  const names = ['bad1', 'good1', 'bad2', 'bad3', 'good2', 'bad4'];
  const results = await Promise.allSettled(names.map(unit));

  expect(results.map(({ status }) => status)).toEqual(
    names.map((name) => (name.startsWith('bad') ? 'rejected' : 'fulfilled')),
  );
  expect(await stationIds(store)).toEqual(['CP1', 'good1', 'good2']);
  expect(await frameTexts(store)).toEqual(['good1', 'good2']);
});

test('a statement the database refuses undoes its unit alone', async () => {
  const store = await openStoreWithStation();
  const [refused, kept] = await Promise.allSettled([
    store.write(async (unit) => {
      await unit.settings.set('undone', '1');
      await unit.stations.insert(station('cp1'));
    }),
    store.write((unit) => unit.settings.set('kept', '1')),
  ]);
  expect([refused.status, kept.status]).toEqual(['rejected', 'fulfilled']);
  expect([...(await store.read.settings.all()).keys()]).toEqual(['kept']);
  expect(store.fault).toBeNull();
});

test('frames of earlier units survive when a later one has read them and then fails', async () => {
  const store = await openStoreWithStation();
  const [, seen] = await Promise.allSettled([
    store.write((unit) => unit.frames.append([frame('first')])),
    store.write(async (unit) => {
      await unit.frames.append([frame('second')]);
      const { rows } = await unit.frames.list({ limit: 10, offset: 0 });
      await unit.frames.append([frame('third')]);
      throw new Error(rows.map(({ text }) => text).join());
    }),
    store.write((unit) => unit.frames.append([frame('fourth')])),
  ]);
  expect(seen).toMatchObject({ status: 'rejected', reason: new Error('second,first') });
  expect((await frameTexts(store)).toSorted()).toEqual(['first', 'fourth']);
});

test('a frame of an unknown station is refused in its own unit', async () => {
  const store = await openStoreWithStation();
  const [refused, kept] = await Promise.allSettled([
    store.write((unit) => unit.frames.append([frame('lost', { stationId: 'NOBODY' })])),
    store.write((unit) => unit.frames.append([frame('kept')])),
  ]);
  expect([refused.status, kept.status]).toEqual(['rejected', 'fulfilled']);
  expect(await frameTexts(store)).toEqual(['kept']);
});

test('a station that was undone is not remembered', async () => {
  const store = await openTestStore();
  const failing = store.write(async (unit) => {
    await unit.stations.insert(station('GHOST'));
    await unit.frames.append([frame('a', { stationId: 'GHOST' })]);
    throw new Error('undo');
  });
  await expect(failing).rejects.toThrow('undo');
  const ghost = store.write((unit) => unit.frames.append([frame('b', { stationId: 'GHOST' })]));
  await expect(ghost).rejects.toThrow('GHOST');
});

test('effects run after the commit, in unit order, before anybody is answered, and not for an undone unit', async () => {
  const store = await openTestStore();
  const events: string[] = [];
  const unit = (name: string) =>
    store
      .write(async (work) => {
        work.afterCommit(() => events.push(`${name} effect 1`));
        await work.settings.set(name, '1');
        work.afterCommit(() => events.push(`${name} effect 2`));
        if (name === 'b') throw new Error(name);
      })
      .then(
        () => events.push(`${name} resolved`),
        () => events.push(`${name} rejected`),
      );
  await Promise.all(['a', 'b', 'c'].map(unit));
  expect(events.filter((event) => event !== 'b rejected')).toEqual([
    'a effect 1',
    'a effect 2',
    'c effect 1',
    'c effect 2',
    'a resolved',
    'c resolved',
  ]);
});

test('an effect sees its unit committed', async () => {
  const store = await openTestStore();
  let seen: Promise<readonly string[]> = Promise.resolve([]);
  await store.write(async (unit) => {
    unit.afterCommit(() => {
      seen = stationIds(store);
    });
    await unit.stations.insert(station('A'));
  });
  expect(await seen).toEqual(['A']);
});

test('an effect that throws is reported and harms neither its unit nor the others', async () => {
  const failures: unknown[] = [];
  const store = await openTestStore({ onEffectFailure: (error) => failures.push(error) });
  const results = await Promise.all(
    ['a', 'b'].map((name) =>
      store.write(async (unit) => {
        unit.afterCommit(() => {
          throw new Error(`effect of ${name}`);
        });
        await unit.settings.set(name, '1');
        return name;
      }),
    ),
  );
  expect(results).toEqual(['a', 'b']);
  expect(failures).toEqual([new Error('effect of a'), new Error('effect of b')]);
});

test('a unit cannot be used after its end', async () => {
  const store = await openStoreWithStation();
  const kept = await store.write((unit) => Promise.resolve([unit]));
  const [unit] = kept;
  await expect(unit?.settings.set('late', '1')).rejects.toThrow('after its end');
  await expect(unit?.frames.append([frame('late')])).rejects.toThrow('after its end');
});

test('what is written inside one unit at once is written one after the other', async () => {
  const store = await openStoreWithStation();
  const ids = await store.write((unit) =>
    Promise.all([unit.sessions.insert(session()), unit.sessions.insert(session())]),
  );
  expect(ids).toEqual(['1', '2']);
});

test('close waits for the units in the queue and takes no more', async () => {
  const store = await openTestStore();
  const written = store.write((unit) => unit.settings.set('a', '1'));
  const closing = store.close();
  const late = store.write((unit) => unit.settings.set('b', '1'));
  await expect(late).rejects.toMatchObject({ name: 'StorageFault', code: 'closed' });
  await closing;
  await expect(written).resolves.toBeUndefined();
});

test('a thousand units in one turn are all kept, in order', async () => {
  const store = await openStoreWithStation();
  const count = 1000;
  await Promise.all(
    Array.from({ length: count }, (_, i) => store.write((unit) => unit.frames.append([frame(String(i))]))),
  );
  expect((await frameTexts(store)).length).toBe(count);
  const { rows, total } = await store.read.frames.list({ limit: 3, offset: 0 });
  expect(total).toBe(count);
  expect(rows.map(({ text }) => text)).toEqual(['999', '998', '997']);
});

test('a statement nobody waited for does not slip out of a unit that failed', async () => {
  const store = await openTestStore();
  const strays: Promise<unknown>[] = [];
  const failing = store.write(async (unit) => {
    await unit.settings.set('first', '1');
    const stray = (): void => {
      strays.push(unit.settings.set(`late${strays.length}`, '1').catch((error: unknown) => error));
      if (strays.length < 200) setImmediate(stray);
    };
    setImmediate(stray);
    for (let i = 0; i < 3; i++) strays.push(unit.settings.set(`stray${i}`, '1').catch((error: unknown) => error));
    throw new Error('undo');
  });
  const next = store.write((unit) => unit.settings.set('kept', '1'));
  await expect(failing).rejects.toThrow('undo');
  await Promise.all([...strays, next]);
  expect([...(await store.read.settings.all()).keys()]).toEqual(['kept']);
});
