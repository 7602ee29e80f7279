import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bill, BillLine } from '../../../electron/contract/bill.ts';
import { minorDigits } from '../../../electron/contract/format/money.ts';
import { type BillInput, billSession } from '../../../electron/service/domain/money/bill-session.ts';
import { energyCurve, energyUntil } from '../../../electron/service/domain/money/energy-curve.ts';
import { priceAt } from '../../../electron/service/domain/money/price-at.ts';
import { priceStretches } from '../../../electron/service/domain/money/price-stretches.ts';
import { absurdNumber, chargingSession, someSession, someTariff } from './random-sessions.ts';

/** The same in every run. */
const runs = { seed: 4, numRuns: 200 };

const perUnit: Partial<Record<BillLine['kind'], number>> = { energy: 1000, time: 60, idle: 60 };

/** Quantity times price, a half away from zero, reckoned another way than the program does: by remainder. */
function reckoned({ quantity, priceE4, kind }: BillLine, currency: string): number {
  const units = BigInt(quantity) * BigInt(priceE4 ?? 0) * 10n ** BigInt(minorDigits(currency));
  const per = BigInt(perUnit[kind] ?? 1) * 10_000n;
  return Number(units / per + (2n * (units % per) >= per ? 1n : 0n));
}

const sum = (lines: readonly BillLine[], of: (line: BillLine) => number): number =>
  lines.reduce((total, line) => total + of(line), 0);

