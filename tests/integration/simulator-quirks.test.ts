import { describe, expect, it, onTestFinished } from 'vitest';
import { playableQuirks, playQuirk, quirkStationId, unplayableQuirks } from '../../ocpp/simulator/quirks/play-quirk.ts';
import type { MemoryCentralSystem } from './ocpp/memory-central-system.ts';
import { startServer, type TestServer } from './ocpp/test-server.ts';
import { eventually } from '../harness/eventually.ts';

interface Played extends TestServer {
  readonly stationId: string;
  /** What the station sent, as it stood on the wire. */
  readonly said: readonly string[];
}

async function played(number: number, prepare: (server: TestServer) => void = () => undefined): Promise<Played> {
  const server = await startServer();
  prepare(server);
  const performance = playQuirk(number, { url: server.url, patienceMs: 2_000 });
  onTestFinished(() => {
    performance.stop();
  });
  await performance.played;
  const { stationId } = performance;
  return { ...server, stationId, said: textsFrom(server.centralSystem) };
}

const textsFrom = ({ exchanged, recorded }: MemoryCentralSystem): readonly string[] =>
  [...exchanged, ...recorded].filter(({ direction }) => direction === 'in').map(({ text }) => text);

const errorsTo = ({ exchanged }: MemoryCentralSystem): readonly string[] =>
  exchanged.filter(({ direction, kind }) => direction === 'out' && kind === 'error').map(({ text }) => text);

const numbers = playableQuirks.map(({ number }) => number);

it('every row of the catalogue is played, or it is said why not', () => {
  const rows = Array.from({ length: 77 }, (_, index) => index + 1);
  expect([...numbers, ...unplayableQuirks.keys()].sort((a, b) => a - b)).toEqual(rows);
  expect(() => playQuirk(31, { url: 'ws://127.0.0.1:9' })).toThrow(RangeError);
});

it('a station has a name of its own for each quirk', () => {
  expect(new Set(numbers.map((number) => quirkStationId(number))).size).toBe(numbers.length);
  expect(quirkStationId(7, 'DEMO-')).toBe('DEMO-07');
});

