import { createHash, randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { StationFileView, TransferView } from '../../electron/contract/files.ts';
import { createSimulatedStation, type SimulatedStation } from '../../ocpp/simulator/simulated-station.ts';
import type { SimulatedStationOptions } from '../../ocpp/simulator/station-options.ts';
import type { ConsoleClient } from '../harness/console-client.ts';
import { makeDataFolder, openDoors, type RunningService, startService } from '../harness/service.ts';
import { TestStation } from './ocpp/test-station.ts';

const pieceBytes = 1_048_576;
const image = randomBytes(3 * pieceBytes + 12_345);
const sha256 = createHash('sha256').update(image).digest('hex');

const running: RunningService[] = [];
const stations: SimulatedStation[] = [];

async function start(options: Parameters<typeof startService>[0] = {}): Promise<RunningService> {
  const service = await startService(options);
  running.push(service);
  return service;
}

/** Two services over the same data and on the same port, one after the other. */
async function twoLives(): Promise<{ readonly first: RunningService; readonly next: () => Promise<RunningService> }> {
  const dataFolder = await makeDataFolder();
  onTestFinished(() => rm(dataFolder, { recursive: true, force: true }));
  const first = await start({ dataFolder, flags: [...openDoors, '--ocpp-port', '0'] });
  const { port } = new URL(first.ocppUrl);
  return { first, next: () => start({ dataFolder, flags: [...openDoors, '--ocpp-port', port] }) };
}

async function booted(
  { ocppUrl }: RunningService,
  options: Partial<SimulatedStationOptions> = {},
): Promise<SimulatedStation> {
  const url = ocppUrl;
  const station = createSimulatedStation({ url, stationId: 'HALL-1', installMs: 1, rebootMs: 1, ...options });
  stations.push(station);
  await station.boot();
  return station;
}

/** As the console sends a file: in pieces. */
async function keepFirmware(client: ConsoleClient): Promise<StationFileView> {
  const begun = await client.call('files.begin', { fileName: 'box v2.bin', sizeBytes: image.length });
  let file = begun;
  for (let offset = 0; offset < image.length; offset += pieceBytes) {
    const base64 = image.subarray(offset, offset + pieceBytes).toString('base64');
    file = await client.call('files.append', { fileId: begun.fileId, offset, base64 });
  }
  return file;
}

/** As the console saves a file. */
async function readBack(client: ConsoleClient, fileId: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let offset = 0, last = false; !last; offset += pieceBytes) {
    const piece = await client.call('files.read', { fileId, offset, length: pieceBytes });
    pieces.push(Buffer.from(piece.base64, 'base64'));
    last = piece.last;
  }
  return Buffer.concat(pieces);
}

const installed = (client: ConsoleClient): Promise<TransferView> =>
  client.event('transfers.changed', ({ status }) => status === 'Installed');

/** What a command to a bare station tells it to fetch from or send to. */
async function addressIn(station: TestStation, answer: unknown): Promise<string> {
  const [, , , payload] = await station.answer(answer);
  return (payload as { readonly location: string }).location;
}

afterEach(async () => {
  for (const one of stations.splice(0)) one.disconnect();
  for (const service of running.splice(0)) await service.kill();
});

describe('firmware', () => {
  test('goes from the console to the station byte for byte, and the console follows it until it is installed', async () => {
    const service = await start();
    const { client } = service;
    await booted(service);
    const file = await keepFirmware(client);
    expect(file).toMatchObject({ sha256, sizeBytes: image.length });
    const command = { type: 'updateFirmware', fileId: file.fileId } as const;
    expect(await client.call('stations.command', { stationId: 'HALL-1', command })).toMatchObject({ kind: 'accepted' });
    const transfer = await installed(client);
    expect(transfer).toMatchObject({
      ...{ kind: 'firmware', state: 'done', elsewhere: false, fileName: 'box v2.bin', movedBytes: image.length },
      statuses: ['Downloading', 'Downloaded', 'Installing', 'Installed'].map((status) => ({ status })),
    });
    const [sent] = (await client.call('commands.list', { stationId: 'HALL-1' })).rows;
    expect(sent?.request).toEqual(command);
  });

  test('is fetched under its address after the service was killed and started again', async () => {
    const { first, next } = await twoLives();
    const station = await TestStation.dial(`${first.ocppUrl}/BARE-1`);
    const { fileId } = await keepFirmware(first.client);
    const command = { type: 'updateFirmware', fileId } as const;
    const answered = first.client.call('stations.command', { stationId: 'BARE-1', command });
    const location = await addressIn(station, {});
    await answered;
    await first.kill();
    const second = await next();
    const resumed = await fetch(location, { headers: { Range: `bytes=${String(pieceBytes)}-` } });
    expect(resumed.status).toBe(206);
    expect(Buffer.from(await resumed.arrayBuffer()).equals(image.subarray(pieceBytes))).toBe(true);
    await second.client.event('transfers.changed', ({ movedBytes }) => movedBytes === image.length);

    const again = await TestStation.dial(`${second.ocppUrl}/BARE-1`);
    await again.call('FirmwareStatusNotification', { status: 'Installed' });
    expect((await second.client.call('transfers.list', {})).rows).toMatchObject([{ state: 'done', fileId }]);
  });
});

