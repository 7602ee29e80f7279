import { expect, test } from 'vitest';
import { openApi } from './test-api.ts';

test('reservations are listed, those that hold apart from those that ended', async () => {
  const { site, handlers } = await openApi();
  await site.connect('HALL-1');
  site.answerCommands(() => ({ kind: 'accepted', response: { status: 'Accepted' } }));
  const expiresAt = new Date(site.time.now() + 3_600_000).toISOString();
  const reserve = { type: 'reserve', evseId: 1, idToken: 'CARD', expiresAt } as const;
  await handlers['stations.command']({ stationId: 'HALL-1', command: reserve });
  const { rows } = await handlers['reservations.list']({ active: true });
  expect(rows).toMatchObject([{ stationId: 'HALL-1', evseId: 1, idToken: 'CARD', state: 'active', expiresAt }]);
  const reservationId = rows[0]?.reservationId ?? 0;
  await handlers['stations.command']({ stationId: 'HALL-1', command: { type: 'cancelReservation', reservationId } });
  expect(await handlers['reservations.list']({ active: true })).toEqual({ total: 0, rows: [] });
  expect((await handlers['reservations.list']({ stationId: 'HALL-1' })).rows).toMatchObject([{ state: 'cancelled' }]);
});

test('every admitted station has a local list, and turning it on begins to keep it in step', async () => {
  const { site, handlers } = await openApi();
  await site.connect('HALL-1');
  await site.idTokens.add({ idToken: 'CARD', label: 'Leyla' });
  const sent: string[] = [];
  site.answerCommands((_stationId, command) => {
    sent.push(command.type);
    return command.type === 'getLocalListVersion'
      ? { kind: 'accepted', response: { listVersion: 0 } }
      : { kind: 'accepted', response: { status: 'Accepted' } };
  });
  expect(await handlers['localLists.list']({})).toMatchObject([
    { stationId: 'HALL-1', automatic: false, version: null, pending: { added: 1 } },
  ]);
  expect(await handlers['localLists.update']({ stationId: 'hall-1', automatic: true })).toMatchObject({
    automatic: true,
  });
  site.time.pass(1);
  await expect.poll(() => sent.at(-1)).toBe('sendLocalList');
  await expect.poll(() => handlers['localLists.list']({})).toMatchObject([{ version: 1, pending: { added: 0 } }]);
});

test('sending a list by hand gives the outcome of its last command', async () => {
  const { site, handlers } = await openApi();
  await site.connect('HALL-1');
  site.answerCommands(() => ({ kind: 'offline' }));
  const result = await handlers['localLists.send']({ stationId: 'HALL-1' });
  expect(result).toMatchObject({ kind: 'offline', effect: 'none', commandId: '1' });
  const unknown = Promise.resolve(handlers['localLists.send']({ stationId: 'NOBODY' }));
  await expect(unknown).rejects.toMatchObject({ code: 'notFound' });
});
