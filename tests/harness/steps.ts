import { expect } from 'vitest';
import { accepted, cards } from './stand.ts';
import { type Exchange, says } from './wire.ts';

/** Steps that many conversations share. */

export const anyNumber: unknown = expect.any(Number);
export const anyText: unknown = expect.any(String);
/** A time that every charger can read. */
export const plainTime: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

export const status = (word: string, connectorId = 1): Exchange =>
  says('StatusNotification', { connectorId, status: word });

export const authorized: Exchange = says('Authorize', { idTag: cards.valid }, { idTagInfo: accepted });

export const started = (
  idTag: string = cards.valid,
  idTagInfo: unknown = accepted,
  request: object = { connectorId: 1 },
): Exchange => says('StartTransaction', { ...request, idTag }, { idTagInfo, transactionId: anyNumber });

export const bootReported: Exchange = says(
  'BootNotification',
  {},
  { status: 'Accepted', currentTime: plainTime, interval: 300 },
);
