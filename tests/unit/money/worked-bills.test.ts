import { expect, test } from 'vitest';
import { billSession } from '../../../electron/service/domain/money/bill-session.ts';
import { workedBills } from './read-worked-bills.ts';

const bills = workedBills();

test('at least thirty bills were worked out by hand', () => {
  expect(bills.length).toBeGreaterThanOrEqual(30);
});

test.each(bills)('the bill worked out by hand is the program’s: $title', ({ input, lines, total }) => {
  const bill = billSession(input);
  const reached = bill.lines.map(({ kind, label, quantity, priceE4, grossMinor, vatMinor, netMinor }) => ({
    line: `${kind} ${label}`.trim(),
    quantity,
    priceE4,
    grossMinor,
    vatMinor,
    netMinor,
  }));
  expect(reached).toEqual(lines);
  expect(bill).toMatchObject({
    grossMinor: total.grossMinor,
    vatMinor: total.vatMinor,
    netMinor: total.netMinor,
  });
});