describe('any bill', () => {
  test('has no negative total, and totals that are the sums of its lines', () => {
    fc.assert(
      fc.property(someSession, (input) => {
        const { lines, grossMinor, vatMinor, netMinor } = billSession(input);
        expect(Math.min(grossMinor, vatMinor, netMinor)).toBeGreaterThanOrEqual(0);
        expect(sum(lines, (line) => line.grossMinor)).toBe(grossMinor);
        expect(sum(lines, (line) => line.vatMinor)).toBe(vatMinor);
        expect(sum(lines, (line) => line.netMinor)).toBe(netMinor);
        for (const line of lines) expect(line.vatMinor + line.netMinor).toBe(line.grossMinor);
      }),
      runs,
    );
  });

  test('says of every line how it came about: nothing is charged that quantity, price or a limit does not explain', () => {
    fc.assert(
      fc.property(someSession, (input) => {
        const { lines, vatRateBp, currency } = billSession(input);
        for (const line of lines.filter(({ priceE4 }) => priceE4 !== null)) {
          expect(line.grossMinor).toBe(reckoned(line, currency));
          if (line.kind !== 'start')
            expect(line.spans.reduce((all, span) => all + span.quantity, 0)).toBe(line.quantity);
          const [rate, gross] = [vatRateBp ?? 0, line.grossMinor];
          expect(Math.abs(line.vatMinor * (10_000 + rate) - gross * rate) * 2).toBeLessThanOrEqual(10_000 + rate);
        }
        const named = lines.map(({ kind, label }) => `${kind} ${label}`);
        expect(new Set(named).size).toBe(named.length);
      }),
      runs,
    );
  });

  test('accounts for all of the energy and all of the time', () => {
    fc.assert(
      fc.property(someSession, (input) => {
        const { lines, chargingSeconds, idleSeconds } = billSession(input);
        const quantity = (kind: BillLine['kind']): number =>
          sum(
            lines.filter((line) => line.kind === kind),
            (line) => line.quantity,
          );
        const { elements, use } = input.tariff;
        const isSold = (price: (element: (typeof elements)[number]) => number): boolean =>
          use === 'sale' && elements.some((element) => price(element) > 0);
        expect(quantity('energy')).toBe(isSold((element) => element.energyPerKwhE4) ? input.energyWh : 0);
        expect(quantity('time')).toBe(isSold((element) => element.chargingPerMinuteE4) ? chargingSeconds : 0);
        expect(quantity('idle')).toBeLessThanOrEqual(idleSeconds);
        expect(chargingSeconds + idleSeconds).toBe(Math.max(0, Math.floor((input.stoppedAt - input.startedAt) / 1000)));
      }),
      runs,
    );
  });

  test('keeps to minimum, maximum and cap', () => {
    fc.assert(
      fc.property(someSession, (input) => {
        const { lines, grossMinor } = billSession(input);
        const { use, minimumMinor, maximumMinor, idleCapMinor } = input.tariff;
        const idle = lines.filter(({ kind }) => kind === 'idle' || kind === 'idleCap');
        expect(sum(idle, (line) => line.grossMinor)).toBeLessThanOrEqual(idleCapMinor ?? Infinity);
        expect(grossMinor).toBeLessThanOrEqual(maximumMinor ?? Infinity);
        if (use === 'sale' && input.energyWh > 0) expect(grossMinor).toBeGreaterThanOrEqual(minimumMinor ?? 0);
      }),
      runs,
    );
  });

  test('is the same to the byte when reckoned again, in whatever order the registers came', () => {
    const shuffled = someSession.chain((input) =>
      fc.shuffledSubarray([...input.registers], { minLength: input.registers.length }).map((registers) => ({
        input,
        other: { ...input, registers },
      })),
    );
    fc.assert(
      fc.property(shuffled, ({ input, other }) => {
        const bill = JSON.stringify(billSession(input));
        expect(JSON.stringify(billSession(input))).toBe(bill);
        expect(JSON.stringify(billSession(other))).toBe(bill);
      }),
      runs,
    );
  });

  test('comes out whatever the numbers are', () => {
    const absurd = fc.record({
      tariff: someTariff,
      currency: fc.constantFrom('AZN', 'XXX', ''),
      timeZone: fc.constantFrom('Asia/Baku', 'Europe/Berlin'),
      vatRateBp: fc.constantFrom(null, 0, 1800),
      startedAt: absurdNumber,
      stoppedAt: absurdNumber,
      energyWh: absurdNumber,
      registers: fc.array(fc.record({ at: absurdNumber, energyWh: absurdNumber }), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(absurd, (input) => {
        const { grossMinor, vatMinor, netMinor, chargingSeconds, idleSeconds } = billSession(input);
        for (const number of [grossMinor, vatMinor, netMinor, chargingSeconds, idleSeconds])
          expect(Number.isSafeInteger(number) && number >= 0).toBe(true);
      }),
      { ...runs, numRuns: 60 },
    );
  });

  test('has at every moment the price in force at that moment', () => {
    fc.assert(
      fc.property(someSession, fc.double({ min: 0, max: 1, noNaN: true }), (input, share) => {
        const { startedAt, stoppedAt, timeZone, tariff } = input;
        fc.pre(stoppedAt > startedAt);
        const at = startedAt + Math.floor(share * (stoppedAt - startedAt - 1));
        const stretches = priceStretches(tariff.elements, startedAt, stoppedAt, timeZone);
        expect(stretches.find(({ from, to }) => from <= at && at < to)?.element).toBe(
          priceAt(tariff.elements, at, timeZone),
        );
      }),
      runs,
    );
  });
});

/** The two sessions it would have been, had it ended and begun anew at that moment, with the register of that moment read. */
function split(input: BillInput, at: number): readonly [Bill, Bill] {
  const untilWh = energyUntil(energyCurve(input), at);
  const register = { at, energyWh: (input.registers[0]?.energyWh ?? 0) + untilWh };
  const before = input.registers.filter((reading) => reading.at < at);
  const after = input.registers.filter((reading) => reading.at > at);
  return [
    billSession({ ...input, stoppedAt: at, energyWh: untilWh, registers: [...before, register] }),
    billSession({ ...input, startedAt: at, energyWh: input.energyWh - untilWh, registers: [register, ...after] }),
  ];
}

/** Of each line of the whole: what the same line of the two parts has more. */
function differences(
  input: BillInput,
  at: number,
): readonly { line: BillLine; quantity: number; grossMinor: number }[] {
  const parts = split(input, at).flatMap(({ lines }) => lines);
  const whole = billSession(input).lines;
  const same = (one: BillLine) => (other: BillLine) => one.kind === other.kind && one.label === other.label;
  expect(parts.filter((part) => !whole.some(same(part)))).toEqual([]);
  return whole.map((line) => ({
    line,
    quantity: sum(parts.filter(same(line)), (part) => part.quantity) - line.quantity,
    grossMinor: sum(parts.filter(same(line)), (part) => part.grossMinor) - line.grossMinor,
  }));
}

describe('a session split in two, under a tariff without start fee, minimum, maximum, grace and cap', () => {
  test('has the same quantities when split at a reading, and no line differs by more than one minor unit', () => {
    const splitAtReading = chargingSession.chain((input) =>
      fc.record({ input: fc.constant(input), reading: fc.constantFrom(...input.registers.slice(1, -1)) }),
    );
    fc.assert(
      fc.property(splitAtReading, ({ input, reading }) => {
        for (const { quantity, grossMinor } of differences(input, reading.at)) {
          expect(quantity).toBe(0);
          expect(Math.abs(grossMinor)).toBeLessThanOrEqual(1);
        }
      }),
      runs,
    );
  });

  test('split anywhere differs by the rounding of each line and by the watt-hours rounded where its spans begin and end', () => {
    const splitAnywhere = chargingSession.chain((input) =>
      fc.record({
        input: fc.constant(input),
        second: fc.integer({ min: 1, max: Math.max(1, (input.stoppedAt - input.startedAt) / 1000 - 1) }),
      }),
    );
    fc.assert(
      fc.property(splitAnywhere, ({ input, second }) => {
        for (const { line, quantity, grossMinor } of differences(input, input.startedAt + second * 1000)) {
          const mostWh = line.kind === 'energy' ? 2 * line.spans.length : 0;
          expect(Math.abs(quantity)).toBeLessThanOrEqual(mostWh);
          const moved = reckoned({ ...line, quantity: Math.abs(quantity) }, input.currency);
          expect(Math.abs(grossMinor)).toBeLessThanOrEqual(moved + 2);
          if (quantity === 0) expect(Math.abs(grossMinor)).toBeLessThanOrEqual(1);
        }
      }),
      runs,
    );
  });
});
