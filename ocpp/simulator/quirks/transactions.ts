import { behaving, scripted, type Quirk } from './quirk.ts';
import { call } from './script.ts';
import { energy, meter, start, status, stop } from './usual-frames.ts';

/** Rows 34 to 54: transactions. */
export const transactionQuirks: readonly Quirk[] = [
  scripted(34, 'reports a start again when its answer was lost', [start(), start(), meter([energy('13700')]), stop()]),
  scripted(35, 'reports a start again after the charge has ended', [start(), stop(), start()]),
  scripted(36, 'starts a second charge on a connector that still has one', [
    start({ timestamp: '$now-3600' }),
    meter([energy('13700')], {}, '$now-2700'),
    start({ meterStart: 14_000 }),
    stop(),
  ]),
  scripted(37, 'reports a stop again and again', [start(), stop(), stop(), stop()]),
  scripted(38, 'stops transaction -1, because its start was never confirmed', [
    start(),
    stop({ transactionId: -1, idTag: '$card' }),
    start({ connectorId: 2, timestamp: '$now-1200' }),
    stop({ transactionId: 0, idTag: '$card', meterStop: 15_900 }),
  ]),
  scripted(39, 'reports a stop whose start got lost', [stop({ transactionId: 987_654, idTag: '$card' })]),
  scripted(40, 'never reports the stop', [
    status('Preparing'),
    start(),
    status('Charging'),
    meter([energy('13700')]),
    status('Available'),
  ]),
  scripted(41, 'is available before it reports the stop', [start(), status('Charging'), status('Available'), stop()]),
  scripted(42, 'reports a stop by the car, without a card', [
    start(),
    meter([energy('13700')]),
    stop({ reason: 'EVDisconnected', idTag: undefined }),
  ]),
  scripted(43, 'sends the last reading after the stop', [start(), stop(), meter([energy('15510')], {}, '$now')]),
  scripted(44, 'goes on reading a charge that ended long ago', [
    start({ timestamp: '$now-7200' }),
    stop({ timestamp: '$now-5400' }),
    meter([energy('15500')], {}, '$now-60'),
    meter([energy('15500')], { transactionId: 424_242 }, '$now-30'),
    meter([energy('15500')], {}, '$now'),
  ]),
  scripted(45, 'is charging already when it is first seen', [
    status('Charging'),
    meter([energy('52000')], { transactionId: 777_001 }, '$now-60'),
    meter([energy('52400')], { transactionId: 777_001 }, '$now'),
  ]),
  scripted(46, 'names no transaction in its readings', [
    start(),
    meter([energy('13700')], { transactionId: undefined }),
    meter([energy('14900')], { transactionId: undefined }, '$now-300'),
    stop(),
  ]),
  scripted(49, 'sends reservation 0 with every start', [start({ reservationId: 0 }), stop()]),
  scripted(50, 'is charging before it reports the start', [
    status('Preparing'),
    status('Charging'),
    start({ timestamp: '$now' }),
    stop({ meterStop: 12_040, timestamp: '$now+5' }),
  ]),
  {
    number: 51,
    title: 'accepts remote starts, and nothing happens while the old car is still plugged in',
    play: async (stage) => {
      const station = await stage.bootedStation({ behaviour: { answers: { RemoteStartTransaction: 'Accepted' } } });
      await station.plugIn(1);
      await station.startTransaction(1, stage.idTag);
      await station.stopTransaction(1);
    },
  },
  behaving(52, 'refuses remote stops', { answers: { RemoteStopTransaction: 'Rejected' } }),
  scripted(53, 'delivers a whole day after the connection was gone', [
    ...[86_400, 64_800, 43_200].flatMap((ago, index) => [
      start({ timestamp: `$now-${String(ago)}`, meterStart: 12_000 + index * 9_000 }),
      meter([energy(String(16_000 + index * 9_000))], {}, `$now-${String(ago - 1800)}`),
      stop({ timestamp: `$now-${String(ago - 3600)}`, meterStop: 20_000 + index * 9_000 }),
    ]),
  ]),
  scripted(54, 'let an unknown card charge while there was no connection', [
    call('StartTransaction', {
      ...{ connectorId: 1, idTag: 'NOBODYKNOWSME', meterStart: 12_000, timestamp: '$now-7200' },
    }),
    stop({ timestamp: '$now-3600', idTag: 'NOBODYKNOWSME' }),
  ]),
];
