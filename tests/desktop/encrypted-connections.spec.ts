import type { ElectronApplication } from '@playwright/test';
import { connect } from 'node:tls';
import { startService } from '../harness/service.ts';
import { freePort } from './free-port.ts';
import { poll } from './poll.ts';
import { expect, test } from './test.ts';

/** SHA-256 of the certificate that is shown there; null where nobody serves TLS. */
function shownAt(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerX509Certificate()?.fingerprint256 ?? null);
      socket.destroy();
    });
    socket.once('error', () => {
      resolve(null);
    });
  });
}

const killService = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ app: electron }) => {
    const service = electron.getAppMetrics().find(({ name }) => name === 'Stansiya service');
    if (service !== undefined) process.kill(service.pid, 'SIGKILL');
  });

test('encrypted connections are served by the desktop, and again after its service died, with the same certificate', async ({
  dataFolder,
  launch,
}) => {
  const port = await freePort();
  const flags = ['--ocpp-tls-port', String(port)];
  const headless = await startService({ dataFolder, flags });
  await headless.client.call('security.turnOn', {});
  const shown = await shownAt(port);
  await headless.stop();
  expect(await shownAt(port)).toBeNull();

  const { app } = await launch({ dataFolder, flags: [...flags, '--ocpp-host', '127.0.0.1'] });
  expect(await poll('TLS to be served', () => shownAt(port))).toBe(shown);
  await killService(app);
  await expect.poll(() => shownAt(port)).toBeNull();
  expect(await poll('TLS to be served again', () => shownAt(port))).toBe(shown);
});
