import { expect, test } from 'vitest';
import type { CertificateRecord } from '../../../electron/service/store/security-records.ts';
import { hour, noon, station } from './records.ts';
import { openStoreWithStation } from './test-store.ts';

function certificate(change: Partial<CertificateRecord> = {}): Omit<CertificateRecord, 'certificateId'> {
  return {
    stationId: 'CP1',
    algorithm: 'ecdsa',
    subject: 'CN=CP1',
    serialNumber: '0a',
    fingerprint: 'ff',
    pem: '-----BEGIN CERTIFICATE-----',
    issuedAt: noon,
    notAfter: noon + hour,
    state: 'issued',
    usedAt: null,
    ...change,
  };
}

test('a certificate is found by its fingerprint, and its state and use are kept', async () => {
  const store = await openStoreWithStation();
  const certificateId = await store.write((unit) => unit.certificates.insert(certificate({ stationId: 'cp1' }), 9));
  await store.write((unit) => unit.certificates.update(certificateId, { state: 'installed' }));
  await store.write((unit) => unit.certificates.update(certificateId, { usedAt: noon + 1 }));
  const expected = { ...certificate({ state: 'installed', usedAt: noon + 1 }), certificateId };
  expect(await store.read.certificates.findByFingerprint('ff')).toEqual(expected);
  expect(await store.read.certificates.find(certificateId)).toEqual(expected);
  expect(await store.read.certificates.find('77')).toBeNull();
});

test('certificates are listed newest first, and only those that still open the door are valid', async () => {
  const store = await openStoreWithStation();
  await store.write(async (unit) => {
    await unit.stations.insert(station('CP2'));
    const own = [
      certificate({ serialNumber: '1', fingerprint: '1', notAfter: noon - 1 }),
      certificate({ serialNumber: '2', fingerprint: '2', state: 'revoked' }),
      certificate({ serialNumber: '3', fingerprint: '3', issuedAt: noon + 1, state: 'installed' }),
      certificate({ serialNumber: '4', fingerprint: '4', issuedAt: noon + 2, stationId: 'CP2' }),
    ];
    for (const one of own) await unit.certificates.insert(one, 9);
  });
  const list = await store.read.certificates.list({ stationId: 'CP1', limit: 2, offset: 0 });
  expect([list.total, list.rows.map((row) => row.serialNumber)]).toEqual([3, ['3', '2']]);
  expect((await store.read.certificates.list({ limit: 10, offset: 0 })).total).toBe(4);
  expect((await store.read.certificates.valid(noon)).map((row) => row.serialNumber)).toEqual(['3', '4']);
});

test('no two certificates share a serial number', async () => {
  const store = await openStoreWithStation();
  await store.write((unit) => unit.certificates.insert(certificate(), 9));
  await expect(store.write((unit) => unit.certificates.insert(certificate({ fingerprint: 'ee' }), 9))).rejects.toThrow(
    'UNIQUE',
  );
});

test('of the certificates of one station the oldest make room, but for the one it used last', async () => {
  const store = await openStoreWithStation();
  await store.write(async (unit) => {
    await unit.stations.insert(station('CP2'));
    await unit.certificates.insert(certificate({ serialNumber: 'x', fingerprint: 'x', stationId: 'CP2' }), 2);
    for (const name of ['1', '2', '3', '4', '5']) {
      const id = await unit.certificates.insert(certificate({ serialNumber: name, fingerprint: name }), 2);
      if (name === '2') await unit.certificates.update(id, { usedAt: noon });
    }
  });
  const kept = await store.read.certificates.list({ limit: 10, offset: 0 });
  expect(kept.rows.map((row) => row.serialNumber)).toEqual(['5', '4', '2', 'x']);
});

test('of the security events of one station the oldest make room, those of others stay', async () => {
  const store = await openStoreWithStation();
  await store.write(async (unit) => {
    await unit.stations.insert(station('CP2'));
    const event = { at: noon, type: 'ResetOrReboot', critical: true, techInfo: null };
    await unit.securityEvents.insert({ ...event, stationId: 'CP2' }, 3);
    for (let n = 1; n <= 5; n += 1)
      await unit.securityEvents.insert({ ...event, stationId: 'CP1', at: noon + n, techInfo: String(n) }, 3);
  });
  const kept = await store.read.securityEvents.list({ stationId: 'cp1', limit: 10, offset: 0 });
  expect([kept.total, kept.rows.map((row) => row.techInfo)]).toEqual([3, ['5', '4', '3']]);
  expect(kept.rows[0]).toEqual({
    ...{ stationId: 'CP1', at: noon + 5, type: 'ResetOrReboot', critical: true, techInfo: '5' },
  });
  expect((await store.read.securityEvents.list({ limit: 10, offset: 0 })).total).toBe(4);
});

test('of a station’s changes of password the last is known, and goes with the station', async () => {
  const store = await openStoreWithStation();
  expect(await store.read.rotations.find('CP1')).toBeNull();
  await store.write((unit) => unit.rotations.set({ stationId: 'cp1', state: 'told', at: noon }));
  await store.write((unit) => unit.rotations.set({ stationId: 'CP1', state: 'done', at: noon + 1 }));
  expect(await store.read.rotations.find('CP1')).toEqual({ stationId: 'CP1', state: 'done', at: noon + 1 });
  await store.write((unit) => unit.stations.remove('CP1'));
  await store.write((unit) => unit.stations.insert(station('CP1')));
  expect(await store.read.rotations.find('CP1')).toBeNull();
});

test('a station keeps by what it must and may connect', async () => {
  const store = await openStoreWithStation();
  const change = {
    securityProfile: 2,
    otherProfile: 1,
    otherProfileUntil: noon,
    nextPasswordHashes: ['a', 'b'],
  } as const;
  await store.write((unit) => unit.stations.update('CP1', change));
  expect(await store.read.stations.find('CP1')).toMatchObject(change);
  await store.write((unit) => unit.stations.update('CP1', { otherProfile: null, otherProfileUntil: null }));
  expect(await store.read.stations.find('CP1')).toMatchObject({ securityProfile: 2, otherProfile: null });
});
