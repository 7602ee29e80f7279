import { expect, it } from 'vitest';
import type { Params } from '../../../electron/contract/api.ts';
import { eventually } from '../../harness/eventually.ts';
import { useSecureStand } from '../../harness/secure-stand.ts';
import { expectAnswered, replay } from './replayed.ts';
import { quirkRows } from './rows.ts';
import { expectShown } from './signs.ts';

const stand = useSecureStand();

const secondsAgo = (seconds: number): string => new Date(Date.now() - seconds * 1_000).toISOString();

/** Plays a quirk that shows when an operator does something. The station is charging then. */
async function played(quirk: number) {
  const { stationId, relay } = await replay(stand, quirk, stand.secureUrl);
  await expectAnswered(stand, { stationId, relay });
  const { rows } = await stand.client.call('sessions.list', { stationId });
  return {
    stationId,
    session: rows[0],
    command: (command: Params<'stations.command'>['command']) =>
      stand.client.call('stations.command', { stationId, command }),
    /** The sign of that row is there for a person to read. */
    shown: async (): Promise<void> => {
      const row = quirkRows.find((candidate) => candidate.quirk === quirk);
      for (const sign of row?.signs ?? []) await eventually(() => expectShown(stand.client, stationId, sign));
    },
    /** What runs goes on, with what it began with. */
    chargesOn: async (): Promise<void> => {
      const view = await stand.client.call('sessions.get', { sessionId: rows[0]?.sessionId ?? '' });
      expect(view).toMatchObject({ stoppedAt: null, meterStartWh: rows[0]?.meterStartWh });
    },
  };
}

it('quirk 12: a station that does not trust our certificate is listed with its address and the reason', async () => {
  const { relay } = await replay(stand, 12, stand.secureUrl);
  expect(relay.answered).toEqual([]);
  await eventually(async () => {
    const { rows } = await stand.client.call('handshakes.list', {});
    expect(rows).toContainEqual(expect.objectContaining({ refusal: 'tlsFailed', remoteAddress: '127.0.0.1' }));
  });
});

it('quirk 26: error words of another version are understood as refusals', async () => {
  const { command, shown, chargesOn } = await played(26);
  expect(await command({ type: 'getConfiguration' })).toMatchObject({ kind: 'rejected', reason: 'FormatViolation' });
  await shown();
  await chargesOn();
});

it('quirk 40: a session whose stop never comes is closed by hand, and a true stop that comes all the same replaces the estimate', async () => {
  const { stationId, session } = await played(40);
  const sessionId = session?.sessionId ?? '';
  expect(session).toMatchObject({ energyWh: 1_700 });
  const closed = await stand.client.call('sessions.close', { sessionId });
  expect(closed).toMatchObject({ energyWh: 1_700, verdict: 'estimated' });
  await expectShown(stand.client, stationId, { in: 'session', word: 'closedByHand' });
  const { station } = stand.station(stationId);
  await station.boot();
  const timestamp = secondsAgo(0).replace(/\.\d+/, '');
  const stop = {
    transactionId: Number(session?.transactionId),
    meterStop: 15_500,
    timestamp,
    reason: 'Local',
  } as const;
  expect(await station.call('StopTransaction', stop)).toMatchObject({ kind: 'answered' });
  expect(await stand.client.call('sessions.get', { sessionId })).toMatchObject({
    energyWh: 3_500,
    verdict: 'repaired',
  });
  await expectShown(stand.client, stationId, { in: 'session', word: 'lateStop' });
});

it('quirk 51: a remote start that is accepted and comes to nothing stays one that is waited for', async () => {
  const { stationId, command, shown } = await played(51);
  const result = await command({ type: 'remoteStart', evseId: 1, idToken: '04A2B91C5F8280' });
  expect(result).toMatchObject({ kind: 'accepted', effect: 'waiting' });
  await shown();
  expect((await stand.client.call('stations.get', { stationId })).evses[0]).toMatchObject({ session: null });
});

