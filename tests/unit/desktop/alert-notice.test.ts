import { expect, test } from 'vitest';
import type { AlertKind, AlertView } from '../../../electron/contract/views.ts';
import { noticeOf } from '../../../electron/main/alert-notice.ts';
import { createText } from '../../../electron/main/texts.ts';

const text = createText(() => 'az');

const alert = (kind: AlertKind, stationName: string | null, evseId: number | null = null): AlertView => ({
  alertId: `${kind} ${stationName ?? ''}`,
  kind,
  stationId: 'CP1',
  stationName,
  evseId,
  raisedAt: '2026-07-06T08:30:00.000Z',
  clearedAt: null,
  details: {},
});

test('a fault is told with the name of the charger and the connector', () => {
  expect(noticeOf([alert('stationFaulted', 'Həyət', 2)], text)).toEqual({
    title: 'Həyət: nasazlıq',
    body: 'Konnektor 2. Təfərrüatlar konsoldadır.',
  });
});

test('a charger without a name goes by its identity', () => {
  expect(noticeOf([alert('stationOffline', null)], text)?.title).toBe('CP1: əlaqə yoxdur');
});

test('several at once are told together', () => {
  expect(noticeOf([alert('stationOffline', 'Yard'), alert('stationOffline', 'Gate')], text)).toEqual({
    title: 'Diqqət tələb edən hadisələr: 2',
    body: 'Yard: əlaqə yoxdur\nGate: əlaqə yoxdur',
  });
});

test('what can wait for the next look at the console is not told', () => {
  expect(noticeOf([alert('sessionReview', 'Yard'), alert('clockSkew', 'Yard')], text)).toBeNull();
});
