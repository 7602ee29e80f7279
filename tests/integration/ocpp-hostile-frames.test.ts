import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { closeCode, frameBytes, RawSocket, upgradeRequest } from './ocpp/raw-socket.ts';
import { startServer, type TestServer } from './ocpp/test-server.ts';
import { TestStation } from './ocpp/test-station.ts';
import type { OcppServerSettings } from '../../ocpp/server-options.ts';

async function connect(
  settings: Partial<OcppServerSettings> = {},
): Promise<TestServer & { readonly station: TestStation; readonly neighbour: TestStation }> {
  const server = await startServer(settings);
  const station = await TestStation.dial(`${server.url}/CP1`);
  const neighbour = await TestStation.dial(`${server.url}/CP2`);
  return { ...server, station, neighbour };
}

/** What every hostile case must leave as it was. */
async function expectServed(neighbour: TestStation): Promise<void> {
  const [type] = await neighbour.call('Heartbeat', {});
  expect(type).toBe(3);
}

describe('texts that are no OCPP', () => {
  it.each([
    'not json',
    '{}',
    '[]',
    '[2]',
    'null',
    '[[2,"a","Heartbeat",{}]]',
    '[5,"a",{}]',
    '["2","a","Heartbeat",{}]',
    '[2.5,"a"]',
    '[null]',
  ])('%s is kept, not answered, and the station may go on', async (text) => {
    const { station, centralSystem } = await connect();
    station.send(text);
    expect(await station.call('Heartbeat', {})).toMatchObject([3, 'id-1', {}]);
    expect(centralSystem.recorded).toMatchObject([{ kind: 'invalid', direction: 'in', text, messageId: null }]);
    expect(centralSystem.exchanged).toHaveLength(2);
  });

  it('are ignored when they are empty, however many', async () => {
    const { station, centralSystem } = await connect({ maxJunkPerMinute: 3 });
    for (let sent = 0; sent < 10; sent++) station.send(' '.repeat(sent % 2));
    await station.call('Heartbeat', {});
    expect(centralSystem.recorded).toEqual([]);
  });

  it('end the connection with 1002 when they do not stop', async () => {
    const { station, neighbour, centralSystem } = await connect({ maxJunkPerMinute: 20 });
    for (let sent = 0; sent < 21; sent++) station.send(`junk ${String(sent)}`);
    expect(await station.closed).toEqual({ code: 1002 });
    expect(centralSystem.disconnections).toMatchObject([{ connection: { stationId: 'CP1' }, reason: 'protocolError' }]);
    expect(centralSystem.recorded).toHaveLength(21);
    await expectServed(neighbour);
  });
});

describe('calls with a doubtful envelope', () => {
  it.each([
    ['empty', '""', ''],
    ['a number', '17', '17'],
    ['37 characters', `"${'x'.repeat(37)}"`, 'x'.repeat(37)],
    ['a control character', '"a\\u0007b"', 'a\u0007b'],
  ])('are refused with FormationViolation when their id is %s', async (_what, written, read) => {
    const { station, centralSystem } = await connect();
    station.send(`[2,${written},"Heartbeat",{}]`);
    expect((await station.read()).slice(0, 3)).toEqual([4, read, 'FormationViolation']);
    expect(centralSystem.exchanged.map(({ kind }) => kind)).toEqual(['call', 'error']);
  });

  it('are taken all the same when a transaction hangs on them', async () => {
    const { station, centralSystem } = await connect();
    station.send('[2,17,"StopTransaction",{"transactionId":5,"meterStop":100}]');
    expect(await station.read()).toEqual([3, '17', {}]);
    expect(centralSystem.ends).toMatchObject([{ transactionId: '5', meterStopWh: 100 }]);
  });

  it('are refused, not dropped, when their JSON is beyond repair', async () => {
    const { station, centralSystem } = await connect();
    station.send('[2,"a","StopTransaction",{"transactionId":5]');
    expect((await station.read()).slice(0, 3)).toEqual([4, 'a', 'FormationViolation']);
    expect(centralSystem.ends).toEqual([]);
    expect(centralSystem.exchanged[0]?.text).toBe('[2,"a","StopTransaction",{"transactionId":5]');
  });

  it.each(['Nothing', 'constructor', '__proto__', 'toString', 'hasOwnProperty', ''])(
    'are NotImplemented for the action %j',
    async (action) => {
      const { station, neighbour } = await connect();
      expect(await station.call(action, {})).toEqual([4, 'id-1', 'NotImplemented', '', {}]);
      await expectServed(neighbour);
    },
  );

  it('are NotSupported when they go the wrong way or speak another version', async () => {
    const { station } = await connect();
    expect(await station.call('RemoteStartTransaction', { idTag: 'A' })).toEqual([4, 'id-1', 'NotSupported', '', {}]);
    expect(await station.call('TransactionEvent', {})).toEqual([4, 'id-2', 'NotImplemented', '', {}]);
  });
});