describe('a file of a station', () => {
  test.each([
    ['diagnostics by PUT', { type: 'getDiagnostics' }, undefined],
    ['a log by POST', { type: 'getLog', log: 'DiagnosticsLog' }, { method: 'POST' }],
    ['a security log as a form', { type: 'getLog', log: 'SecurityLog' }, { method: 'form', toFolder: false }],
  ] as const)('%s arrives, is listed and can be saved', async (_, command, uploadStyle) => {
    const service = await start();
    const { client } = service;
    await booted(service, { uploadStyle });
    await client.call('stations.command', { stationId: 'HALL-1', command });
    const transfer = await client.event('transfers.changed', ({ fileId }) => fileId !== null);
    expect(transfer).toMatchObject({ state: 'done', kind: command.type === 'getLog' ? 'log' : 'diagnostics' });
    const { rows } = await client.call('files.list', { stationId: 'HALL-1' });
    expect(rows).toMatchObject([{ fileId: transfer.fileId, stationName: 'HALL-1', fileName: transfer.fileName }]);
    const content = await readBack(client, transfer.fileId ?? '');
    expect(content.length).toBe(rows[0]?.sizeBytes);
    expect(createHash('sha256').update(content).digest('hex')).toBe(rows[0]?.sha256);
    await client.event('transfers.changed', ({ status }) => status === 'Uploaded');
    await client.call('files.remove', { fileId: transfer.fileId ?? '' });
    expect(await client.call('files.list', {})).toEqual({ total: 0, rows: [] });
  });

  test('is asked of one station and can be sent by nobody who does not know the address', async () => {
    const service = await start();
    const station = await TestStation.dial(`${service.ocppUrl}/BARE-1`);
    const answered = service.client.call('stations.command', {
      ...{ stationId: 'BARE-1', command: { type: 'getDiagnostics' } },
    });
    const location = await addressIn(station, {});
    await answered;
    const { origin } = new URL(location);
    for (const path of ['/files/x', '/files/AAAAAAAAAAAAAAAAAAAAAA/x', '/files/../stansiya.db']) {
      expect((await fetch(`${origin}${path}`, { method: 'PUT', body: 'x' })).status).not.toBe(200);
    }
    expect((await fetch(`${origin}/ocpp/BARE-1`)).status).toBe(426);
    expect((await fetch(`${location}box.zip`, { method: 'PUT', body: 'diagnostics' })).status).toBe(200);
    expect((await service.client.call('files.list', {})).rows).toMatchObject([{ fileName: 'box.zip', sizeBytes: 11 }]);
  });

  test('comes slowly, while the station goes on as ever', async () => {
    const service = await start();
    const station = await TestStation.dial(`${service.ocppUrl}/BARE-1`);
    const answered = service.client.call('stations.command', {
      ...{ stationId: 'BARE-1', command: { type: 'getDiagnostics' } },
    });
    const location = await addressIn(station, {});
    await answered;
    let send: (piece: string | null) => void = () => undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        send = (piece) => {
          if (piece === null) controller.close();
          else controller.enqueue(new TextEncoder().encode(piece));
        };
      },
    });
    const sending = fetch(`${location}slow.log`, { method: 'PUT', body, duplex: 'half' } as RequestInit);
    send('first half, ');
    await service.client.event('transfers.changed', ({ state, movedBytes }) => state === 'running' && movedBytes > 0);
    const [, , heartbeat] = await station.call('Heartbeat', {});
    expect(heartbeat).toHaveProperty('currentTime');
    send('second half');
    send(null);
    expect((await sending).status).toBe(200);
    expect((await service.client.call('files.list', {})).rows).toMatchObject([{ sizeBytes: 23 }]);
  });
});
