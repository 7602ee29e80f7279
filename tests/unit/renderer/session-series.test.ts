import { expect, it } from 'vitest';
import type { SeriesPoint } from '../../../electron/contract/views.ts';
import { averagePowerW, curveOf, highestPowerW } from '../../../renderer/session/session-series.ts';
import { qrPath } from '../../../renderer/components/qr-path.ts';

const point = (at: string, energyWh: number | null, powerW: number | null): SeriesPoint => ({
  at,
  energyWh,
  powerW,
  currentMilliamp: [null, null, null],
  voltageMillivolt: [null, null, null],
  stateOfChargePercent: null,
});
const points = [
  point('2026-07-06T08:00:00.000Z', null, null),
  point('2026-07-06T08:01:00.000Z', 1_000_500, 7000),
  point('2026-07-06T08:02:00.000Z', 1_000_900, 11_000),
];

it('a curve counts from the start register', () => {
  expect(curveOf(points, 1_000_000).map(({ energyWh }) => energyWh)).toEqual([null, 500, 900]);
});

it('a curve without a start register counts from its first reading', () => {
  expect(curveOf(points, null).map(({ energyWh }) => energyWh)).toEqual([null, 0, 400]);
});

it('powers that were never reported are not zero', () => {
  expect(highestPowerW(curveOf(points, null))).toBe(11_000);
  expect(highestPowerW(curveOf(points.slice(0, 1), null))).toBeNull();
  expect(averagePowerW(1000, 1_800_000)).toBe(2000);
  expect(averagePowerW(null, 1_800_000)).toBeNull();
  expect(averagePowerW(1000, 0)).toBeNull();
});

it('a QR code has a quiet zone of four modules and finder patterns in three corners', () => {
  const { size, path } = qrPath('ws://192.168.1.20:9220/ocpp/CP01');
  const isDark = (x: number, y: number): boolean => path.includes(`M${String(x)} ${String(y)}h1v1h-1z`);
  const last = size - 5;
  for (const [x, y] of [
    [4, 4],
    [last, 4],
    [4, last],
  ] as const)
    expect(isDark(x, y)).toBe(true);
  for (let at = 0; at < size; at += 1) {
    expect([isDark(at, 3), isDark(3, at), isDark(at, last + 1), isDark(last + 1, at)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  }
  expect(qrPath('other').path).not.toBe(path);
});
