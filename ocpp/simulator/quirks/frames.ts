import { behaving, scripted, type Quirk } from './quirk.ts';
import { call, recite } from './script.ts';
import { energy, meter, start, status, stop } from './usual-frames.ts';

const sampleOf = (text: string): string =>
  `"meterValue":[{"timestamp":"$now-900","sampledValue":[{"value":"${text}"}]}]`;

/** Rows 15 to 27: frames and schemas. */
export const frameQuirks: readonly Quirk[] = [
  scripted(15, 'writes JSON that is none', [
    start(),
    `[2,"$id","MeterValues",{"connectorId":1,"transactionId":,${sampleOf('13700')}}]`,
    `[2,"$id","MeterValues",{"connectorId":1,"transactionId":"$tx",${sampleOf('14100')},}]`,
    stop(),
  ]),
  scripted(16, 'writes null where an empty object belongs', ['[2,"$id","Heartbeat",null]', '[2,"$id","Heartbeat"]']),
  scripted(17, 'writes numbers where texts belong, and texts where numbers do', [
    start({ meterStart: '12000' }),
    meter([energy(13_700.25)]),
    stop({ meterStop: '15500' }),
  ]),
  scripted(18, 'writes one object where a list belongs', [
    start(),
    call('MeterValues', {
      ...{ connectorId: 1, transactionId: '$tx' },
      meterValue: { timestamp: '$now-900', sampledValue: energy('13700') },
    }),
    stop(),
  ]),
  scripted(19, 'sends readings without a value', [start(), meter([]), stop()]),
  scripted(20, 'uses words of its own', [
    status('Available', { errorCode: 'Error' }),
    status('Waiting'),
    start(),
    meter([
      energy('13700'),
      { value: '49.98', measurand: 'Frequency', unit: 'Hz' },
      { value: '41', measurand: 'Temperature', unit: 'Celcius' },
    ]),
    stop({ reason: 'UserAction' }),
  ]),
  {
    number: 21,
    title: 'writes texts that are too long',
    play: async (stage) => {
      await recite(stage, await stage.line(), [
        call('BootNotification', {
          chargePointVendor: 'Charging Equipment Manufacturing Company',
          chargePointModel: 'Wall Charger With A Long Name 22 kW',
          chargePointSerialNumber: 'SN-2026-0000-0000-0000-0001',
          firmwareVersion: '3.4.1-rc7+build.20260301.with-a-long-suffix-nobody-needs',
        }),
        start({ idTag: '04A2B91C5F828004A2B91C5F8280' }),
        stop(),
      ]);
    },
  },
  {
    number: 22,
    title: 'leaves out what is required',
    play: async (stage) => {
      await recite(stage, await stage.line(), [
        call('BootNotification', { chargePointVendor: '', chargePointModel: '' }),
        status('Available', { errorCode: undefined, timestamp: undefined }),
        start({ timestamp: undefined }),
        stop({ timestamp: undefined, reason: undefined }),
      ]);
    },
  },
  scripted(23, 'sends fields nobody asked for', [
    call('Authorize', { idTag: '$card', connectorId: 1, vendorData: { colour: 'green' } }),
    start({ evDriver: 'somebody' }),
    stop({ totalCost: 3.5 }),
  ]),
  scripted(24, 'sends the same message id again', [
    start(),
    start().replace('$id', '$last'),
    call('Heartbeat', {}).replace('$id', '$last'),
    stop(),
  ]),
  behaving(25, 'sends messages of its own instead of answering ours', {
    silentOn: ['GetConfiguration', 'TriggerMessage', 'ChangeConfiguration'],
  }),
  behaving(26, 'refuses with the error words of another version', {
    errors: { GetConfiguration: 'FormatViolation', TriggerMessage: 'OccurrenceConstraintViolation' },
  }),
  scripted(27, 'sends answers to questions nobody asked', [
    '[3,"2025-03-01T12:00:00Z",{"configurationKey":[{"key":"NumberOfConnectors","readonly":true,"value":"2025"}]}]',
    '[4,"nobody-asked","GenericError","",{}]',
    call('Heartbeat', {}),
  ]),
];
