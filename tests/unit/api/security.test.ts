import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { openApi } from './test-api.ts';

test('encrypted connections are turned on, tell their addresses and give away their roots, and are turned off', async () => {
  const { handlers, site } = await openApi();
  const off = await handlers['security.get']({});
  expect(off).toEqual({
    tls: { enabled: false, listening: false, port: 9221, urls: [], problem: null },
    roots: [],
    keysEncrypted: false,
  });
  const on = await handlers['security.turnOn']({});
  expect(on.tls).toEqual({
    ...{ enabled: true, listening: true, port: 9221, problem: null },
    urls: ['wss://192.168.1.20:9221/ocpp'],
  });
  expect(on.roots.map((root) => [root.algorithm, root.server.names])).toEqual([
    ['rsa', ['office-pc', '192.168.1.20']],
    ['ecdsa', ['office-pc', '192.168.1.20']],
  ]);
  const der = await handlers['security.exportRoot']({ format: 'der', algorithm: 'ecdsa' });
  expect(new X509Certificate(Buffer.from(der.base64, 'base64')).ca).toBe(true);
  expect((await handlers['security.turnOff']({})).tls).toMatchObject({ enabled: false, listening: false, urls: [] });
  const told = site.changes.flatMap((change) =>
    change.type === 'told' && change.told.event === 'security.changed' ? change.told.data.tls.listening : [],
  );
  expect(told).toEqual([true, false]);
});

test('a certificate of the server that runs out is renewed by itself, its root stays', async () => {
  const { handlers, site } = await openApi();
  const before = await handlers['security.turnOn']({});
  site.time.pass(31_000);
  expect((await handlers['security.get']({})).roots).toEqual(before.roots);
  site.time.set(site.time.now() + 800 * 86_400_000);
  site.time.pass(31_000);
  const after = await handlers['security.get']({});
  expect(after.roots[0]?.server.notAfter).not.toBe(before.roots[0]?.server.notAfter);
  expect(after.roots.map((root) => root.fingerprint)).toEqual(before.roots.map((root) => root.fingerprint));
});

test('a password is told once, when it is made', async () => {
  const { handlers } = await openApi();
  await handlers['stations.add']({ stationId: 'HALL-1', name: '' });
  const { password } = await handlers['security.generateKey']({ stationId: 'HALL-1' });
  expect(password).toMatch(/^[0-9A-F]{40}$/);
  expect(await handlers['stations.get']({ stationId: 'HALL-1' })).toMatchObject({
    passwordSet: true,
    securityProfile: 1,
  });
  expect(JSON.stringify(await handlers['stations.list']({}))).not.toContain(password);
  expect(await handlers['security.rotation']({ stationId: 'HALL-1' })).toBeNull();
  await expect(handlers['security.generateKey']({ stationId: 'GONE' })).rejects.toMatchObject({ code: 'notFound' });
});
