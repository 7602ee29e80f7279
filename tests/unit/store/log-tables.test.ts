import { expect, test } from 'vitest';
import { alert, command, minute, noon, station } from './records.ts';
import { openStoreWithStation, openTestStore } from './test-store.ts';

const page = { limit: 10, offset: 0 };

test('a command keeps its outcome with everything the station answered', async () => {
  const store = await openStoreWithStation();
  const commandId = await store.write((unit) => unit.commands.insert(command({ evseId: 2 })));
  expect((await store.read.commands.list(page)).rows).toEqual([{ ...command({ evseId: 2 }), commandId }]);

  const outcome = {
    kind: 'accepted',
    response: {
      status: 'Accepted',
      configuration: [
        { key: 'HeartbeatInterval', value: '300', readonly: false },
        { key: 'Secret', value: null, readonly: true },
      ],
      unknownKeys: ['x'],
      data: '{}',
    },
    reason: 'connectionClosed',
  } as const;
  await store.write((unit) =>
    unit.commands.update(commandId, { outcome, answeredAt: noon + 1, effect: 'seen', effectAt: noon + 2 }),
  );
  expect((await store.read.commands.list(page)).rows).toEqual([
    { ...command({ evseId: 2 }), commandId, outcome, answeredAt: noon + 1, effect: 'seen', effectAt: noon + 2 },
  ]);
});

test('commands are listed newest first, of one station or of all', async () => {
  const store = await openStoreWithStation();
  const ids = await store.write(async (unit) => {
    await unit.stations.insert(station('CP2'));
    return [
      await unit.commands.insert(command({ sentAt: noon + minute })),
      await unit.commands.insert(command({ sentAt: noon, stationId: 'CP2' })),
      await unit.commands.insert(command({ sentAt: noon })),
    ];
  });
  const all = await store.read.commands.list(page);
  expect(all.rows.map(({ commandId }) => commandId)).toEqual([ids[0], ids[2], ids[1]]);
  const one = await store.read.commands.list({ ...page, stationId: 'cp2' });
  expect([one.total, one.rows.map(({ commandId }) => commandId)]).toEqual([1, [ids[1]]]);
});

test('an alert is active until it is cleared, and stays in the list; clearing it again changes nothing', async () => {
  const store = await openTestStore();
  const details = { faults: 3, code: 'GroundFailure' };
  const { first, second } = await store.write(async (unit) => ({
    first: await unit.alerts.raise(alert({ details })),
    second: await unit.alerts.raise(
      alert({ kind: 'handshakeFailed', stationId: 'never-admitted', raisedAt: noon + 1 }),
    ),
  }));
  expect((await store.read.alerts.active()).map(({ alertId }) => alertId)).toEqual([first, second]);

  await store.write((unit) => unit.alerts.clear(first, noon + 5));
  await store.write((unit) => unit.alerts.clear(first, noon + 9));
  expect((await store.read.alerts.active()).map(({ stationId }) => stationId)).toEqual(['never-admitted']);
  const { rows, total } = await store.read.alerts.list(page);
  expect(total).toBe(2);
  expect(rows[1]).toEqual({ ...alert({ details }), alertId: first, clearedAt: noon + 5 });
});

test('a setting that is set again has the new value', async () => {
  const store = await openTestStore();
  await store.write((unit) => unit.settings.set('language', '"az"'));
  await store.write((unit) => unit.settings.set('language', '"ru"'));
  expect(await store.read.settings.all()).toEqual(new Map([['language', '"ru"']]));
  await expect(store.write((unit) => unit.settings.set('language', 'no json'))).rejects.toThrow();
});
