import { behaving, scripted, type Quirk } from './quirk.ts';
import { energy, meter, start, status, stop } from './usual-frames.ts';

/** Rows 66 to 77: status, identity, configuration, profiles. */
export const habitQuirks: readonly Quirk[] = [
  scripted(66, 'says of itself as a whole what only a connector can be', [
    start(),
    meter([energy('13700')]),
    status('SuspendedEV'),
    status('Preparing', { connectorId: 0 }),
    status('Available', { connectorId: 0 }),
  ]),
  behaving(67, 'refuses to send what it is asked for', {
    answers: { TriggerMessage: 'Rejected', ExtendedTriggerMessage: 'Rejected' },
  }),
  behaving(68, 'changes its availability later, after the charge', {}),
  behaving(69, 'breaks down when its availability is changed', { restartsOn: ['ChangeAvailability'] }),
  scripted(70, 'tells harmless errors with its status', [
    start(),
    stop(),
    ...Array.from({ length: 5 }, () =>
      status('Finishing', { errorCode: 'OtherError', info: 'Car did not confirm', vendorErrorCode: '0x0017' }),
    ),
    status('Available'),
  ]),
  scripted(71, 'puts its identity behind the card number', [
    start({ idTag: '$card_$station' }),
    stop({ idTag: '$card_$station' }),
  ]),
  behaving(72, 'takes remote starts only for card numbers it could read itself', { remoteTags: 'hex' }),
  scripted(73, 'lets everybody charge under a name that is no card', [
    start({ idTag: 'FreeCharging' }),
    stop({ idTag: 'FreeCharging' }),
    start({ idTag: '00000000', timestamp: '$now-60', meterStart: 15_500 }),
    stop({ meterStop: 15_600 }),
  ]),
  behaving(
    74,
    'hides its settings, spells them in lower case and in quotes, and tells four at a time',
    { hidesConfiguration: true, quotesConfiguration: true },
    { configuration: { GetConfigurationMaxKeys: '4' } },
  ),
  behaving(75, 'refuses a list of measurands as a whole', {
    refusedMeasurands: ['Voltage', 'Temperature', 'SoC', 'Power.Offered', 'Frequency'],
  }),
  behaving(76, 'takes charging limits in one way only', {
    chargingProfiles: {
      purposes: ['TxDefaultProfile'],
      kinds: ['Relative'],
      units: ['W'],
      maxStackLevel: 0,
      minLimit: 1,
    },
  }),
  scripted(77, 'starts and stops dozens of times a minute', [
    ...Array.from({ length: 20 }, (_, index) => `$now-${String(600 - index * 30)}`).flatMap((timestamp) => [
      start({ timestamp, idTag: 'STORM' }),
      stop({ timestamp, meterStop: 12_000, idTag: 'STORM', reason: 'DeAuthorized' }),
      stop({ timestamp, meterStop: 12_000, idTag: 'STORM', reason: 'DeAuthorized' }),
    ]),
  ]),
];
