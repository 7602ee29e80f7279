import { describe, expect, it } from 'vitest';
import { frameBytes, RawSocket } from './ocpp/raw-socket.ts';
import { startServer } from './ocpp/test-server.ts';
import { TestStation } from './ocpp/test-station.ts';

describe('the habits of a station', () => {
  it('are none when it dials as it should', async () => {
    const { url, centralSystem } = await startServer();
    const station = await TestStation.dial(`${url}/CP1`);
    await station.call('Heartbeat', {});
    expect(centralSystem.habits).toEqual([]);
  });

  it('show in its handshake', async () => {
    const { url, centralSystem } = await startServer();
    await TestStation.dial(`${url}//CP1/?token=secret`, { subprotocols: [] });
    expect(centralSystem.habits).toEqual([
      { stationId: 'CP1', habit: 'noSubprotocol', sample: null },
      { stationId: 'CP1', habit: 'paddedIdentity', sample: '/ocpp//CP1/' },
    ]);
  });

  it('show in an identity of another case than the one it is known by', async () => {
    const { url, centralSystem } = await startServer();
    centralSystem.verdict = () => ({ kind: 'accept', stationId: 'CP1' });
    await TestStation.dial(`${url}/cp1`);
    expect(centralSystem.habits).toEqual([{ stationId: 'CP1', habit: 'paddedIdentity', sample: '/ocpp/cp1' }]);
  });

  it('are told once for each connection, whatever comes over it', async () => {
    const { url, centralSystem } = await startServer();
    for (let dialled = 0; dialled < 2; dialled++) {
      const station = await TestStation.dial(`${url}/CP1`);
      for (let sent = 0; sent < 3; sent++) await station.call('Authorize', { idTag: 'A', extra: sent });
      station.socket.close();
      await station.closed;
    }
    const told = { stationId: 'CP1', habit: 'extraFields', sample: 'extra' };
    expect(centralSystem.habits).toEqual([told, told]);
  });

  it('show in what it sends between its messages', async () => {
    const { url, centralSystem } = await startServer();
    const station = await TestStation.dial(`${url}/CP1`);
    station.send('');
    station.send('[3,"unknown",{}]');
    for (let sent = 0; sent < 2; sent++) await station.call('Heartbeat', {}, 'same');
    expect(centralSystem.habits).toEqual([
      { stationId: 'CP1', habit: 'emptyFrames', sample: '' },
      { stationId: 'CP1', habit: 'strayAnswers', sample: '[3,"unknown",{}]' },
      { stationId: 'CP1', habit: 'repeatedMessages', sample: '[2,"same","Heartbeat",{}]' },
    ]);
  });

  it('show in its answers to our commands', async () => {
    const { url, server, centralSystem } = await startServer();
    const station = await TestStation.dial(`${url}/CP1`);
    const configuration = server.link.command('CP1', { type: 'getConfiguration' });
    await station.answer({ configurationKey: { key: 'HeartbeatInterval', readonly: 'False', value: 300 } });
    expect(await configuration).toMatchObject({ kind: 'accepted' });
    const cleared = server.link.command('CP1', { type: 'clearCache' });
    const [, messageId] = await station.read();
    station.send(JSON.stringify([4, messageId, 'FormatViolation', '', {}]));
    expect(await cleared).toMatchObject({ kind: 'rejected', reason: 'FormatViolation' });
    expect(centralSystem.habits.map(({ habit }) => habit)).toEqual([
      'objectForList',
      'wrongScalarTypes',
      'foreignErrorCodes',
    ]);
  });

  it('show in a second connection beside the first', async () => {
    const { url, centralSystem } = await startServer();
    const first = await TestStation.dial(`${url}/CP1`);
    await TestStation.dial(`${url}/CP1`);
    await first.closed;
    expect(centralSystem.habits).toEqual([{ stationId: 'CP1', habit: 'doubleConnections', sample: null }]);
  });

  it('show in a connection that dies without a goodbye', async () => {
    const { port, centralSystem } = await startServer({ pingIntervalMs: 30 });
    const raw = await RawSocket.upgraded(port, 'CP1');
    await raw.ended;
    expect(centralSystem.habits).toEqual([{ stationId: 'CP1', habit: 'halfOpenConnections', sample: null }]);
  });

  it('show in WebSocket frames that are none', async () => {
    const { port, centralSystem } = await startServer();
    const raw = await RawSocket.upgraded(port, 'CP1');
    raw.write(frameBytes(Buffer.from('x'), { reservedBits: 4 }));
    await raw.ended;
    expect(centralSystem.habits).toMatchObject([{ stationId: 'CP1', habit: 'webSocketFaults' }]);
  });
});