/** What cannot be missed on the wire when a quirk is played; a charge where nothing is named. */
const marks: Readonly<Record<number, RegExp>> = {
  4: /"BootNotification"/,
  5: /"status":"Charging"/,
  10: /"BootNotification"/,
  13: /"Heartbeat"/,
  7: /"Heartbeat"/,
  15: /"transactionId":,/,
  16: /"Heartbeat",null\]/,
  17: /"meterStart":"12000"/,
  18: /"meterValue":\{/,
  19: /"sampledValue":\[\]/,
  20: /"errorCode":"Error"/,
  21: /"chargePointSerialNumber":".{26,}"/,
  22: /"StartTransaction",\{"connectorId":1,"idTag":"[^"]+","meterStart":12000\}/,
  24: /\[2,"(QUIRK[^"]+)"[\s\S]*\[2,"\1"/,
  23: /"Authorize",\{[^}]*"connectorId":1/,
  27: /^\[3,"2025-/m,
  28: /"timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"/,
  29: /"timestamp":"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+04"/,
  32: /"timestamp":"1970-/,
  33: /"status":"Charging"/,
  38: /"transactionId":-1/,
  39: /"transactionId":987654/,
  45: /"transactionId":777001/,
  46: /"MeterValues",\{"connectorId":1,"meterValue"/,
  49: /"reservationId":0/,
  54: /"NOBODYKNOWSME"/,
  56: /"value":"13700\.37957763671875"/,
  57: /"unit":"kWh"/,
  59: /"meterStop":11000/,
  60: /"meterStop":-1/,
  61: /"value":"98765432"/,
  62: /"phase":"L3"/,
  63: /"MeterValues",\{"connectorId":0/,
  64: /"SignedData"/,
  66: /"connectorId":0,"errorCode":"NoError","status":"Available"/,
  70: /"vendorErrorCode":"0x0017"/,
  71: /"idTag":"[0-9A-F]+_QUIRK-71"/,
  73: /"FreeCharging"/,
};

/** What has to be there more than once. */
const repeated: Readonly<Record<number, readonly [text: string, times: number]>> = {
  8: ['"BootNotification"', 4],
  14: ['"BootNotification"', 6],
  37: ['"StopTransaction"', 3],
  58: ['"meterStart":0,', 2],
  77: ['"StopTransaction"', 40],
};

const isBootOnly = [8, 14];

/** Those whose point is that there is no connection, or none for long. */
const withoutTalk = [2, 12];

describe('a station plays', () => {
  it.each(playableQuirks.map(({ number, title }) => [number, title] as const))('quirk %i: it %s', async (number) => {
    const { said, centralSystem } = await played(number);
    if (withoutTalk.includes(number)) {
      expect(said).toEqual([]);
      return;
    }
    if (!isBootOnly.includes(number)) expect(said.join('\n')).toMatch(marks[number] ?? /"StartTransaction"/);
    const [text, times] = repeated[number] ?? ['', 0];
    expect(said.filter((frame) => frame.includes(text)).length).toBeGreaterThanOrEqual(times);
    expect(errorsTo(centralSystem)).toEqual([]);
  });

  it('a handshake that is none, and the central system learns of it', async () => {
    const { centralSystem } = await played(2);
    expect(centralSystem.refusals).toMatchObject([{ refusal: 'notWebSocket' }]);
  });

  it('frames with nothing in them', async () => {
    const { centralSystem } = await played(13);
    expect(centralSystem.habits.map(({ habit }) => habit)).toContain('emptyFrames');
  });

  it('a connection that comes over itself', async () => {
    const { centralSystem, stationId } = await played(6);
    expect(centralSystem.connections.map((connection) => connection.stationId)).toEqual([stationId, stationId]);
  });

  it('the same start twice, with message ids of its own', async () => {
    const { centralSystem, said } = await played(34);
    const starts = said.filter((text) => text.includes('"StartTransaction"'));
    const ids = starts.map((text) => (JSON.parse(text) as readonly unknown[])[1]);
    expect(starts).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
    expect(centralSystem.starts[0]?.meterStartWh).toBe(centralSystem.starts[1]?.meterStartWh);
  });

  it('many neighbours booting at once', async () => {
    const { centralSystem } = await played(14);
    expect(centralSystem.boots).toHaveLength(6);
  });

  it('refusals, delays and restarts when it is told something', async () => {
    const refusing = await played(67);
    const trigger = { type: 'trigger', message: 'MeterValues' } as const;
    expect(await refusing.server.link.command(refusing.stationId, trigger)).toMatchObject({ kind: 'rejected' });
    const later = await played(68);
    const close = { type: 'changeAvailability', evseId: 1, operationalStatus: 'Inoperative' } as const;
    expect(await later.server.link.command(later.stationId, close)).toMatchObject({
      response: { status: 'Scheduled' },
    });
    const fragile = await played(69);
    await fragile.server.link.command(fragile.stationId, close);
    await eventually(() => {
      expect(fragile.centralSystem.disconnections).toHaveLength(1);
    });
  });

  it('settings that are hidden, and then told in a spelling of their own', async () => {
    const { server, stationId } = await played(74);
    const ask = (keys?: readonly string[]) => server.link.command(stationId, { type: 'getConfiguration', keys });
    expect((await ask()).response?.configuration).toEqual([]);
    expect((await ask(['NumberOfConnectors'])).response?.configuration).toEqual([
      { key: 'numberofconnectors', value: '"2"', readonly: true },
    ]);
    expect(await ask(['A', 'B', 'C', 'D', 'E'])).toMatchObject({ kind: 'rejected' });
  });

  it('error words of another version', async () => {
    const { server, stationId } = await played(26);
    const outcome = await server.link.command(stationId, { type: 'getConfiguration' });
    expect(outcome).toMatchObject({ kind: expect.stringMatching(/rejected|failed/) as unknown });
    expect(outcome.reason).toMatch(/Format/);
  });
});
