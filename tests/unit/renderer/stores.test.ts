import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp, isReactive } from 'vue';
import type { CommandView, StationView } from '../../../electron/contract/views.ts';
import { consoleKey } from '../../../renderer/client/connect-console.ts';
import { createConsoleClient, type ConsoleClient } from '../../../renderer/client/console-client.ts';
import { webSocketTransport } from '../../../renderer/client/web-socket-transport.ts';
import { useAlerts } from '../../../renderer/stores/alerts.ts';
import { useCommands } from '../../../renderer/stores/commands.ts';
import { useStations } from '../../../renderer/stores/stations.ts';
import { startConsoleServer, type ConsoleServer } from './console-server.ts';

let server: ConsoleServer;
let client: ConsoleClient;
let lists: Record<string, unknown>;

const station = (stationId: string, changes: Partial<StationView> = {}): StationView => ({
  stationId,
  name: '',
  admission: 'accepted',
  online: true,
  protocol: 'ocpp1.6',
  vendor: null,
  model: null,
  serialNumber: null,
  firmwareVersion: null,
  remoteAddress: null,
  lastSeenAt: null,
  lastBootAt: null,
  connectedAt: null,
  passwordSet: false,
  securityProfile: 0,
  secure: false,
  subprotocolMissing: false,
  freeVending: [],
  registersInKwh: false,
  status: null,
  errorCode: null,
  evses: [],
  ...changes,
});

beforeEach(async () => {
  server = await startConsoleServer();
  lists = { 'stations.list': [], 'alerts.list': { total: 0, rows: [] } };
  server.answer = ({ method }) => ({ result: lists[method] ?? null });
  client = createConsoleClient(webSocketTransport(server.url));
  const app = createApp({});
  const pinia = createPinia();
  app.use(pinia);
  app.provide(consoleKey, client);
  setActivePinia(pinia);
});

afterEach(async () => {
  client.close();
  await server.stop();
});

describe('the stations', () => {
  it('stand in the order of their identities, numbers counted as numbers', async () => {
    lists['stations.list'] = [station('CP10'), station('CP2'), station('CP1', { name: 'Zəfər' })];
    const stations = useStations();
    await vi.waitFor(() => expect(stations.all.map(({ stationId }) => stationId)).toEqual(['CP1', 'CP2', 'CP10']));
  });

  it('are replaced whole by an event, never merged', async () => {
    lists['stations.list'] = [station('A', { vendor: 'Old', model: 'M1' })];
    const stations = useStations();
    await vi.waitFor(() => expect(stations.loaded).toBe(true));
    server.push('stations.changed', 1, { stationId: 'A', station: station('A', { vendor: 'New' }) });
    await vi.waitFor(() => expect(stations.byId.get('A')?.vendor).toBe('New'));
    expect(stations.byId.get('A')?.model).toBeNull();
  });

  it('that did not change stay the same objects, and none is watched in depth', async () => {
    lists['stations.list'] = [station('A'), station('B')];
    const stations = useStations();
    await vi.waitFor(() => expect(stations.loaded).toBe(true));
    const before = stations.byId.get('B');
    server.push('stations.changed', 1, { stationId: 'A', station: station('A', { online: false }) });
    await vi.waitFor(() => expect(stations.byId.get('A')?.online).toBe(false));
    expect(stations.byId.get('B')).toBe(before);
    expect(isReactive(stations.byId.get('A'))).toBe(false);
  });

  it('that are gone leave the list', async () => {
    lists['stations.list'] = [station('A'), station('B')];
    const stations = useStations();
    await vi.waitFor(() => expect(stations.loaded).toBe(true));
    server.push('stations.changed', 1, { stationId: 'A', station: null });
    await vi.waitFor(() => expect(stations.all.map(({ stationId }) => stationId)).toEqual(['B']));
  });

  it('keep a change that overtook the list it is missing from', async () => {
    let heldId: number | null = null;
    server.answer = ({ id, method }) => {
      if (method !== 'stations.list') return { result: null };
      heldId = id;
      return null;
    };
    const stations = useStations();
    await vi.waitFor(() => expect(heldId).not.toBeNull());
    server.push('stations.changed', 1, { stationId: 'A', station: station('A', { vendor: 'Newer' }) });
    server.send({ id: heldId, result: [station('A', { vendor: 'Older' }), station('B')] });
    await vi.waitFor(() => expect(stations.loaded).toBe(true));
    await vi.waitFor(() => expect(stations.byId.get('A')?.vendor).toBe('Newer'));
    expect(stations.byId.has('B')).toBe(true);
  });

  it('are loaded again after lost events', async () => {
    lists['stations.list'] = [station('A')];
    const stations = useStations();
    await vi.waitFor(() => expect(stations.loaded).toBe(true));
    lists['stations.list'] = [station('A'), station('B')];
    server.push('frames.changed', 1, { stationIds: [] });
    server.push('frames.changed', 5, { stationIds: [] });
    await vi.waitFor(() => expect(stations.byId.size).toBe(2));
  });
});

describe('the alerts', () => {
  it('are what the last event says, also when an older answer comes after it', async () => {
    const held: number[] = [];
    server.answer = ({ id, method }) => {
      if (method !== 'alerts.list') return { result: null };
      held.push(id);
      return null;
    };
    const alerts = useAlerts();
    await vi.waitFor(() => expect(held).toHaveLength(1));
    server.push('alerts.changed', 1, []);
    server.send({ id: held[0], result: { total: 1, rows: [{ alertId: '1', kind: 'clockSkew', details: {} }] } });
    await client.call('system.status', {});
    expect(alerts.loaded).toBe(true);
    expect(alerts.active).toEqual([]);
  });
});

describe('a command', () => {
  const view = (effect: CommandView['effect']): CommandView => ({
    commandId: '7',
    stationId: 'A',
    evseId: 1,
    type: 'remoteStart',
    request: {},
    sentAt: '2026-07-06T08:30:00.000Z',
    answeredAt: '2026-07-06T08:30:01.000Z',
    outcome: { kind: 'accepted' },
    effect,
    effectAt: null,
  });
  const start = { type: 'remoteStart', evseId: 1, idToken: 'CONSOLE' } as const;

  it('is under way until its effect is seen', async () => {
    const commands = useCommands();
    await vi.waitFor(() => client.call('stations.list', {}));
    lists['stations.command'] = { kind: 'accepted', commandId: '7', effect: 'waiting' };
    const sent = commands.send('A', 1, start);
    expect(commands.of('A', 1)?.stage).toBe('sending');
    await sent;
    expect(commands.of('A', 1)?.stage).toBe('waiting');
    server.push('commands.changed', 1, view('seen'));
    await vi.waitFor(() => expect(commands.of('A', 1)).toBeNull());
  });

  it('is over at once when its effect was told before its answer', async () => {
    const commands = useCommands();
    await vi.waitFor(() => client.call('stations.list', {}));
    server.answer = () => {
      server.push('commands.changed', 1, view('seen'));
      return { result: { kind: 'accepted', commandId: '7', effect: 'waiting' } };
    };
    await commands.send('A', 1, start);
    expect(commands.of('A', 1)).toBeNull();
  });

  it('that is refused is over with its answer', async () => {
    const commands = useCommands();
    await vi.waitFor(() => client.call('stations.list', {}));
    lists['stations.command'] = { kind: 'rejected', commandId: '8', effect: 'none' };
    expect((await commands.send('A', 1, start)).kind).toBe('rejected');
    expect(commands.of('A', 1)).toBeNull();
  });
});
