import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { Change } from '../../../electron/service/domain/changes.ts';
import {
  createEncryptedConnections,
  type EncryptedConnections,
  type TlsPort,
} from '../../../electron/service/tls/encrypted-connections.ts';
import { createFakeTime, type FakeTime } from '../../harness/fake-time.ts';
import { openTestStore } from '../store/test-store.ts';
import { temporaryFolder } from './openssl.ts';

type Listening = Parameters<TlsPort['listenTls']>[0];

interface Bed {
  readonly time: FakeTime;
  readonly folder: string;
  readonly changes: readonly Change[];
  /** What stations are shown now; null while nobody listens. */
  shown(): Listening['credentials'] | null;
  names: readonly string[];
  /** The system's code for why the port cannot be had. */
  portFault: string | null;
  start(): EncryptedConnections;
}

async function openBed(): Promise<Bed> {
  const time = createFakeTime();
  const store = await openTestStore({ clock: time });
  const changes: Change[] = [];
  let shown: Listening['credentials'] | null = null;
  const server: TlsPort = {
    listenTls({ credentials, port }) {
      const code = bed.portFault;
      if (code !== null) return Promise.reject(Object.assign(new Error(code), { code, syscall: 'listen' }));
      shown = credentials;
      return Promise.resolve({ port });
    },
    renewTls(credentials) {
      shown = credentials;
    },
    closeTls() {
      shown = null;
      return Promise.resolve();
    },
  };
  const bed: Bed = {
    ...{ time, changes, folder: await temporaryFolder(), names: ['office-pc', '192.168.1.20'], portFault: null },
    shown: () => shown,
    start() {
      const encrypted = createEncryptedConnections({
        ...{ store, clock: time, scheduler: time.scheduler, server, host: '0.0.0.0', port: 9221, folder: bed.folder },
        announce: (change) => changes.push(change),
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        sealingKey: () => Promise.resolve(null),
        organization: () => 'Yaşıl Enerji',
        serverNames: () => bed.names,
        urls: (port) => [`wss://192.168.1.20:${String(port)}/ocpp`],
      });
      onTestFinished(() => encrypted.stop());
      encrypted.start();
      return encrypted;
    },
  };
  return bed;
}

const namesShown = (bed: Bed): readonly (string | undefined)[] =>
  bed.shown()?.identities.map((one) => new X509Certificate(one.certificateChain).subjectAltName) ?? [];

test('a new address of the computer is in its certificates half a minute later, and consoles are told', async () => {
  const bed = await openBed();
  const encrypted = bed.start();
  await encrypted.turnOn();
  bed.names = ['office-pc', '192.168.1.77'];
  bed.time.pass(31_000);
  const view = await encrypted.view();
  expect(view.roots.map((root) => root.server.names)).toEqual([bed.names, bed.names]);
  for (const names of namesShown(bed)) expect(names).toContain('IP Address:192.168.1.77');
  expect(bed.changes).toHaveLength(2);
  bed.time.pass(31_000);
  await encrypted.view();
  expect(bed.changes).toHaveLength(2);
});

test('a port that is in use after a restart is tried again until it is free', async () => {
  const bed = await openBed();
  await bed.start().turnOn();
  bed.portFault = 'EADDRINUSE';
  const again = bed.start();
  expect((await again.view()).tls).toMatchObject({ enabled: true, listening: false, urls: [], problem: 'portInUse' });
  expect(again.port()).toBeNull();
  bed.portFault = null;
  bed.time.pass(31_000);
  expect((await again.view()).tls).toMatchObject({ listening: true, problem: null });
  expect(again.port()).toBe(9221);
  const told = bed.changes.map((change) =>
    change.type === 'told' && change.told.event === 'security.changed' ? change.told.data.tls.problem : '',
  );
  expect(told).toEqual([null, 'portInUse', null]);
});

test('a damaged file of the authority is told, not replaced, and turning on says so', async () => {
  const bed = await openBed();
  await bed.start().turnOn();
  await writeFile(join(bed.folder, 'root-ecdsa.private.pem'), 'damaged');
  const again = bed.start();
  expect((await again.view()).tls.problem).toBe('keysDamaged');
  expect(again.authority()).toBeNull();
  await expect(again.turnOn()).rejects.toMatchObject({ details: { reason: 'keysUnusable' } });
});

test('what is turned off stays off after a restart; its roots can still be had, and its authority signs', async () => {
  const bed = await openBed();
  const first = bed.start();
  const { roots } = await first.turnOn();
  await first.turnOff();
  expect(bed.shown()).toBeNull();
  const again = bed.start();
  const view = await again.view();
  expect(view.tls).toMatchObject({ enabled: false, listening: false });
  expect(view.roots.map(({ fingerprint }) => fingerprint)).toEqual(roots.map(({ fingerprint }) => fingerprint));
  expect(again.authority()).not.toBeNull();
  expect(roots[0]?.subject).toMatch(/^CN=Stansiya RSA [0-9A-F]{8}, O=Yaşıl Enerji$/);
});
