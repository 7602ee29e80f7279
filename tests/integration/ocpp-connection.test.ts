import { describe, expect, it } from 'vitest';
import { createOcppServer } from '../../ocpp/server.ts';
import { defaultServerSettings } from '../../ocpp/server-options.ts';
import { MemoryCentralSystem } from './ocpp/memory-central-system.ts';
import { closeCode, frameBytes, RawSocket } from './ocpp/raw-socket.ts';
import { startServer } from './ocpp/test-server.ts';
import { TestStation } from './ocpp/test-station.ts';

const clearCache = { type: 'clearCache' } as const;
const reset = { type: 'reset', mode: 'soft' } as const;

/** A latch that a rule can wait at. */
function latch(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('a station that connects twice', () => {
  it('is served on the newer connection; the end of the older one changes nothing', async () => {
    const { url, server, centralSystem } = await startServer();
    const older = await TestStation.dial(`${url}/CP1`);
    const newer = await TestStation.dial(`${url}/CP1`);
    await older.closed;
    expect(centralSystem.connections).toHaveLength(2);
    expect(centralSystem.disconnections).toEqual([]);
    const outcome = server.link.command('CP1', clearCache);
    await newer.answer({ status: 'Accepted' });
    expect(await outcome).toMatchObject({ kind: 'accepted' });
    newer.socket.close();
    await expect.poll(() => centralSystem.disconnections).toHaveLength(1);
    expect(centralSystem.disconnections[0]?.connection).toBe(centralSystem.connections[1]);
  });

  it('gets no answer to what it was asked on the older one', async () => {
    const { url, server } = await startServer();
    const older = await TestStation.dial(`${url}/CP1`);
    const outcomes = [server.link.command('CP1', clearCache), server.link.command('CP1', reset)];
    await older.read();
    await TestStation.dial(`${url}/CP1`);
    const replaced = { kind: 'failed', reason: 'connectionReplaced' };
    expect(await Promise.all(outcomes)).toEqual([replaced, replaced]);
  });

  it('takes over also from a connection that is dead and does not know it', async () => {
    const { url, port, server } = await startServer();
    const dead = await RawSocket.upgraded(port, 'CP1');
    dead.socket.pause();
    const newer = await TestStation.dial(`${url}/CP1`);
    expect(await newer.call('Heartbeat', {})).toMatchObject([3, 'id-1', {}]);
    expect(server.connectedStations()).toHaveLength(1);
  });
});

describe('a line that went dead', () => {
  it('is noticed after two pings without an answer', async () => {
    const { port, server, centralSystem } = await startServer({ pingIntervalMs: 50 });
    const raw = await RawSocket.upgraded(port, 'CP1');
    await expect.poll(() => centralSystem.disconnections).toMatchObject([{ reason: 'pingTimeout' }]);
    expect(server.connectedStations()).toEqual([]);
    expect([...raw.bytes.subarray(-4)]).toEqual([0x89, 0, 0x89, 0]);
  });

  it('is alive while anything comes over it', async () => {
    const { port, server } = await startServer({ pingIntervalMs: 50 });
    const raw = await RawSocket.upgraded(port, 'CP1');
    for (let sent = 0; sent < 20; sent++) {
      raw.write(frameBytes(Buffer.from(`[2,"${String(sent)}","Heartbeat",{}]`)));
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    expect(server.connectedStations()).toHaveLength(1);
  });

  it('is not a station that answers its pings and is silent else', async () => {
    const { url, server } = await startServer({ pingIntervalMs: 30 });
    const station = await TestStation.dial(`${url}/CP1`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(server.connectedStations()).toHaveLength(1);
    expect(await station.call('Heartbeat', {})).toMatchObject([3, 'id-1', {}]);
  });

  it('is not a station whose messages we did not read, because it sends too many', async () => {
    const { url, server, centralSystem } = await startServer({
      pingIntervalMs: 30,
      unansweredPerSecond: 10,
      unansweredBurst: 1,
    });
    const station = await TestStation.dial(`${url}/CP1`);
    for (let sent = 0; sent < 6; sent++) station.send(`[2,"${String(sent)}","Heartbeat",{}]`);
    for (let sent = 0; sent < 6; sent++) await station.read();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(centralSystem.disconnections).toEqual([]);
    expect(server.connectedStations()).toHaveLength(1);
  });
});

describe('a disk that fails', () => {
  it('means no answer and a goodbye, so that the station keeps its message', async () => {
    const { url, centralSystem, logged } = await startServer();
    const station = await TestStation.dial(`${url}/CP1`);
    centralSystem.storing = () => Promise.reject(new Error('disk full'));
    station.send('[2,"a","StopTransaction",{"transactionId":1,"meterStop":5}]');
    station.send('[2,"b","Heartbeat",{}]');
    expect(await station.closed).toEqual({ code: 1013 });
    expect(station.unread).toEqual([]);
    expect(centralSystem.exchanged).toEqual([]);
    expect(centralSystem.disconnections).toMatchObject([{ reason: 'storageFault' }]);
    expect(logged.map(({ event }) => event)).toContain('A message could not be stored');
  });

  it('delays answers for as long as storing takes, in order', async () => {
    const { url, centralSystem } = await startServer();
    const station = await TestStation.dial(`${url}/CP1`);
    const stored = latch();
    centralSystem.storing = () => stored.opened;
    station.send('[2,"a","Heartbeat",{}]');
    station.send('[2,"b","Heartbeat",{}]');
    const other = await TestStation.dial(`${url}/CP2`);
    expect([station.unread, other.unread]).toEqual([[], []]);
    stored.open();
    expect([(await station.read())[1], (await station.read())[1]]).toEqual(['a', 'b']);
  });
});

describe('a command', () => {
  it('waits until the one before it is answered, and stops go first', async () => {
    const { url, server } = await startServer();
    const station = await TestStation.dial(`${url}/CP1`);
    const outcomes = [
      server.link.command('CP1', reset),
      server.link.command('CP1', clearCache),
      server.link.command('CP1', { type: 'remoteStop', transactionId: '1' }),
      server.link.command('CP1', { type: 'unlock', evseId: 1 }),
    ];
    const actions: unknown[] = [];
    for (let answered = 0; answered < 4; answered++) {
      const [, , action] = await station.answer({ status: answered === 2 ? 'Unlocked' : 'Accepted' });
      actions.push(action);
    }
    expect(actions).toEqual(['Reset', 'RemoteStopTransaction', 'UnlockConnector', 'ClearCache']);
    expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual(Array.from({ length: 4 }, () => 'accepted'));
  });

  it('is refused when twenty wait already', async () => {
    const { url, server } = await startServer();
    await TestStation.dial(`${url}/CP1`);
    const outcomes = Array.from({ length: 22 }, () => server.link.command('CP1', clearCache));
    expect(await outcomes[21]).toEqual({ kind: 'failed', reason: 'queueFull' });
  });

  it('of the operator goes out before the station has booted, one nobody gave only after', async () => {
    const { url, server } = await startServer();
    const station = await TestStation.dial(`${url}/CP1`);
    const automatic = server.link.command('CP1', reset, 'automatic');
    const given = server.link.command('CP1', clearCache);
    expect((await station.answer({ status: 'Accepted' }))[2]).toBe('ClearCache');
    await given;
    await station.call('Heartbeat', {});
    expect(station.unread).toEqual([]);
    await station.call('BootNotification', { chargePointVendor: 'V', chargePointModel: 'M' });
    expect((await station.answer({ status: 'Accepted' }))[2]).toBe('Reset');
    expect(await automatic).toMatchObject({ kind: 'accepted' });
  });

  it('nobody gave goes out also to a station that does not boot again, after its time', async () => {
    const { url, server } = await startServer({ settleMs: 50 });
    const station = await TestStation.dial(`${url}/CP1`);
    const automatic = server.link.command('CP1', reset, 'automatic');
    await station.answer({ status: 'Accepted' });
    expect(await automatic).toMatchObject({ kind: 'accepted' });
  });

  it('is cut off with its connection', async () => {
    const { url, server, centralSystem } = await startServer();
    const station = await TestStation.dial(`${url}/CP1`);
    const outcome = server.link.command('CP1', clearCache);
    await station.read();
    server.link.disconnect('CP1');
    expect(await outcome).toEqual({ kind: 'failed', reason: 'connectionClosed' });
    expect(await station.closed).toEqual({ code: 1000 });
    expect(centralSystem.disconnections).toMatchObject([{ reason: 'closed' }]);
    expect(await server.link.command('CP1', clearCache)).toEqual({ kind: 'offline' });
  });
});

describe('a goodbye', () => {
  it('is heard at once also by a station that was read slowly', { timeout: 10_000 }, async () => {
    const { url, server } = await startServer({
      unansweredPerSecond: 0.01,
      unansweredBurst: 1,
      closeTimeoutMs: 60_000,
    });
    const station = await TestStation.dial(`${url}/CP1`);
    for (let sent = 0; sent < 5; sent++) station.send(`[2,"${String(sent)}","Heartbeat",{}]`);
    await station.read();
    server.link.disconnect('CP1');
    expect(await station.closed).toEqual({ code: 1000 });
  });
});

describe('a station that reconnects all the time', () => {
  it('has to wait longer and longer for it, and others do not', async () => {
    const { url } = await startServer();
    for (let connect = 0; connect < 10; connect++) (await TestStation.dial(`${url}/CP1`)).socket.terminate();
    const dialled: string[] = [];
    const patient = TestStation.dial(`${url}/CP1`).then(() => dialled.push('CP1'));
    const other = TestStation.dial(`${url}/CP2`).then(() => dialled.push('CP2'));
    await Promise.all([patient, other]);
    expect(dialled).toEqual(['CP2', 'CP1']);
  });
});

describe('closing the server', () => {
  it('lets a station hear the answer it waits for, then says goodbye', async () => {
    const { url, port, server, centralSystem } = await startServer();
    const station = await TestStation.dial(`${url}/CP1`);
    const waiting = await RawSocket.connect(port);
    const stored = latch();
    centralSystem.storing = () => stored.opened;
    station.send('[2,"a","Heartbeat",{}]');
    // The answer to a ping comes after the message before it was taken.
    await new Promise<void>((resolve) => {
      station.socket.once('pong', () => {
        resolve();
      });
      station.socket.ping();
    });
    const closed = server.close();
    stored.open();
    expect(await station.read()).toMatchObject([3, 'a', {}]);
    expect(await station.closed).toEqual({ code: 1001 });
    await Promise.all([closed, waiting.ended]);
    expect(centralSystem.disconnections).toMatchObject([{ reason: 'shutdown' }]);
    await expect(TestStation.dial(`${url}/CP1`)).rejects.toThrow();
  });

  it('does not wait for ever for a station that says no goodbye', async () => {
    const { port, server } = await startServer({ closeTimeoutMs: 100 });
    const raw = await RawSocket.upgraded(port, 'CP1');
    await server.close();
    await raw.ended;
    expect(closeCode(raw.bytes)).toBe(1001);
  });

  it('frees the port, and a port in use is told when listening', async () => {
    const { port, server } = await startServer();
    const quiet = (): void => undefined;
    const second = createOcppServer({
      ...defaultServerSettings,
      centralSystem: new MemoryCentralSystem(),
      clock: { now: () => 0 },
      log: { info: quiet, warn: quiet, error: quiet },
      host: '127.0.0.1',
      port,
    });
    await expect(second.listen()).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await server.close();
    expect(await second.listen()).toEqual({ port });
    await second.close();
  });
});