describe('answers', () => {
  it('nobody asked for change nothing and get no reply', async () => {
    const { station, centralSystem } = await connect();
    station.send('[3,"unknown",{"status":"Accepted"}]');
    station.send('[4,"unknown","InternalError","",{}]');
    await station.call('Heartbeat', {});
    expect(station.unread).toEqual([]);
    expect(centralSystem.recorded.map(({ kind, action }) => [kind, action])).toEqual([
      ['result', null],
      ['error', null],
    ]);
  });

  it('that come too late are kept under their name and change nothing', async () => {
    const { station, server, centralSystem } = await connect({ callTimeoutMs: 50 });
    const outcome = server.link.command('CP1', { type: 'reset', mode: 'soft' });
    const [, messageId] = await station.read();
    expect(await outcome).toEqual({ kind: 'timedOut' });
    station.send(JSON.stringify([3, messageId, { status: 'Accepted' }]));
    await station.call('Heartbeat', {});
    expect(centralSystem.recorded.at(-1)).toMatchObject({ kind: 'result', action: 'Reset', direction: 'in' });
  });

  it('that are not what was asked for let the next command go on', async () => {
    const { station, server } = await connect();
    const first = server.link.command('CP1', { type: 'reset', mode: 'soft' });
    const second = server.link.command('CP1', { type: 'clearCache' });
    await station.answer('Accepted');
    await station.answer({ status: 'Accepted' });
    expect(await first).toEqual({ kind: 'failed', reason: 'invalidAnswer' });
    expect(await second).toMatchObject({ kind: 'accepted' });
  });

  it('are given while a command of ours still waits for its own', async () => {
    const { station, server } = await connect();
    const outcome = server.link.command('CP1', { type: 'clearCache' });
    const [, messageId] = await station.read();
    expect(await station.call('Heartbeat', {})).toMatchObject([3, 'id-1', {}]);
    station.send(JSON.stringify([3, messageId, { status: 'Accepted' }]));
    expect(await outcome).toMatchObject({ kind: 'accepted' });
  });
});

describe('the same message id', () => {
  const start = { connectorId: 1, idTag: 'A', meterStart: 1, timestamp: '2026-03-01T07:00:00Z' };

  it('with the same words gets the same answer and starts nothing twice', async () => {
    const { station, centralSystem } = await connect();
    const first = await station.call('StartTransaction', start, 'same');
    expect(await station.call('StartTransaction', start, 'same')).toEqual(first);
    expect(centralSystem.starts).toHaveLength(1);
    expect(centralSystem.recorded.map(({ direction, kind }) => [direction, kind])).toEqual([
      ['in', 'call'],
      ['out', 'result'],
    ]);
  });

  it('with other words is another message', async () => {
    const { station, centralSystem } = await connect();
    await station.call('StartTransaction', start, 'same');
    expect(await station.call('StartTransaction', { ...start, meterStart: 2 }, 'same')).toMatchObject([
      3,
      'same',
      { transactionId: 2 },
    ]);
    expect(centralSystem.starts).toHaveLength(2);
  });

  it('on a new connection is another message', async () => {
    const { station, centralSystem, url } = await connect();
    await station.call('StartTransaction', start, 'same');
    const again = await TestStation.dial(`${url}/CP1`);
    await again.call('StartTransaction', start, 'same');
    expect(centralSystem.starts).toHaveLength(2);
  });
});

