import { describe, expect, test } from 'vitest';
import { watchTransfers } from '../../../electron/service/domain/transfer-expiry.ts';
import type { TransferRecord } from '../../../electron/service/store/file-records.ts';
import type { CommandRequest } from '../../../electron/contract/command-request.ts';
import type { Command, CommandOutcome } from '../../../ocpp/model/command.ts';
import { noDetails, openSite, type TestSite, type TestStation } from './test-site.ts';

const hourMs = 3_600_000;
const elsewhere = 'ftp://192.168.1.9/in/';

interface Bench {
  readonly site: TestSite;
  readonly station: TestStation;
  readonly sent: readonly Command[];
  run(request: CommandRequest): Promise<void>;
  firmware(status: string, requestId?: number | null): Promise<void>;
  log(status: string, requestId?: number | null): Promise<void>;
  /** Newest first. */
  readonly transfers: () => Promise<readonly TransferRecord[]>;
}

async function bench(outcome: CommandOutcome = { kind: 'accepted' }): Promise<Bench> {
  const site = await openSite();
  const station = await site.connect('HALL-1');
  const sent: Command[] = [];
  site.answerCommands((_stationId, command) => {
    sent.push(command);
    return outcome;
  });
  return {
    ...{ site, station, sent },
    run: async (request) => {
      await site.commands.run('HALL-1', request);
    },
    firmware: (status, requestId = null) => station.say((rules) => rules.firmwareStatus({ status, requestId })),
    log: (status, requestId = null) => station.say((rules) => rules.logStatus({ status, requestId })),
    transfers: async () => (await site.store.read.transfers.list({ limit: 20, offset: 0 })).rows,
  };
}

async function keptFirmware(site: TestSite, sha256: string | null = 'ab'): Promise<string> {
  const file = { kind: 'firmware', stationId: null, fileName: 'v2.bin', sizeBytes: 9, sha256 } as const;
  return site.store.write((unit) => unit.files.insert({ ...file, createdAt: site.time.now() }));
}

const states = async ({ transfers }: Bench): Promise<readonly string[]> =>
  (await transfers()).map(({ state }) => state);

describe('a firmware update', () => {
  test('gets an address of its own that is written down nowhere', async () => {
    const one = await bench();
    const fileId = await keptFirmware(one.site);
    await one.run({ type: 'updateFirmware', fileId });
    await one.run({ type: 'updateFirmware', fileId });
    const addresses = one.sent.map((command) => (command.type === 'updateFirmware' ? command.location : ''));
    expect(new Set(addresses).size).toBe(2);
    for (const address of addresses) {
      expect(address).toMatch(/^http:\/\/192\.168\.1\.20:9220\/files\/[\w-]{22}\/v2\.bin$/);
    }
    expect(one.sent).toMatchObject([{ retrieveAt: new Date(one.site.time.now()).toISOString() }, {}]);
    const [record] = (await one.site.store.read.commands.list({ limit: 1, offset: 0 })).rows;
    expect(JSON.parse(record?.request ?? '')).toEqual({ type: 'updateFirmware', fileId });
    const token = addresses[1]?.split('/')[4] ?? '';
    expect(JSON.stringify(await one.transfers())).not.toContain(token);
  });

  test.each([
    ['is not complete', 'incomplete'],
    ['is not there', 'unknown'],
  ])('of a file that %s is not asked for', async (_, which) => {
    const one = await bench();
    const fileId = which === 'unknown' ? '77' : await keptFirmware(one.site, null);
    await expect(one.run({ type: 'updateFirmware', fileId })).rejects.toMatchObject({ code: 'notFound' });
    expect(one.sent).toEqual([]);
  });

  test('is followed by all the station says, until it is installed', async () => {
    const one = await bench();
    await one.run({ type: 'updateFirmware', location: elsewhere });
    for (const status of ['Downloading', 'Downloaded', 'Installing']) await one.firmware(status);
    expect(await one.transfers()).toMatchObject([{ state: 'running', status: 'Installing', tokenHash: null }]);
    await one.firmware('Installed');
    const [transfer] = await one.transfers();
    expect(transfer).toMatchObject({ state: 'done', status: 'Installed' });
    const statuses = await one.site.store.read.transfers.statuses(transfer?.transferId ?? '');
    expect(statuses.map(({ status }) => status)).toEqual(['Downloading', 'Downloaded', 'Installing', 'Installed']);
    const told = one.site.changes.flatMap((change) =>
      change.type === 'told' && change.told.event === 'transfers.changed' ? [change.told.data] : [],
    );
    expect(told.at(-1)).toMatchObject({ state: 'done', elsewhere: true, stationName: 'HALL-1' });
    expect(told.at(-1)?.statuses).toHaveLength(4);
  });

  test.each(['DownloadFailed', 'InstallationFailed', 'InvalidSignature', 'InstallVerificationFailed'])(
    'has failed with %s',
    async (status) => {
      const one = await bench();
      await one.run({ type: 'updateFirmware', location: elsewhere });
      await one.firmware(status);
      expect(await states(one)).toEqual(['failed']);
    },
  );

  test('keeps the last words of a station that never stops talking, and no more of each than a word is long', async () => {
    const one = await bench();
    await one.run({ type: 'updateFirmware', location: elsewhere });
    for (let count = 0; count < 120; count += 1) await one.firmware(`${String(count)} ${'x'.repeat(5000)}`);
    const [transfer] = await one.transfers();
    const statuses = await one.site.store.read.transfers.statuses(transfer?.transferId ?? '');
    expect(statuses).toHaveLength(100);
    expect(statuses.at(-1)?.status).toMatch(/^119 x{46}$/);
    expect(transfer?.status).toBe(statuses.at(-1)?.status);
  });

  test('goes on when the station tries again by itself', async () => {
    const one = await bench();
    await one.run({ type: 'updateFirmware', location: elsewhere });
    for (const status of ['DownloadFailed', 'Downloading']) await one.firmware(status);
    expect(await states(one)).toEqual(['running']);
  });

  test('that is signed is told apart by its number', async () => {
    const one = await bench();
    const ask = { type: 'signedUpdateFirmware', location: elsewhere, signingCertificate: 'C', signature: 'S' } as const;
    await one.run(ask);
    await one.run(ask);
    await one.firmware('SignatureVerified', 1);
    expect(await states(one)).toEqual(['requested', 'running']);
    await one.firmware('Installed', 99);
    expect(await states(one)).toEqual(['requested', 'running']);
  });

  test('is over when the station restarts with another version, though it never says that it is installed', async () => {
    const one = await bench();
    const boot = (firmwareVersion: string): Promise<unknown> =>
      one.station.say((rules) => rules.bootNotification({ ...noDetails, firmwareVersion }));
    await boot('1.0');
    await one.run({ type: 'updateFirmware', location: elsewhere });
    await one.firmware('Downloaded');
    await boot('1.0');
    expect(await states(one)).toEqual(['running']);
    await boot('2.0');
    expect(await states(one)).toEqual(['done']);
  });

  test('that is idle has not changed', async () => {
    const one = await bench();
    await one.run({ type: 'updateFirmware', location: elsewhere });
    await one.firmware('Installed');
    await one.firmware('Idle');
    expect(await states(one)).toEqual(['done']);
  });

  test('nobody asked for is answered all the same', async () => {
    const one = await bench();
    await one.firmware('Installed');
    await one.log('Uploaded');
    expect(await states(one)).toEqual([]);
  });
});

