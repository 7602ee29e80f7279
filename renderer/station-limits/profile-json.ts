import { config } from 'zod';
import type { ChargingProfile } from '../../ocpp/model/charging-profile.ts';
import { chargingProfile } from '../../electron/contract/command-request.ts';

// The page's policy forbids code made at run time, which zod would otherwise try.
config({ jitless: true });

/** What a profile is given to; a start takes only one for the session it begins (OCPP 1.6 §5.11). `any`: not known yet. */
export type ProfilePlace = 'station' | 'connector' | 'remoteStart' | 'any';

/** `word` has a text under `limits.fault`; `path` is where in the JSON. */
export interface ProfileFault {
  readonly path: string;
  readonly word: string;
}

export type ReadProfile =
  | { readonly profile: ChargingProfile; readonly faults: readonly [] }
  | { readonly profile: null; readonly faults: readonly ProfileFault[] };

const refused = (...faults: readonly ProfileFault[]): ReadProfile => ({ profile: null, faults });

/** Reads a profile written by hand, and says what is wrong where. */
export function readProfile(text: string, place: ProfilePlace): ReadProfile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused({ path: '', word: 'notJson' });
  }
  const read = chargingProfile.safeParse(value);
  if (!read.success) {
    return refused(...read.error.issues.map(({ path, code }) => ({ path: path.join('.'), word: code })));
  }
  const faults = misfits(read.data, place);
  return faults.length > 0 ? refused(...faults) : { profile: read.data, faults: [] };
}

/** What the specification forbids though every field is well formed (OCPP 1.6 §3.13.3, §7.8, §7.13). */
function misfits(profile: ChargingProfile, place: ProfilePlace): ProfileFault[] {
  const { purpose, kind, schedule } = profile;
  const starts = schedule.periods.map(({ startSeconds }) => startSeconds);
  const rules: readonly (readonly [boolean, string, string])[] = [
    [starts[0] !== 0, 'schedule.periods.0.startSeconds', 'firstPeriod'],
    [starts.some((start, at) => at > 0 && start <= (starts[at - 1] ?? 0)), 'schedule.periods', 'periodOrder'],
    [kind === 'Recurring' && profile.recurrency === undefined, 'recurrency', 'recurrencyMissing'],
    [kind === 'Recurring' && schedule.startAt === undefined, 'schedule.startAt', 'startMissing'],
    [
      purpose === 'ChargingStationMaxProfile' && (place === 'connector' || place === 'remoteStart'),
      'purpose',
      'stationOnly',
    ],
    [purpose === 'TxProfile' && place === 'station', 'purpose', 'connectorOnly'],
    [purpose !== 'TxProfile' && place === 'remoteStart', 'purpose', 'txProfileOnly'],
    [place === 'remoteStart' && profile.transactionId !== undefined, 'transactionId', 'noTransaction'],
  ];
  return rules.filter(([isBroken]) => isBroken).map(([, path, word]) => ({ path, word }));
}
