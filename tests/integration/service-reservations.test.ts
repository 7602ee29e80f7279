import { rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { cards, minuteMs, useStand, type ChargePoint } from '../harness/stand.ts';
import { makeDataFolder, openDoors, startService } from '../harness/service.ts';
import { TestStation } from './ocpp/test-station.ts';

const stand = useStand();

const inAnHour = (): string => new Date(Date.now() + 60 * minuteMs).toISOString();

async function reserved(stationId: string): Promise<ChargePoint> {
  const point = await stand.booted(stationId);
  await point.command({ type: 'reserve', evseId: 1, idToken: cards.valid, expiresAt: inAnHour() });
  return point;
}

const listOf = async ({ stationId }: Pick<ChargePoint, 'stationId'>) =>
  (await stand.client.call('reservations.list', { stationId })).rows;

test('a reservation outlives the service, and one that ran out meanwhile has expired', async () => {
  const dataFolder = await makeDataFolder();
  onTestFinished(() => rm(dataFolder, { recursive: true, force: true }));
  const first = await startService({ dataFolder, flags: openDoors });
  onTestFinished(() => first.kill());
  const station = await TestStation.dial(`${first.ocppUrl}/BARE-1`);
  for (const expiresAt of [new Date(Date.now() + 300).toISOString(), inAnHour()]) {
    const command = { type: 'reserve', evseId: 1, idToken: 'CARD', expiresAt } as const;
    const answered = first.client.call('stations.command', { stationId: 'BARE-1', command });
    await station.answer({ status: 'Accepted' });
    await answered;
  }
  await first.kill();
  const second = await startService({ dataFolder, flags: openDoors });
  onTestFinished(() => second.kill());
  await expect
    .poll(async () => (await second.client.call('reservations.list', {})).rows.map(({ state }) => state))
    .toEqual(['active', 'expired']);
  expect((await second.client.call('reservations.list', { active: true })).total).toBe(1);
});

test('reservation number 0 with a start names none: the card counts', async () => {
  const dial = (): Promise<TestStation> => TestStation.dial(`${stand.service.ocppUrl}/ZERO`);
  const station = await dial();
  const expiresAt = inAnHour();
  const command = { type: 'reserve', evseId: 1, idToken: cards.valid, expiresAt } as const;
  const answered = stand.client.call('stations.command', { stationId: 'ZERO', command });
  await station.answer({ status: 'Accepted' });
  await answered;
  const start = { connectorId: 1, meterStart: 0, reservationId: 0, timestamp: new Date().toISOString() };
  await station.call('StartTransaction', { ...start, connectorId: 2, idTag: cards.sibling });
  expect(await listOf({ stationId: 'ZERO' })).toMatchObject([{ state: 'active' }]);
  await station.call('StartTransaction', { ...start, idTag: cards.valid });
  expect(await listOf({ stationId: 'ZERO' })).toMatchObject([{ state: 'used' }]);
});

test('a reserved connector that breaks down is reserved no more', async () => {
  const point = await reserved('BROKEN');
  await point.station.setFault(1, 'GroundFailure');
  expect(await listOf(point)).toMatchObject([{ state: 'cancelled' }]);
});

test('the session of one card is stopped by another of its group', async () => {
  const point = await stand.booted('GROUP');
  await point.charge();
  expect(await point.station.presentCard(1, cards.sibling)).toMatchObject({ parentIdTag: cards.parent });
  await point.station.delivered();
  expect(await point.sessions()).toMatchObject([{ idToken: cards.valid, stopReason: 'Local', verdict: 'ok' }]);
});
