import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  createEncryptedConnections,
  type EncryptedConnections,
} from '../../../electron/service/tls/encrypted-connections.ts';
import { createFakeTime } from '../../harness/fake-time.ts';
import { openTestStore, temporaryFolder } from '../store/test-store.ts';

/** Encrypted connections that are turned on, in a system that asks a person for the key first. */
async function waitingForKey(logged: string[]): Promise<EncryptedConnections> {
  const time = createFakeTime();
  const store = await openTestStore({ clock: time });
  await store.write((unit) => unit.settings.set('tlsEnabled', 'true'));
  const note = (event: string): void => {
    logged.push(event);
  };
  return createEncryptedConnections({
    ...{ store, clock: time, scheduler: time.scheduler, host: '127.0.0.1', port: 0 },
    folder: join(await temporaryFolder(), 'tls'),
    announce: () => undefined,
    log: { info: note, warn: note, error: note },
    server: {
      listenTls: () => Promise.resolve({ port: 1 }),
      renewTls: () => undefined,
      closeTls: () => Promise.resolve(),
    },
    sealingKey: () => new Promise(() => undefined),
    organization: () => '',
    serverNames: () => ['localhost'],
    urls: () => [],
  });
}

test('a person who is asked for the key and does not answer keeps no service from ending', async () => {
  const logged: string[] = [];
  const encrypted = await waitingForKey(logged);
  encrypted.start();
  const looked = expect(encrypted.view()).rejects.toThrow();
  await encrypted.stop();
  await looked;
  expect(encrypted.port()).toBeNull();
  expect(logged).toEqual([]);
});
