import { expect, test } from 'vitest';
import type { AlertView, SystemStatus } from '../../../electron/contract/views.ts';
import { createText } from '../../../electron/main/texts.ts';
import { trayLook } from '../../../electron/main/tray-look.ts';

const text = createText(() => 'en');
const ready = { kind: 'ready', ocppUrl: 'ws://127.0.0.1:9220/ocpp', dataFolder: '/data' } as const;

const status = (open: number, storageFault = false): SystemStatus => ({
  version: '1.0.0',
  now: '2026-07-06T08:30:00.000Z',
  startedAt: '2026-07-06T08:00:00.000Z',
  ocppUrls: [],
  secureOcppUrls: [],
  stations: { total: 4, online: 3 },
  sessions: { open },
  today: { sessions: 0, energyWh: 0, grossMinor: 0, currency: 'AZN' },
  database: { path: '', sizeBytes: 0 },
  demo: false,
  storageFault,
});

const offline: AlertView = {
  alertId: '1',
  kind: 'stationOffline',
  stationId: 'CP1',
  stationName: 'Yard',
  evseId: null,
  raisedAt: '2026-07-06T08:30:00.000Z',
  clearedAt: null,
  details: {},
};

test('the tray says how many chargers are there and how many charge', () => {
  expect(trayLook(ready, status(2), [], text)).toEqual({ icon: 'charging', line: 'Online: 3 of 4, charging: 2' });
  expect(trayLook(ready, status(0), [], text).icon).toBe('ok');
});

test('a problem outweighs a running session', () => {
  expect(trayLook(ready, status(2), [offline], text)).toEqual({
    icon: 'warning',
    line: 'Online: 3 of 4, charging: 2 · problems: 1',
  });
  expect(trayLook(ready, status(0, true), [], text).icon).toBe('warning');
});

test('a server that is not there is shown as stopped', () => {
  expect(trayLook({ kind: 'restarting' }, null, [], text)).toEqual({
    icon: 'stopped',
    line: 'The server is starting…',
  });
  expect(trayLook({ kind: 'failed', code: 'portInUse', message: '' }, null, [], text)).toEqual({
    icon: 'stopped',
    line: 'The server is not running',
  });
});
