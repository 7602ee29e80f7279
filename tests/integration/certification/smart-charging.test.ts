import { expect, it } from 'vitest';
import type { ChargingProfile } from '../../../ocpp/model/charging-profile.ts';
import { writeIsoTime } from '../../../ocpp/station-time.ts';
import { cards, minuteMs, useStand, type ChargePoint } from '../../harness/stand.ts';
import { anyText, authorized, started, status } from '../../harness/steps.ts';
import { asks } from '../../harness/wire.ts';

const stand = useStand();

const hourMs = 60 * minuteMs;
const inHours = (hours: number): string => new Date(Date.now() + hours * hourMs).toISOString();
const periods = [
  { startSeconds: 0, limit: 6 },
  { startSeconds: 7_200, limit: 10.5, phases: 3 },
];
const wirePeriods = [
  { startPeriod: 0, limit: 6 },
  { startPeriod: 7_200, limit: 10.5, numberPhases: 3 },
];
const accepted = { status: 'Accepted' };

const txDefault = (): ChargingProfile => ({
  profileId: 56,
  stackLevel: 0,
  purpose: 'TxDefaultProfile',
  kind: 'Absolute',
  validFrom: inHours(-1),
  validTo: inHours(24),
  schedule: { unit: 'A', startAt: inHours(-1), durationSeconds: 86_400, periods },
});

const txProfile = (transactionId?: string): ChargingProfile => ({
  profileId: 57,
  stackLevel: 1,
  purpose: 'TxProfile',
  kind: 'Relative',
  transactionId,
  schedule: { unit: 'A', durationSeconds: 86_400, periods },
});

const stationMax = (): ChargingProfile => ({
  profileId: 67,
  stackLevel: 0,
  purpose: 'ChargingStationMaxProfile',
  kind: 'Absolute',
  schedule: { unit: 'A', startAt: inHours(-1), periods: [{ startSeconds: 0, limit: 25 }] },
});

const wireTxProfile = (transactionId?: number) => ({
  chargingProfileId: 57,
  ...(transactionId !== undefined && { transactionId }),
  stackLevel: 1,
  chargingProfilePurpose: 'TxProfile',
  chargingProfileKind: 'Relative',
  chargingSchedule: { duration: 86_400, chargingRateUnit: 'A', chargingSchedulePeriod: wirePeriods },
});

const profilesOf = async ({ stationId }: Pick<ChargePoint, 'stationId'>) =>
  (await stand.client.call('chargingLimits.list', { stationId })).map(({ evseId, profile }) => [
    evseId,
    profile.profileId,
    profile.purpose,
  ]);

/** Watts of three phases at 230 V: no more than the limit, and the car does take what it may. */
function expectLimited({ station, time }: Pick<ChargePoint, 'station' | 'time'>, ampere: number): Promise<void> {
  return time.advance(minuteMs).then(() => {
    const { powerW } = station.connector(1);
    expect(powerW).toBeGreaterThan(0);
    expect(powerW).toBeLessThanOrEqual(ampere * 230 * 3);
  });
}

it('TC_056_CSMS central smart charging, TxDefaultProfile', async () => {
  const point = await stand.booted('TC_056');
  const profile = txDefault();
  const result = await point.command({ type: 'setChargingProfile', evseId: 1, profile });
  expect(result).toMatchObject({ kind: 'accepted', response: accepted });
  const csChargingProfiles = {
    chargingProfileId: 56,
    stackLevel: 0,
    chargingProfilePurpose: 'TxDefaultProfile',
    chargingProfileKind: 'Absolute',
    validFrom: writeIsoTime(profile.validFrom ?? ''),
    validTo: writeIsoTime(profile.validTo ?? ''),
    chargingSchedule: {
      duration: 86_400,
      startSchedule: writeIsoTime(profile.schedule.startAt ?? ''),
      chargingRateUnit: 'A',
      chargingSchedulePeriod: wirePeriods,
    },
  };
  await point.wire.shows([asks('SetChargingProfile', { connectorId: 1, csChargingProfiles }, accepted)]);
  expect(await profilesOf(point)).toEqual([[1, 56, 'TxDefaultProfile']]);
  await point.charge();
  await expectLimited(point, 6);
});

