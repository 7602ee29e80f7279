import { describe, expect, it } from 'vitest';
import type { LocalListView } from '../../../electron/contract/local-lists.ts';
import type { IdTokenView } from '../../../electron/contract/id-tokens.ts';
import { listState } from '../../../renderer/local-lists/list-state.ts';
import { offlineAnswer } from '../../../renderer/local-lists/offline-card.ts';

const nothing = { added: 0, changed: 0, removed: 0 };
const list = (changes: Partial<LocalListView> = {}): LocalListView => ({
  stationId: 'CP1',
  stationName: '',
  online: true,
  supported: true,
  version: 3,
  sentAt: '2026-07-06T10:00:00Z',
  automatic: false,
  maxLength: 100,
  entries: [{ idToken: 'AA01', label: null, status: 'Accepted', expiresAt: null }],
  pending: nothing,
  unsendable: 0,
  tooLong: false,
  problem: null,
  ...changes,
});
const card = (changes: Partial<IdTokenView> = {}): IdTokenView => ({
  idToken: 'AA01',
  label: '',
  status: 'Accepted',
  expiresAt: null,
  parentIdToken: null,
  note: '',
  blockedReason: null,
  customerId: null,
  customerName: null,
  budgetWh: null,
  budgetMinor: null,
  replacedBy: null,
  createdAt: '2026-01-01T00:00:00Z',
  ...changes,
});
const nowMs = Date.parse('2026-07-06T12:00:00Z');

describe('a station’s own list is', () => {
  it.each([
    ['unsupported', { supported: false, problem: 'NotSupported' }],
    ['failed', { problem: 'VersionMismatch' }],
    ['tooLong', { tooLong: true }],
    ['unknown', { supported: null, version: null, entries: null, sentAt: null }],
    ['foreign', { version: 7, entries: null, sentAt: null }],
    ['empty', { version: 0, entries: null, sentAt: null }],
    ['empty', { version: 0, entries: [], sentAt: null, pending: { ...nothing, added: 2 } }],
    ['behind', { pending: { ...nothing, removed: 1 } }],
    ['inStep', {}],
  ] as const)('%s when %j', (state, changes) => {
    expect(listState(list(changes))).toBe(state);
  });
});

describe('while this PC is off a card', () => {
  it.each([
    ['works where it is in the list', list(), card(), 'yes'],
    ['is the same card in another case', list(), card({ idToken: 'aa01' }), 'yes'],
    ['does not work where no list can hold it', list(), card({ idToken: 'A-CARD-OF-21-LETTERS-' }), 'no'],
    [
      'is refused where the list holds it as blocked',
      list({ entries: [{ idToken: 'AA01', label: null, status: 'Blocked', expiresAt: null }] }),
      card(),
      'refused',
    ],
    [
      'is refused where it ran out since the list was sent',
      list({ entries: [{ idToken: 'AA01', label: null, status: 'Accepted', expiresAt: '2026-07-06T11:00:00Z' }] }),
      card(),
      'refused',
    ],
    ['would work once the list is sent', list(), card({ idToken: 'BB02' }), 'notYet'],
    ['that is blocked works nowhere', list(), card({ idToken: 'BB02', status: 'Blocked' }), 'no'],
    ['is not known to a station without a list', list({ supported: false, entries: null }), card(), 'no'],
    ['is anyone’s guess where the list is not ours', list({ entries: null }), card(), 'unknown'],
  ] as const)('%s', (_, held, shown, answer) => {
    expect(offlineAnswer(held, shown, nowMs)).toBe(answer);
  });
});
