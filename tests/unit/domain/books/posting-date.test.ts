import { expect, test } from 'vitest';
import { postingAt } from '../../../../electron/service/domain/books/posting-date.ts';

const timeZone = 'Asia/Baku';
const closedUntil = (until: number | null) => ({ months: { closedUntil: () => Promise.resolve(until) } });

test('what ended before local midnight on the last of a month belongs to that month', async () => {
  const lastMoment = Date.UTC(2026, 6, 31, 19, 59, 59);
  const now = Date.UTC(2026, 7, 1, 6);
  expect(await postingAt(closedUntil(null), lastMoment, now, timeZone)).toEqual({
    recordedAt: now,
    postedAt: lastMoment,
    period: 202607,
    localDay: 20260731,
  });
  expect(await postingAt(closedUntil(null), lastMoment + 1000, now, timeZone)).toMatchObject({
    period: 202608,
    localDay: 20260801,
  });
});

test('what comes to light after its month was closed belongs to the month that is open', async () => {
  const endOfJuly = Date.UTC(2026, 6, 31, 20);
  const now = Date.UTC(2026, 7, 5, 12);
  expect(await postingAt(closedUntil(endOfJuly), endOfJuly - 1, now, timeZone)).toMatchObject({
    postedAt: now,
    period: 202608,
    localDay: 20260805,
  });
  expect(await postingAt(closedUntil(endOfJuly), endOfJuly, now, timeZone)).toMatchObject({ postedAt: endOfJuly });
});

test('a clock that was set back does not bring anything into a closed month', async () => {
  const endOfJuly = Date.UTC(2026, 6, 31, 20);
  const posting = await postingAt(closedUntil(endOfJuly), endOfJuly - 1, endOfJuly - 60_000, timeZone);
  expect(posting).toMatchObject({ postedAt: endOfJuly, period: 202608 });
});
