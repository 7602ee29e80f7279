import { describe, expect, it } from 'vitest';
import type { IdTokenView } from '../../../electron/contract/id-tokens.ts';
import { cardOf, emptyForm, formOf, standingOf } from '../../../renderer/cards/card-form.ts';

const baku = 'Asia/Baku';
const card: IdTokenView = {
  idToken: '04A2B91C',
  label: 'Leyla',
  status: 'Accepted',
  expiresAt: '2026-12-31T20:00:00.000Z',
  parentIdToken: 'FLEET',
  note: 'x',
  createdAt: '2026-01-01T00:00:00.000Z',
  blockedReason: null,
  customerId: null,
  customerName: null,
  budgetWh: null,
  budgetMinor: null,
  replacedBy: null,
};

it('a card is valid through its last day on the clocks of the site', () => {
  expect(formOf(card, baku).lastDay).toBe('2026-12-31');
  expect(cardOf(formOf(card, baku), baku, null)).toEqual({
    idToken: '04A2B91C',
    label: 'Leyla',
    status: 'Accepted',
    expiresAt: '2026-12-31T20:00:00.000Z',
    parentIdToken: 'FLEET',
    note: 'x',
    blockedReason: null,
    customerId: null,
    budgetWh: null,
    budgetMinor: null,
  });
});

it('empty fields are nothing, and what was typed around a number is cut off', () => {
  expect(cardOf({ ...emptyForm(' 001 '), parentIdToken: '  ' }, baku, '7')).toEqual({
    idToken: '001',
    label: '',
    status: 'Accepted',
    expiresAt: null,
    parentIdToken: null,
    note: '',
    blockedReason: null,
    customerId: '7',
    budgetWh: null,
    budgetMinor: null,
  });
});

describe('what a station would be told of a card', () => {
  const midnight = Date.parse('2026-12-31T20:00:00.000Z');

  it.each([
    [card, midnight - 1, 'Accepted'],
    [card, midnight, 'Expired'],
    [{ ...card, expiresAt: null }, midnight, 'Accepted'],
    [{ ...card, status: 'Blocked' as const }, midnight, 'Blocked'],
  ] as const)('%#', (shown, now, standing) => {
    expect(standingOf(shown, now)).toBe(standing);
  });
});