it('TC_057_CSMS central smart charging, TxProfile', async () => {
  const point = await stand.booted('TC_057');
  const transactionId = await point.charge();
  point.wire.forget();
  const profile = txProfile(String(transactionId));
  const result = await point.command({ type: 'setChargingProfile', evseId: 1, profile });
  expect(result).toMatchObject({ kind: 'accepted', response: accepted });
  const csChargingProfiles = wireTxProfile(transactionId);
  await point.wire.shows([asks('SetChargingProfile', { connectorId: 1, csChargingProfiles }, accepted)]);
  expect(await profilesOf(point)).toEqual([[1, 57, 'TxProfile']]);
  await expectLimited(point, 6);
});

it('TC_059_CSMS remote start of a transaction with a charging profile', async () => {
  const point = await stand.booted('TC_059');
  point.station.configure('AuthorizeRemoteTxRequests', 'true');
  await point.station.plugIn(1);
  point.wire.forget();
  const remoteStart = { type: 'remoteStart', evseId: 1, idToken: cards.valid, profile: txProfile() } as const;
  const result = await point.command(remoteStart);
  expect(result).toMatchObject({ kind: 'accepted', response: accepted });
  const request = { connectorId: 1, idTag: cards.valid, chargingProfile: wireTxProfile() };
  await point.wire.shows([
    asks('RemoteStartTransaction', request, accepted),
    authorized,
    started(),
    status('Charging'),
  ]);
  await point.seen(result);
  expect(await point.evse()).toMatchObject({ status: 'Charging', session: { idToken: cards.valid } });
  await expectLimited(point, 6);
});

it('TC_066_CSMS get composite schedule', async () => {
  const point = await stand.booted('TC_066');
  await point.command({ type: 'setChargingProfile', profile: stationMax() });
  point.wire.forget();
  const result = await point.command({ type: 'getCompositeSchedule', evseId: 1, durationSeconds: 300, unit: 'A' });
  const request = { connectorId: 1, duration: 300, chargingRateUnit: 'A' };
  const chargingSchedule: unknown = expect.objectContaining({
    chargingRateUnit: 'A',
    chargingSchedulePeriod: [expect.objectContaining({ startPeriod: 0, limit: 25 })],
  });
  await point.wire.shows([
    asks('GetCompositeSchedule', request, { status: 'Accepted', connectorId: 1, chargingSchedule }),
  ]);
  expect(result).toMatchObject({
    kind: 'accepted',
    response: {
      status: 'Accepted',
      schedule: { evseId: 1, startAt: anyText, schedule: { unit: 'A', periods: [{ startSeconds: 0, limit: 25 }] } },
    },
  });
});

it('TC_067_CSMS clear charging profile', async () => {
  const point = await stand.booted('TC_067');
  const transactionId = String(await point.charge());
  await point.command({ type: 'setChargingProfile', profile: stationMax() });
  await point.command({ type: 'setChargingProfile', evseId: 1, profile: txDefault() });
  await point.command({ type: 'setChargingProfile', evseId: 1, profile: txProfile(transactionId) });
  expect((await profilesOf(point)).map(([, profileId]) => profileId).sort()).toEqual([56, 57, 67]);
  point.wire.forget();

  await point.command({ type: 'clearChargingProfile', profileId: 67 });
  await point.wire.shows([asks('ClearChargingProfile', { id: 67 }, accepted)]);
  expect((await profilesOf(point)).map(([, profileId]) => profileId).sort()).toEqual([56, 57]);

  await point.command({ type: 'clearChargingProfile', evseId: 1, purpose: 'TxDefaultProfile', stackLevel: 0 });
  const criteria = { connectorId: 1, chargingProfilePurpose: 'TxDefaultProfile', stackLevel: 0 };
  await point.wire.shows([asks('ClearChargingProfile', criteria, accepted)]);
  expect(await profilesOf(point)).toEqual([[1, 57, 'TxProfile']]);

  await point.command({ type: 'clearChargingProfile' });
  await point.wire.shows([asks('ClearChargingProfile', {}, accepted)]);
  expect(await profilesOf(point)).toEqual([]);
});
