import { alert, effect, flag, habit, outcome, refusal, type Sign } from './signs.ts';

/** What is asserted of a row of the catalogue of field quirks. All rows speak of OCPP 1.6; where one names 2.x as well, that part is not tried here. */
export type QuirkRow = Replayed | Commanded | Ours;

/** A station plays it by itself: what it said is answered, the energy of its sessions is counted, and the signs are shown. */
interface Replayed {
  readonly kind: 'replayed';
  readonly quirk: number;
  readonly signs: readonly Sign[];
  /** Of its sessions, oldest first; null where the station said nothing to count from. */
  readonly energyWh: readonly (number | null)[];
  /** Signs that take minutes, and where they are tried with a clock that is moved by hand. */
  readonly later?: { readonly signs: readonly Sign[]; readonly tried: string };
}

/** It shows when an operator does something; tried in `commanded.test.ts`. */
interface Commanded {
  readonly kind: 'commanded';
  readonly quirk: number;
  readonly signs: readonly Sign[];
}

/** No charger can play it, or it is about what we must not do; tried in `our-side.test.ts`. */
interface Ours {
  readonly kind: 'ours';
  readonly quirk: number;
  readonly reason: string;
  readonly signs: readonly [];
}

const replayed = (quirk: number, sign: Sign | readonly Sign[], energyWh: Replayed['energyWh']): Replayed => ({
  kind: 'replayed',
  quirk,
  signs: 'in' in sign ? [sign] : sign,
  energyWh,
});

const later = (row: Replayed, tried: string): Replayed => ({
  ...row,
  signs: [],
  later: { signs: row.signs, tried },
});

const commanded = (quirk: number, ...signs: readonly Sign[]): Commanded => ({ kind: 'commanded', quirk, signs });
const ours = (quirk: number, reason: string): Ours => ({ kind: 'ours', quirk, reason, signs: [] });

const withPings = 'tests/integration/ocpp-habits.test.ts';
const withFakeTime = 'tests/unit/domain/oddities.test.ts';
const storm = 20;

export const quirkRows: readonly QuirkRow[] = [
  replayed(1, habit('noSubprotocol'), [3_500]),
  replayed(2, refusal('notWebSocket'), []),
  replayed(3, habit('paddedIdentity'), [3_500]),
  replayed(4, habit('webSocketFaults'), []),
  later(replayed(5, habit('halfOpenConnections'), [1_700]), withPings),
  replayed(6, habit('doubleConnections'), [1_700]),
  later(replayed(7, habit('noBootAfterReconnect'), [3_500]), withFakeTime),
  replayed(8, [habit('bootLoop'), alert('stationUnstable')], []),
  ours(9, 'a boot is asked for once at most, and long after the station came'),
  later(replayed(10, habit('slowRedial'), []), withFakeTime),
  ours(11, 'a charger that dials itself never reaches us: the addresses we show must be right'),
  commanded(12, refusal('tlsFailed')),
  replayed(13, habit('emptyFrames'), []),
  ours(14, 'about how many stations are answered at once'),
  replayed(15, habit('brokenJson'), [3_500]),
  replayed(16, habit('nullPayload'), []),
  replayed(17, habit('wrongScalarTypes'), [3_500]),
  replayed(18, habit('objectForList'), [3_500]),
  replayed(19, habit('emptySamples'), [3_500]),
  replayed(20, habit('unknownWords'), [3_500]),
  replayed(21, habit('overlongTexts'), [3_500]),
  replayed(22, [habit('missingFields'), flag('startTimeReplaced'), flag('stopTimeReplaced')], [3_500]),
  replayed(23, habit('extraFields'), [3_500]),
  replayed(24, habit('repeatedMessages'), [3_500]),
  ours(25, 'about what is answered while we wait for an answer ourselves'),
  commanded(26, habit('foreignErrorCodes'), outcome('rejected')),
  replayed(27, habit('strayAnswers'), []),
  replayed(28, habit('zonelessTimes'), [3_500]),
  replayed(29, habit('unusualTimes'), [3_500]),
  replayed(30, [habit('shiftedClock'), flag('clockShifted')], [3_500]),
  ours(31, 'about how we write the time in our answers'),
  replayed(32, [habit('unsetClock'), flag('startTimeReplaced')], [3_500]),
  replayed(33, habit('outOfOrder'), [3_500]),
  replayed(34, habit('repeatedStarts'), [3_500]),
  replayed(35, flag('repeatedStart'), [3_500]),
  replayed(36, flag('superseded'), [1_700, 1_500]),
  replayed(37, habit('repeatedStops'), [3_500]),
  replayed(38, habit('unusableTransactionIds'), [3_500, 3_900]),
  replayed(39, [flag('unknownStart'), flag('noStartMeter'), alert('sessionReview')], [null]),
  commanded(40, flag('closedByHand'), flag('lateStop')),
  replayed(41, habit('availableBeforeStop'), [3_500]),
  replayed(42, habit('stopsWithoutIdToken'), [3_500]),
  replayed(43, habit('readingsAfterStop'), [3_500]),
  replayed(44, habit('staleTransactionIds'), [3_500]),
  replayed(45, flag('recovered'), [400]),
  replayed(46, habit('readingsWithoutTransaction'), [3_500]),
  ours(47, 'about how we number transactions'),
  ours(48, 'about the shape of our answers'),
  replayed(49, habit('zeroReservations'), [3_500]),
  replayed(50, habit('chargingBeforeStart'), [40]),
  commanded(51, outcome('accepted'), effect('waiting')),
  commanded(52, outcome('rejected')),
  replayed(53, flag('lateArrival'), [8_000, 8_000, 8_000]),
  replayed(54, [flag('refusedIdToken'), alert('unknownIdToken'), alert('sessionReview')], [3_500]),
  replayed(55, [habit('mixedEnergyUnits'), flag('unitMismatch'), alert('sessionReview')], [3]),
  replayed(56, habit('missingUnits'), [3_500]),
  replayed(57, habit('mixedEnergyUnits'), [3_500]),
  replayed(58, habit('resettingRegister'), [8_000, 6_500]),
  replayed(59, [flag('meterRollback'), alert('sessionReview')], [1_700]),
  replayed(60, flag('noStopMeter'), [1_700, 12_008]),
  replayed(61, habit('jumpingValues'), [3_500]),
  replayed(62, habit('phaseEnergyOnly'), [3_500]),
  replayed(63, habit('stationTotals'), [3_500]),
  replayed(64, [habit('signedValues'), habit('emptySamples')], [3_500]),
  replayed(65, habit('missingContext'), [3_500]),
  replayed(66, habit('contradictingStatus'), [1_700]),
  commanded(67, habit('refusesTriggers'), outcome('rejected')),
  commanded(68, outcome('accepted'), effect('waiting')),
  ours(69, 'availability is never changed unasked'),
  replayed(70, habit('harmlessErrorCodes'), [3_500]),
  replayed(71, habit('idTokenSuffix'), [3_500]),
  commanded(72, outcome('rejected')),
  replayed(73, habit('placeholderIdTokens'), [3_500, 100]),
  commanded(74, habit('oddConfiguration')),
  commanded(75, habit('refusesMeasurands')),
  commanded(76, habit('pickyChargingProfiles')),
  replayed(77, habit('repeatedStops'), Array<number>(storm).fill(0)),
];
