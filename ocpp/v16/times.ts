import type { StationTime } from '../model/time.ts';
import type { Notice } from '../notice.ts';
import { readStationTime } from '../station-time.ts';

/** As the specification has it (OCPP 1.6 §3.14, RFC 3339), with any number of digits behind the second. */
const usual = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** A time in a station's message. */
export function readTime(text: string | undefined, notice: Notice): StationTime {
  const time = readStationTime(text);
  if (time.text === null || usual.test(time.text)) return time;
  notice(time.zoneMissing ? 'zonelessTimes' : 'unusualTimes', undefined, time.text);
  return time;
}
