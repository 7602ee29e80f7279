import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createConsoleClient,
  type ConnectionState,
  type ConsoleClient,
} from '../../../renderer/client/console-client.ts';
import { webSocketTransport } from '../../../renderer/client/web-socket-transport.ts';
import { startConsoleServer, type ConsoleServer } from './console-server.ts';

let server: ConsoleServer;
let client: ConsoleClient;

beforeEach(async () => {
  server = await startConsoleServer();
  client = createConsoleClient(webSocketTransport(server.url));
});

afterEach(async () => {
  client.close();
  await server.stop();
});

const connected = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = client.onState((state) => {
      if (state !== 'connected') return;
      queueMicrotask(() => stop());
      resolve();
    });
  });

describe('a request', () => {
  it('is answered by the response of the same id, whatever the order', async () => {
    await connected();
    const held: { readonly id: number }[] = [];
    server.answer = (request) => {
      if (request.method !== 'stations.get') return { result: [] };
      held.push(request);
      return null;
    };
    const first = client.call('stations.get', { stationId: 'A' });
    expect(await client.call('stations.list', {})).toEqual([]);
    for (const { id } of held) server.send({ id, result: { stationId: 'A' } });
    expect((await first).stationId).toBe('A');
  });

  it('fails with the code and the details the service gave', async () => {
    await connected();
    server.answer = () => ({ error: { code: 'notFound', message: 'no', details: { what: 'station', id: 'A' } } });
    await expect(client.call('stations.get', { stationId: 'A' })).rejects.toMatchObject({
      code: 'notFound',
      details: { what: 'station', id: 'A' },
    });
  });

  it('fails as disconnected when the line breaks before its answer', async () => {
    await connected();
    server.answer = () => {
      server.drop();
      return null;
    };
    await expect(client.call('stations.list', {})).rejects.toMatchObject({ code: 'disconnected' });
  });

  it('fails at once while there is no connection', async () => {
    client.close();
    await expect(client.call('stations.list', {})).rejects.toMatchObject({ code: 'disconnected' });
  });
});

describe('events', () => {
  it('reach their listeners only, and none that has stopped listening', async () => {
    await connected();
    const heard: string[] = [];
    const stop = client.on('stations.changed', ({ stationId }) => heard.push(stationId));
    client.on('frames.changed', () => heard.push('frames'));
    server.push('stations.changed', 1, { stationId: 'A', station: null });
    await vi.waitFor(() => expect(heard).toEqual(['A']));
    stop();
    server.push('stations.changed', 2, { stationId: 'B', station: null });
    server.push('frames.changed', 3, { stationIds: [] });
    await vi.waitFor(() => expect(heard).toEqual(['A', 'frames']));
  });

  it('in sequence do not reload anything', async () => {
    await connected();
    let reloads = 0;
    let events = 0;
    client.onReload(() => (reloads += 1));
    client.on('frames.changed', () => (events += 1));
    for (const seq of [7, 8, 9]) server.push('frames.changed', seq, { stationIds: [] });
    await vi.waitFor(() => expect(events).toBe(3));
    expect(reloads).toBe(1);
  });

  it('with a gap in their numbers reload everything once', async () => {
    await connected();
    let reloads = 0;
    client.onReload(() => (reloads += 1));
    server.push('frames.changed', 7, { stationIds: [] });
    server.push('frames.changed', 9, { stationIds: [] });
    server.push('frames.changed', 10, { stationIds: [] });
    await vi.waitFor(() => expect(reloads).toBe(2));
    await client.call('stations.list', {});
    expect(reloads).toBe(2);
  });

  it('that are no frames of the contract are passed over', async () => {
    await connected();
    server.push('frames.changed', Number.NaN, { stationIds: [] });
    await expect(client.call('stations.list', {})).resolves.toBeNull();
  });
});

describe('a lost connection', () => {
  it('is told, tried again, and everything is loaded anew when it is back', async () => {
    await connected();
    const states: ConnectionState[] = [];
    let reloads = 0;
    client.onState((state) => states.push(state));
    client.onReload(() => (reloads += 1));
    server.drop();
    await vi.waitFor(() => expect(states).toEqual(['connected', 'disconnected', 'connected']), 5000);
    expect(reloads).toBe(2);
    await expect(client.call('stations.list', {})).resolves.toBeNull();
  });

  it('counts sequence numbers from the start again', async () => {
    await connected();
    let reloads = 0;
    client.onReload(() => (reloads += 1));
    server.push('frames.changed', 500, { stationIds: [] });
    server.drop();
    await vi.waitFor(() => expect(reloads).toBe(2), 5000);
    let events = 0;
    client.on('frames.changed', () => (events += 1));
    server.push('frames.changed', 1, { stationIds: [] });
    await vi.waitFor(() => expect(events).toBe(1));
    expect(reloads).toBe(2);
  });

  it('is found again when the service comes back on its port after a while', async () => {
    await connected();
    const { port } = server;
    await server.stop();
    await vi.waitFor(async () => {
      await expect(client.call('stations.list', {})).rejects.toMatchObject({ code: 'disconnected' });
    });
    server = await startConsoleServer(port);
    await vi.waitFor(async () => expect(await client.call('stations.list', {})).toBeNull(), 10_000);
  });

  it('is noticed when the line stays open but falls silent', async () => {
    await connected();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const states: ConnectionState[] = [];
      client.onState((state) => states.push(state));
      server.push('frames.changed', 1, { stationIds: [] });
      await new Promise((resolve) => client.on('frames.changed', resolve));
      await vi.advanceTimersByTimeAsync(29_000);
      expect(states).toEqual(['connected']);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(states).toEqual(['connected', 'disconnected']);
    } finally {
      vi.useRealTimers();
    }
  });
});