describe('a station that does not wait for its answers', () => {
  it('is answered in order all the same, and loses nothing', async () => {
    const { station, centralSystem } = await connect({ unansweredBurst: 1_000 });
    for (let sent = 0; sent < 300; sent++) {
      station.send(JSON.stringify([2, `m${String(sent)}`, 'MeterValues', { connectorId: 1, transactionId: sent }]));
    }
    for (let sent = 0; sent < 300; sent++) expect(await station.read()).toEqual([3, `m${String(sent)}`, {}]);
    expect(centralSystem.meterReports.map(({ transactionId }) => Number(transactionId))).toEqual(
      Array.from({ length: 300 }, (_, index) => index),
    );
  });

  it('is read more slowly beyond its burst, while others are served and it loses nothing', async () => {
    const { station, neighbour } = await connect({ unansweredPerSecond: 100, unansweredBurst: 20 });
    const startedAt = performance.now();
    // Each in a packet of its own, or the socket has read them all before it can be stopped.
    for (let sent = 0; sent < 60; sent++) {
      station.send(JSON.stringify([2, `a${String(sent)}`, 'MeterValues', {}]));
      station.send(JSON.stringify([2, `b${String(sent)}`, 'MeterValues', {}]));
      await new Promise(setImmediate);
    }
    await expectServed(neighbour);
    for (let sent = 0; sent < 120; sent++) await station.read();
    // At least some of the 60 unanswered ones had to wait for their 10 ms.
    expect(performance.now() - startedAt).toBeGreaterThan(100);
    await expectServed(station);
  });

  it('never slows down one that waits, however fast it is', async () => {
    const { station, centralSystem } = await connect({ unansweredPerSecond: 1, unansweredBurst: 1 });
    for (let sent = 0; sent < 200; sent++) await station.call('MeterValues', { connectorId: 1 });
    expect(centralSystem.meterReports).toHaveLength(200);
  });

  it('may ping more often than it needs to', async () => {
    const { station, neighbour } = await connect({ unansweredPerSecond: 1_000, unansweredBurst: 10 });
    for (let sent = 0; sent < 40; sent++) station.socket.ping();
    await expectServed(station);
    await expectServed(neighbour);
  });

  it('ends its own connection only when it storms with pings', async () => {
    const { station, neighbour } = await connect();
    for (let sent = 0; sent < 1_000; sent++) station.socket.ping();
    await station.closed;
    await expectServed(neighbour);
  });
});

