import { describe, expect, it } from 'vitest';
import type { ChargingProfile } from '../../../ocpp/model/charging-profile.ts';
import { readProfile } from '../../../renderer/station-limits/profile-json.ts';

const profile: ChargingProfile = {
  profileId: 1,
  stackLevel: 0,
  purpose: 'TxDefaultProfile',
  kind: 'Absolute',
  schedule: { unit: 'A', periods: [{ startSeconds: 0, limit: 32.3 }] },
};
const faults = (change: object, place: Parameters<typeof readProfile>[1] = 'station') =>
  readProfile(JSON.stringify({ ...profile, ...change }), place).faults.map(({ path, word }) => `${path}:${word}`);

describe('a charging profile written by hand', () => {
  it('is read as it is', () => {
    expect(readProfile(JSON.stringify(profile), 'station').profile).toEqual(profile);
  });

  it('that is no JSON says so', () => {
    expect(readProfile('{', 'station').faults).toEqual([{ path: '', word: 'notJson' }]);
  });

  it.each([
    [{ purpose: 'Anything' }, 'purpose:invalid_value'],
    [{ profileId: '1' }, 'profileId:invalid_type'],
    [{ extra: 1 }, ':unrecognized_keys'],
    [{ schedule: { unit: 'A', periods: [] } }, 'schedule.periods:too_small'],
    [
      { schedule: { unit: 'A', periods: [{ startSeconds: 0, limit: 1.25 }] } },
      'schedule.periods.0.limit:not_multiple_of',
    ],
    [
      { schedule: { unit: 'A', periods: [{ startSeconds: 5, limit: 16 }] } },
      'schedule.periods.0.startSeconds:firstPeriod',
    ],
    [
      { schedule: { unit: 'A', periods: [60, 0].map((startSeconds) => ({ startSeconds, limit: 16 })) } },
      'schedule.periods:periodOrder',
    ],
    [{ kind: 'Recurring' }, 'recurrency:recurrencyMissing'],
    [{ kind: 'Recurring', recurrency: 'Daily' }, 'schedule.startAt:startMissing'],
    [{ purpose: 'TxProfile' }, 'purpose:connectorOnly'],
  ])('says where it is wrong: %o', (change, fault) => {
    expect(faults(change)).toContain(fault);
  });

  it('fits where it is sent', () => {
    expect(faults({ purpose: 'ChargingStationMaxProfile' }, 'station')).toEqual([]);
    expect(faults({ purpose: 'ChargingStationMaxProfile' }, 'connector')).toEqual(['purpose:stationOnly']);
    expect(faults({}, 'remoteStart')).toEqual(['purpose:txProfileOnly']);
    expect(faults({ purpose: 'TxProfile', transactionId: '7' }, 'remoteStart')).toEqual([
      'transactionId:noTransaction',
    ]);
  });
});
