import { scripted, type Quirk } from './quirk.ts';
import { energy, meter, start, status, stop } from './usual-frames.ts';

const beforeTheClockWasSet = '1970-01-01T00:04:30Z';

/** Rows 28 to 33: time. */
export const clockQuirks: readonly Quirk[] = [
  scripted(28, 'writes times without a time zone', [
    start({ timestamp: '$bare-1800' }),
    meter([energy('13700')], {}, '$bare-900'),
    stop({ timestamp: '$bare' }),
  ]),
  scripted(29, 'writes offsets without minutes, and a blank for the T', [
    start({ timestamp: '$hours-1800' }),
    meter([energy('13700')], {}, '$hours-900'),
    stop({ timestamp: '$hours' }),
  ]),
  scripted(30, 'writes its local time as if it were UTC', [
    status('Preparing', { timestamp: '$local-1810' }),
    start({ timestamp: '$local-1800' }),
    meter([energy('13700')], {}, '$local-900'),
    stop({ timestamp: '$local' }),
  ]),
  scripted(32, 'lives in 1970 until its clock is set', [
    start({ timestamp: beforeTheClockWasSet }),
    meter([energy('13700')], {}, beforeTheClockWasSet),
    stop(),
  ]),
  scripted(33, 'reports out of order', [
    start(),
    meter([energy('14900')], {}, '$now-300'),
    meter([energy('13100')], {}, '$now-1200'),
    meter([energy('13900')], {}, '$now-600'),
    status('Finishing', { timestamp: '$now' }),
    status('Charging', { timestamp: '$now-1790' }),
    stop(),
  ]),
];