it('quirk 52: a remote stop that is refused leaves the session running, and the other ways of ending it open', async () => {
  const { session, command, shown, chargesOn } = await played(52);
  const transactionId = session?.transactionId ?? '';
  expect(await command({ type: 'remoteStop', transactionId })).toMatchObject({ kind: 'rejected', effect: 'none' });
  await shown();
  await chargesOn();
  expect(await command({ type: 'unlock', evseId: 1 })).toMatchObject({ kind: 'accepted' });
  await eventually(async () => {
    const ended = await stand.client.call('sessions.get', { sessionId: session?.sessionId ?? '' });
    expect(ended).toMatchObject({ stopReason: 'UnlockCommand', verdict: 'ok' });
  });
});

it('quirk 67: a station that refuses to report is known for it', async () => {
  const { command, shown, chargesOn } = await played(67);
  const refused = await command({ type: 'trigger', message: 'StatusNotification' });
  expect(refused).toMatchObject({ kind: 'rejected', response: { status: 'Rejected' } });
  await shown();
  await chargesOn();
});

it('quirk 68: a change of availability that is put off counts as taken, and is waited for', async () => {
  const { command, shown, chargesOn } = await played(68);
  const result = await command({ type: 'changeAvailability', evseId: 1, operationalStatus: 'Inoperative' });
  expect(result).toMatchObject({ kind: 'accepted', response: { status: 'Scheduled' }, effect: 'waiting' });
  await shown();
  await chargesOn();
});

it('quirk 72: a station that takes only card numbers refuses the console’s own, and takes a card', async () => {
  const { session, command, shown } = await played(72);
  const { consoleIdToken } = await stand.client.call('settings.get', {});
  const start = { type: 'remoteStart', evseId: 2 } as const;
  expect(await command({ ...start, idToken: consoleIdToken })).toMatchObject({ kind: 'rejected' });
  expect(await command({ ...start, idToken: session?.idToken ?? '' })).toMatchObject({ kind: 'accepted' });
  await shown();
});

it('quirk 74: settings that are hidden, in another spelling and told a few at a time are read all the same', async () => {
  const { stationId, shown, chargesOn } = await played(74);
  const { entries } = await stand.client.call('configuration.read', { stationId });
  const told = entries.filter(({ value }) => value !== null);
  expect(told.length).toBeGreaterThan(20);
  // It says `numberofconnectors` and `"2"`, which is what is wanted.
  const wanted = { stationId, key: 'NumberOfConnectors', value: '2' };
  const view = await stand.client.call('configuration.want', wanted);
  const entry = view.entries.filter(({ key }) => key.toLowerCase() === 'numberofconnectors');
  expect(entry).toMatchObject([{ value: '"2"', wanted: '2', drifts: false, unknown: false }]);
  await shown();
  await chargesOn();
});

it('quirk 75: the measurands a station takes are found out one by one', async () => {
  const { stationId, shown, chargesOn } = await played(75);
  const key = 'MeterValuesSampledData';
  const measurands = ['Energy.Active.Import.Register', 'Voltage', 'Power.Active.Import', 'Temperature'];
  const found = await stand.client.call('configuration.tryMeasurands', { stationId, key, measurands });
  expect(found).toMatchObject({
    taken: ['Energy.Active.Import.Register', 'Power.Active.Import'],
    refused: ['Voltage', 'Temperature'],
    outcome: { kind: 'accepted' },
  });
  await shown();
  await chargesOn();
});

it('quirk 76: a limit is given in the one form a picky station takes', async () => {
  const { stationId, shown, chargesOn } = await played(76);
  const result = await stand.client.call('chargingLimits.set', { stationId, evseId: 1, limit: 10, unit: 'A' });
  expect(result).toMatchObject({
    kind: 'confirmed',
    profile: { purpose: 'TxDefaultProfile', kind: 'Relative', stackLevel: 0, schedule: { unit: 'W' } },
  });
  expect(result.attempts.length).toBeGreaterThan(1);
  await shown();
  await chargesOn();
});