describe('hostile values', () => {
  it('in __proto__ and constructor reach nothing', async () => {
    const { station, centralSystem } = await connect();
    station.send(
      '[2,"a","StatusNotification",{"connectorId":1,"status":"Available","__proto__":{"info":"x"},"constructor":{"prototype":{"polluted":1}}}]',
    );
    expect(await station.read()).toEqual([3, 'a', {}]);
    expect(centralSystem.statuses[0]?.info).toBeNull();
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('nested beyond reason are dropped before they are parsed', async () => {
    const { station, neighbour, centralSystem } = await connect();
    station.send(`[2,"a","DataTransfer",{"vendorId":"V","data":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`);
    await expectServed(station);
    await expectServed(neighbour);
    expect(centralSystem.recorded).toMatchObject([{ kind: 'invalid' }]);
  });

  it('that are no number anywhere are kept as they are', async () => {
    const { station, centralSystem } = await connect();
    station.send('[2,"a","StartTransaction",{"connectorId":9007199254740993,"idTag":"A","meterStart":1e999}]');
    expect(await station.read()).toMatchObject([3, 'a', { transactionId: 1 }]);
    expect(centralSystem.starts).toMatchObject([{ evseId: 0, meterStartWh: null }]);
    const sampledValue = ['NaN', '', '0x10', '9'.repeat(400), '1,5'].map((value) => ({ value }));
    await station.call('MeterValues', { connectorId: 1, meterValue: [{ timestamp: 't', sampledValue }] });
    expect(centralSystem.meterReports[0]?.meterValues[0]?.sampledValues.map(({ value }) => value)).toEqual([
      null,
      null,
      null,
      null,
      1.5,
    ]);
  });

  it('of text arrive whole: quotes, other scripts, formulas', async () => {
    const { station, centralSystem } = await connect();
    for (const idTag of ["'; DROP TABLE--", 'Kartım ə ğ', '=1+1', '🔌', 'X'.repeat(60)])
      await station.call('Authorize', { idTag });
    expect(centralSystem.authorized).toEqual(["'; DROP TABLE--", 'Kartım ə ğ', '=1+1', '🔌', 'X'.repeat(60)]);
  });
});

describe('WebSocket frames', () => {
  it('that are binary end the connection with 1003', async () => {
    const { station, neighbour, centralSystem } = await connect();
    station.socket.send(Buffer.from('[2,"a","Heartbeat",{}]'), { binary: true });
    expect(await station.closed).toEqual({ code: 1003 });
    expect(centralSystem.disconnections).toMatchObject([{ reason: 'protocolError' }]);
    await expectServed(neighbour);
  });

  const broken: readonly (readonly [string, Buffer, number])[] = [
    ['invalid UTF-8', frameBytes(Buffer.from([0xff, 0xfe])), 1007],
    ['a reserved opcode', frameBytes(Buffer.from('x'), { opcode: 3 }), 1002],
    ['no mask', frameBytes(Buffer.from('x'), { isMasked: false }), 1002],
    ['a reserved bit, as if compressed', frameBytes(Buffer.from('x'), { reservedBits: 4 }), 1002],
    ['a length of a terabyte', Buffer.from([0x81, 0xff, 0, 0, 1, 0, 0, 0, 0, 0]), 1009],
    ['a fragmented ping', frameBytes(Buffer.from('x'), { opcode: 9, isFinal: false }), 1002],
  ];

  it.each(broken)('with %s end their own connection only', async (_what, bytes, code) => {
    const { neighbour, port, centralSystem } = await connect();
    const raw = await RawSocket.upgraded(port, 'CP3');
    raw.write(bytes);
    await raw.ended;
    expect(closeCode(raw.bytes)).toBe(code);
    const reason = code === 1009 ? 'messageTooLong' : 'protocolError';
    expect(centralSystem.disconnections).toMatchObject([{ connection: { stationId: 'CP3' }, reason }]);
    await expectServed(neighbour);
  });

  it('in more pieces than anyone needs end the connection', async () => {
    const { neighbour, port } = await connect({ maxFragments: 64 });
    const raw = await RawSocket.upgraded(port, 'CP3');
    const piece = frameBytes(Buffer.from('x'), { opcode: 0, isFinal: false });
    raw.write(
      Buffer.concat([frameBytes(Buffer.from('['), { isFinal: false }), ...Array.from({ length: 100 }, () => piece)]),
    );
    await raw.ended;
    expect(closeCode(raw.bytes)).toBe(1008);
    await expectServed(neighbour);
  });

  const longStop = (length: number): string => {
    const head = '[2,"a","StopTransaction",{"transactionId":7,"meterStop":100,"transactionData":[';
    const tail = '{}]}]';
    return `${head}${'{},'.repeat(Math.ceil((length - head.length - tail.length) / 3))}${tail}`;
  };

  it('that are too long end the connection with 1009 and say why', async () => {
    const { station, neighbour, centralSystem, logged } = await connect({ maxMessageBytes: 10_000 });
    station.send(longStop(9_000));
    expect(await station.read()).toEqual([3, 'a', {}]);
    station.send(longStop(10_001));
    expect(await station.closed).toEqual({ code: 1009 });
    expect(centralSystem.disconnections).toMatchObject([
      { connection: { stationId: 'CP1' }, reason: 'messageTooLong' },
    ]);
    expect(logged.map(({ event }) => event)).toEqual(['A station sent a message that is too long']);
    expect(centralSystem.habits.map(({ habit }) => habit)).not.toContain('webSocketFaults');
    await expectServed(neighbour);
  });

  it('may be of four times a mebibyte when the station is admitted, so that no stop is cut off for ever', async () => {
    const { url, centralSystem } = await startServer();
    centralSystem.verdict = ({ stationId }) => ({ kind: 'accept', stationId, isAdmitted: stationId === 'CP1' });
    const stranger = await TestStation.dial(`${url}/CP2`);
    stranger.send(longStop(1_100_000));
    expect(await stranger.closed).toEqual({ code: 1009 });
    const admitted = await TestStation.dial(`${url}/CP1`);
    admitted.send(longStop(4_190_000));
    expect(await admitted.read()).toEqual([3, 'a', {}]);
    expect(centralSystem.ends).toMatchObject([{ transactionId: '7', meterStopWh: 100 }]);
    admitted.send(longStop(4_194_305));
    expect(await admitted.closed).toEqual({ code: 1009 });
    expect(centralSystem.disconnections).toMatchObject([
      { connection: { stationId: 'CP2' }, reason: 'messageTooLong' },
      { connection: { stationId: 'CP1' }, reason: 'messageTooLong' },
    ]);
  });

  it('that would swell a thousandfold when they are unpacked are not unpacked', async () => {
    const { port, neighbour, centralSystem } = await connect();
    const raw = await RawSocket.connect(port);
    raw.write(
      upgradeRequest('/ocpp/CP3', [
        'Sec-WebSocket-Protocol: ocpp1.6',
        'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
      ]),
    );
    await raw.waitFor('\r\n\r\n');
    expect(raw.text).not.toContain('permessage-deflate');
    const bomb = deflateRawSync(Buffer.alloc(50_000_000, 'x'));
    raw.write(frameBytes(bomb, { reservedBits: 4 }));
    await raw.ended;
    expect(closeCode(raw.bytes)).toBe(1002);
    expect(centralSystem.recorded).toEqual([]);
    await expectServed(neighbour);
  });

  it('are never compressed, even when the station offers to', async () => {
    const server = await startServer();
    const station = await TestStation.dial(`${server.url}/CP1`, { perMessageDeflate: true });
    expect(station.socket.extensions).toBe('');
    await expectServed(station);
  });
});

describe('a station that does not read', () => {
  it('is cut off when too much waits for it', async () => {
    const { port, server, neighbour, centralSystem } = await connect({ maxSendBufferBytes: 100_000 });
    const raw = await RawSocket.upgraded(port, 'CP3');
    raw.socket.pause();
    const data = 'x'.repeat(90_000);
    // Echoed ids are short; what fills the line are the answers' payloads.
    centralSystem.overrides = { dataTransfer: () => Promise.resolve({ status: 'Accepted', data }) };
    const question = frameBytes(Buffer.from('[2,"a","DataTransfer",{"vendorId":"V"}]'));
    const isConnected = (): boolean => server.connectedStations().some(({ stationId }) => stationId === 'CP3');
    for (let sent = 0; sent < 500 && isConnected(); sent++) {
      raw.write(question);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(centralSystem.disconnections).toMatchObject([{ connection: { stationId: 'CP3' }, reason: 'tooSlow' }]);
    await expectServed(neighbour);
  });

  it('is cut off when it has not read for too long', async () => {
    const { port, neighbour, centralSystem } = await connect({ sendStallMs: 200, maxSendBufferBytes: 100_000_000 });
    const raw = await RawSocket.upgraded(port, 'CP3');
    raw.socket.pause();
    const data = 'x'.repeat(900_000);
    centralSystem.overrides = { dataTransfer: () => Promise.resolve({ status: 'Accepted', data }) };
    for (let sent = 0; sent < 20; sent++)
      raw.write(frameBytes(Buffer.from(`[2,"${String(sent)}","DataTransfer",{"vendorId":"V"}]`)));
    await expect
      .poll(() => centralSystem.disconnections)
      .toMatchObject([{ connection: { stationId: 'CP3' }, reason: 'tooSlow' }]);
    await expectServed(neighbour);
  });
});
