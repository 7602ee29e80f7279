import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Change } from '../../../electron/service/domain/changes.ts';
import { createLiveState } from '../../../electron/service/domain/live-state.ts';
import { openTransfer, type NewTransfer } from '../../../electron/service/domain/transfers.ts';
import { defaultFileLimits, type FileLimits } from '../../../electron/service/files/file-limits.ts';
import { type Files, startFiles } from '../../../electron/service/files/start-files.ts';
import type { TransferRecord } from '../../../electron/service/store/file-records.ts';
import type { SqliteStore } from '../../../electron/service/store/sqlite-store.ts';
import { createFakeTime, type FakeTime } from '../../harness/fake-time.ts';
import { station } from '../store/records.ts';
import { openTestStore, temporaryFolder } from '../store/test-store.ts';

/** The file exchange over real HTTP, a real disk and a real database. */
export interface TestFiles {
  readonly store: SqliteStore;
  readonly time: FakeTime;
  readonly files: Files;
  readonly base: string;
  readonly changes: readonly Change[];
  readonly folder: string;
  /** Names in the folder of files. */
  readonly onDisk: () => Promise<readonly string[]>;
  /** Keeps a complete firmware file; returns its id. */
  firmware(content: Uint8Array, fileName?: string): Promise<string>;
  /** The address a station would be given. */
  address(given: Partial<NewTransfer>): Promise<string>;
  readonly transfer: () => Promise<TransferRecord>;
  /** The service ends and starts again over the same data. */
  restart(): Promise<Files>;
}

export async function openFiles(limits: Partial<FileLimits> = {}): Promise<TestFiles> {
  const time = createFakeTime();
  const store = await openTestStore({ clock: time });
  await store.write((unit) => unit.stations.insert(station('CP1')));
  const folder = join(await temporaryFolder(), 'files');
  const changes: Change[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const start = (): Promise<Files> =>
    startFiles({
      ...{ store, clock: time, scheduler: time.scheduler, log, folder },
      announce: (change) => changes.push(change),
      limits: { ...defaultFileLimits, minFreeBytes: 0, ...limits },
    });
  let files = await start();
  const server = createServer((request, response) => {
    response.shouldKeepAlive = false;
    if (!files.onRequest(request, response)) response.writeHead(426).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(async () => {
    await files.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const base = `http://127.0.0.1:${String(port)}`;
  return {
    ...{ store, time, base, changes, folder },
    get files() {
      return files;
    },
    onDisk: () => readdir(folder),
    async firmware(content, fileName = 'v2.bin') {
      const { fileId } = await files.begin({ fileName, sizeBytes: content.length });
      await files.append({ fileId, offset: 0, bytes: content });
      return fileId;
    },
    address: (given) =>
      store.write(async (unit) => {
        const snapshot = { stations: await unit.stations.list(), sessions: [], ratings: [], at: time.now() };
        const live = createLiveState(snapshot).station('CP1');
        if (live === null) throw new Error('There is no station');
        const commandId = await unit.commands.insert({
          ...{ stationId: 'CP1', evseId: null, type: 'getDiagnostics', request: '{}', sentAt: time.now() },
          ...{ answeredAt: null, outcome: null, effect: 'none', effectAt: null },
        });
        const request = { type: 'getDiagnostics' } as const;
        const order = { commandId, station: live, request, at: time.now() };
        const upload = { kind: 'diagnostics', requestId: null, location: undefined, file: null } as const;
        return openTransfer(unit, order, { ...upload, beginsAt: time.now(), ...given }, base);
      }),
    transfer: async () => {
      const [newest] = (await store.read.transfers.list({ limit: 1, offset: 0 })).rows;
      if (newest === undefined) throw new Error('There is no transfer');
      return newest;
    },
    async restart() {
      await files.stop();
      files = await start();
      return files;
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** Without a length, in chunks. */
  readonly chunked?: boolean;
}

/** One request on a connection of its own, as stations make them. The path goes out as it is, dots and all. */
export function ask(url: string, { method = 'GET', headers = {}, body, chunked = false }: Ask = {}): Promise<Answer> {
  const { hostname, port, origin } = new URL(url);
  const length = body === undefined || chunked ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      ...{ method, hostname, port, path: url.slice(origin.length), agent: false },
      headers: { ...length, ...headers },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    if (body !== undefined) request.write(body);
    request.end();
  });
}

/** A connection that says just this and nothing more. */
export async function say(base: string, text: string): Promise<Socket> {
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  socket.write(text);
  onTestFinished(() => {
    socket.destroy();
  });
  return socket;
}
