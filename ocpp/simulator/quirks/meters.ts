import { scripted, type Quirk } from './quirk.ts';
import { energy, meter, start, stop } from './usual-frames.ts';

const power = (value: string): object => ({ value, measurand: 'Power.Active.Import', unit: 'W' });
const phase = (name: string, value: string): object => energy(value, { phase: name });

/** Rows 55 to 65: meters. */
export const meterQuirks: readonly Quirk[] = [
  scripted(55, 'calls its kilowatt hours watt hours', [
    start({ meterStart: 120 }),
    meter([energy('121.5'), power('7000')], {}, '$now-1200'),
    meter([energy('122.4'), power('7000')], {}, '$now-600'),
    stop({ meterStop: 123 }),
  ]),
  scripted(56, 'names no unit, and writes the noise of its floats', [
    start(),
    meter([energy('13700.37957763671875', { unit: undefined })]),
    stop(),
  ]),
  scripted(57, 'reads in kWh, and starts and stops in Wh', [
    start(),
    meter([energy('13.7', { unit: 'kWh' })], {}, '$now-900'),
    meter([energy('15.1', { unit: 'kWh' })], {}, '$now-300'),
    stop(),
  ]),
  scripted(58, 'begins its register anew with each charge', [
    start({ meterStart: 0, timestamp: '$now-7200' }),
    stop({ meterStop: 8_000, timestamp: '$now-5400' }),
    start({ meterStart: 0, timestamp: '$now-3600' }),
    stop({ meterStop: 6_500, timestamp: '$now-1800' }),
  ]),
  scripted(59, 'stops with less on the meter than it started with', [
    start(),
    meter([energy('13700')], {}, '$now-900'),
    stop({ meterStop: 11_000 }),
  ]),
  scripted(60, 'stops with an unknown reading, or a fraction', [
    start({ timestamp: '$now-3600' }),
    meter([energy('13700')], {}, '$now-2700'),
    stop({ meterStop: -1, timestamp: '$now-1900' }),
    start({ meterStart: 14_000.25 }),
    stop({ meterStop: 26_008.333 }),
  ]),
  scripted(61, 'reads nothing or a mountain in between', [
    start(),
    meter([energy('12800')], {}, '$now-1500'),
    meter([energy('0')], {}, '$now-1200'),
    meter([energy('98765432')], {}, '$now-900'),
    meter([energy('14400')], {}, '$now-600'),
    stop(),
  ]),
  scripted(62, 'reads single phases only', [
    start({ meterStart: 12_000 }),
    meter([phase('L1', '4600'), phase('L2', '4600'), phase('L3', '4500')]),
    stop(),
  ]),
  scripted(63, 'sends the sum of its connectors as connector 0', [
    start(),
    meter([energy('13700')]),
    meter([energy('98000')], { connectorId: 0, transactionId: undefined }),
    stop(),
  ]),
  scripted(64, 'sends signed, empty and padded values, and decimal commas', [
    start(),
    meter([
      energy('AP8AAQIDBAUGBwgJCgsMDQ4P', { format: 'SignedData' }),
      energy(''),
      energy('  13700  '),
      energy('not a number'),
      energy('13700,4'),
    ]),
    stop(),
  ]),
  scripted(65, 'names no context, and mixes readings of the clock with those of its interval', [
    start(),
    meter([energy('12900', { context: undefined })], {}, '$now-1200'),
    meter([energy('13700', { context: 'Sample.Clock' })], {}, '$now-900'),
    stop(),
  ]),
];