describe('an upload', () => {
  test('knows the file’s name from the answer, and has not arrived because the station says so', async () => {
    const one = await bench({ kind: 'accepted', response: { fileName: 'box.zip' } });
    await one.run({ type: 'getDiagnostics' });
    await one.log('Uploading');
    await one.log('Uploaded');
    expect(await one.transfers()).toMatchObject([{ state: 'running', status: 'Uploaded', fileName: 'box.zip' }]);
  });

  test('elsewhere is over when the station says so', async () => {
    const one = await bench();
    await one.run({ type: 'getLog', log: 'SecurityLog', location: elsewhere });
    await one.log('Uploaded', 1);
    expect(await states(one)).toEqual(['done']);
  });

  test.each(['UploadFailed', 'UploadFailure', 'PermissionDenied', 'BadMessage', 'NotSupportedOperation'])(
    'has failed with %s',
    async (status) => {
      const one = await bench();
      await one.run({ type: 'getDiagnostics' });
      await one.log(status);
      expect(await states(one)).toEqual(['failed']);
    },
  );

  test('that arrived has arrived, whatever the station says then', async () => {
    const one = await bench();
    await one.run({ type: 'getDiagnostics' });
    const [transfer] = await one.transfers();
    await one.site.store.write(async (unit) => {
      const file = { kind: 'diagnostics', stationId: 'HALL-1', fileName: 'a', sizeBytes: 1, sha256: 'ab' } as const;
      const fileId = await unit.files.insert({ ...file, createdAt: one.site.time.now() });
      await unit.transfers.update(transfer?.transferId ?? '', { fileId, state: 'done' });
    });
    await one.log('UploadFailed');
    expect(await one.transfers()).toMatchObject([{ state: 'done', status: 'UploadFailed' }]);
  });

  test('and an update of one station do not get in each other’s way', async () => {
    const one = await bench();
    await one.run({ type: 'updateFirmware', location: elsewhere });
    await one.run({ type: 'getDiagnostics' });
    await one.firmware('Downloading');
    expect(await one.transfers()).toMatchObject([
      { kind: 'diagnostics', state: 'requested' },
      { kind: 'firmware', state: 'running' },
    ]);
  });
});

describe('a transfer', () => {
  test('that the station refuses has failed with its word', async () => {
    const one = await bench({ kind: 'rejected', response: { status: 'Rejected' } });
    await one.run({ type: 'getLog', log: 'DiagnosticsLog' });
    expect(await one.transfers()).toMatchObject([{ state: 'failed', status: 'Rejected' }]);
  });

  test('that was never sent never was', async () => {
    const one = await bench({ kind: 'offline' });
    await one.run({ type: 'getDiagnostics' });
    expect(await one.transfers()).toEqual([]);
  });

  test('nothing is heard of expires, and one that goes on does not', async () => {
    const one = await bench();
    const { store, time, announce } = one.site;
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    await one.run({ type: 'updateFirmware', location: elsewhere });
    await one.run({ type: 'getDiagnostics' });
    time.pass(20 * hourMs);
    await one.firmware('Installing');
    time.pass(5 * hourMs);
    const stop = watchTransfers({ store, clock: time, scheduler: time.scheduler, announce, log });
    await expect.poll(() => states(one)).toEqual(['expired', 'running']);
    time.set(time.now() + 20 * hourMs);
    time.pass(60_000);
    await expect.poll(() => states(one)).toEqual(['expired', 'expired']);
    stop();
  });
});

test('a status without a number is about the request that has none', async () => {
  const one = await bench();
  await one.run({ type: 'getDiagnostics' });
  await one.run({ type: 'getLog', log: 'SecurityLog' });
  await one.log('Uploading');
  expect((await one.transfers()).map(({ kind, status }) => [kind, status])).toEqual([
    ['log', null],
    ['diagnostics', 'Uploading'],
  ]);
});
