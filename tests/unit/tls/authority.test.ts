import { createHash, X509Certificate } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openAuthority } from '../../../electron/service/tls/authority.ts';
import { makeRequest, openssl, temporaryFolder } from './openssl.ts';

const now = Date.now();
const day = 86_400_000;
const names = ['office-pc', 'localhost', '192.168.1.20', 'fd00::1'];

async function open(folder: string, change: Partial<Parameters<typeof openAuthority>[0]> = {}) {
  return openAuthority({ folder, mayMake: true, sealingKey: null, organization: 'Yaşıl Enerji MMC', now, ...change });
}
const rootsOf = (authority: Awaited<ReturnType<typeof open>>) => ({
  rsa: authority.rootCertificate('rsa'),
  ecdsa: authority.rootCertificate('ecdsa'),
});

describe('the authority', () => {
  test('makes server certificates that OpenSSL takes for every name, under either of its two roots', async () => {
    const authority = await open(await temporaryFolder());
    const identities = await authority.serverIdentities(names, now);
    const roots = rootsOf(authority);
    expect(identities.map(({ algorithm }) => algorithm)).toEqual(['rsa', 'ecdsa']);
    for (const { certificateChain, algorithm } of identities) {
      const [leaf = '', cross = ''] = certificateChain.split(/(?<=-----END CERTIFICATE-----\n)/);
      const verify = (root: string, ...more: readonly string[]): Promise<string> =>
        openssl(['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', '@root', ...more, '@leaf'], {
          root,
          leaf,
          cross,
        });
      expect(await verify(roots[algorithm], '-verify_hostname', 'office-pc')).toMatch(/: OK/);
      expect(await verify(roots[algorithm], '-verify_ip', '192.168.1.20')).toMatch(/: OK/);
      expect(await verify(roots[algorithm], '-verify_ip', 'fd00::1')).toMatch(/: OK/);
      expect(await verify(roots[algorithm], '-verify_ip', '192.168.1.21')).toMatch(/IP address mismatch/);
      expect(await verify(roots[algorithm === 'rsa' ? 'ecdsa' : 'rsa'], '-untrusted', '@cross')).toMatch(/: OK/);
    }
  });

  test('has roots for ten years and servers for at most 825 days, all valid since yesterday for slow clocks', async () => {
    const authority = await open(await temporaryFolder());
    const identities = await authority.serverIdentities(names, now);
    const certificates = [...Object.values(rootsOf(authority)), ...identities.map((one) => one.certificateChain)].map(
      (pem) => new X509Certificate(pem),
    );
    for (const { validFrom } of certificates) expect(now - Date.parse(validFrom)).toBeGreaterThanOrEqual(day);
    const days = certificates.map((one) => Math.round((Date.parse(one.validTo) - Date.parse(one.validFrom)) / day));
    expect(days).toEqual([3650, 3650, 825, 825]);
    expect(new Set(certificates.map((one) => one.serialNumber)).size).toBe(4);
    expect(certificates.map((one) => one.ca)).toEqual([true, true, false, false]);
    expect(authority.roots().map((root) => [root.algorithm, root.server.names])).toEqual([
      ['rsa', names],
      ['ecdsa', names],
    ]);
  });

  test('is the same after a restart, and its server certificates too', async () => {
    const folder = await temporaryFolder();
    const first = await open(folder);
    const identities = await first.serverIdentities(names, now);
    const again = await open(folder);
    expect(rootsOf(again)).toEqual(rootsOf(first));
    const kept = await again.serverIdentities([...names].reverse(), now);
    expect(kept.map((one) => new X509Certificate(one.certificateChain).serialNumber)).toEqual(
      identities.map((one) => new X509Certificate(one.certificateChain).serialNumber),
    );
  });

  test('renews server certificates a month before they end, and when the names change', async () => {
    const authority = await open(await temporaryFolder());
    const serials = async (given: readonly string[], at: number): Promise<readonly string[]> =>
      (await authority.serverIdentities(given, at)).map(
        (one) => new X509Certificate(one.certificateChain).serialNumber,
      );
    const first = await serials(names, now);
    expect(await serials(names, now + 793 * day)).toEqual(first);
    const renewed = await serials(names, now + 795 * day);
    expect(renewed).not.toEqual(first);
    expect(await serials(['office-pc'], now + 795 * day)).not.toEqual(renewed);
  });

  test('takes one that lost a file for damaged only where a key is unreadable', async () => {
    const folder = await temporaryFolder();
    await open(folder);
    const path = join(folder, 'root-rsa.private.pem');
    await writeFile(path, (await readFile(path, 'utf8')).slice(0, -400));
    await expect(open(folder)).rejects.toMatchObject({ name: 'KeysDamagedError' });
  });

  test('is missing, and not made again, where it should be there', async () => {
    const folder = await temporaryFolder();
    await expect(open(folder, { mayMake: false })).rejects.toMatchObject({ name: 'KeysMissingError' });
    await open(folder);
    await rm(join(folder, 'root-ecdsa.private.pem'));
    await expect(open(folder, { mayMake: false })).rejects.toMatchObject({ name: 'KeysMissingError' });
    expect(await readdir(folder)).toEqual(['root-rsa.private.pem']);
  });
});

describe('private keys', () => {
  const sealingKey = createHash('sha256').update('a key of the desktop').digest();

  test('are for their owner alone where nothing seals them', async () => {
    const folder = await temporaryFolder();
    await (await open(folder)).serverIdentities(names, now);
    for (const file of await readdir(folder)) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  test('are unreadable without the key that sealed them, and nothing is overwritten', async () => {
    const folder = await temporaryFolder();
    await (await open(folder, { sealingKey })).serverIdentities(names, now);
    const files = await readdir(folder);
    const contents = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    expect(files).toHaveLength(4);
    for (const text of contents) expect(text).not.toContain('PRIVATE KEY');
    await expect(open(folder)).rejects.toMatchObject({ name: 'KeysSealedError' });
    await expect(open(folder, { sealingKey: Buffer.alloc(32) })).rejects.toMatchObject({ name: 'KeysSealedError' });
    expect(await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).toEqual(contents);
    expect((await open(folder, { sealingKey })).roots()).toHaveLength(2);
  });

  test('that lay open are sealed as soon as they can be', async () => {
    const folder = await temporaryFolder();
    const before = rootsOf(await open(folder));
    expect(rootsOf(await open(folder, { sealingKey }))).toEqual(before);
    expect(await readFile(join(folder, 'root-rsa.private.pem'), 'utf8')).toContain('STANSIYA SEALED KEY');
    await expect(open(folder)).rejects.toMatchObject({ name: 'KeysSealedError' });
  });

  test('of one file do not open in another’s place', async () => {
    const folder = await temporaryFolder();
    await (await open(folder, { sealingKey })).serverIdentities(names, now);
    await writeFile(join(folder, 'root-rsa.private.pem'), await readFile(join(folder, 'server-rsa.private.pem')));
    await expect(open(folder, { sealingKey })).rejects.toMatchObject({ name: 'KeysSealedError' });
  });
});

describe('a certificate for a station', () => {
  const rsa = (bits: number): readonly string[] => ['rsa', '-pkeyopt', `rsa_keygen_bits:${String(bits)}`];

  test.each([
    ['ecdsa', undefined],
    ['ecdsa', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384']],
    ['rsa', rsa(2048)],
  ] as const)('of kind %s is one that OpenSSL takes for a client, for two years', async (algorithm, key) => {
    const authority = await open(await temporaryFolder());
    const { csr } = await makeRequest('/CN=HALL-1/O=Yaşıl Enerji MMC', key);
    const request = await authority.readRequest(csr);
    if (typeof request === 'string') throw new Error(request);
    expect(request).toMatchObject({ algorithm, commonName: 'HALL-1', organization: 'Yaşıl Enerji MMC' });
    const issued = await authority.issue(request, request, now);
    const root = authority.rootCertificate(algorithm);
    const texts = { root, leaf: issued.certificate };
    expect(
      await openssl(['verify', '-x509_strict', '-purpose', 'sslclient', '-CAfile', '@root', '@leaf'], texts),
    ).toMatch(/: OK/);
    expect(await openssl(['verify', '-purpose', 'sslserver', '-CAfile', '@root', '@leaf'], texts)).toMatch(
      /unsuitable certificate purpose|unsupported certificate purpose/,
    );
    expect(issued.subject).toBe('CN=HALL-1, O=Yaşıl Enerji MMC');
    const printed = await openssl(['x509', '-in', '@leaf', '-noout', '-fingerprint', '-sha256'], texts);
    expect(printed.replaceAll(':', '').toLowerCase()).toContain(issued.fingerprint);
    expect(Math.round((issued.notAfter - now) / day)).toBe(729);
  });

  test('is valid while it lasts and only under our own roots', async () => {
    const authority = await open(await temporaryFolder());
    const stranger = await open(await temporaryFolder());
    const request = await authority.readRequest((await makeRequest('/CN=HALL-1')).csr);
    if (typeof request === 'string') throw new Error(request);
    const own = new X509Certificate((await authority.issue(request, request, now)).certificate).raw;
    const foreign = new X509Certificate((await stranger.issue(request, request, now)).certificate).raw;
    expect(authority.isValid(own, now)).toBe(true);
    expect(authority.isValid(own, now + 731 * day)).toBe(false);
    expect(authority.isValid(own, now - 2 * day)).toBe(false);
    expect(authority.isValid(foreign, now)).toBe(false);
    expect(authority.isValid(Buffer.from('no certificate'), now)).toBe(false);
  });

  test('is not made for weak keys, forged requests or anything else', async () => {
    const authority = await open(await temporaryFolder());
    const fault = async (csr: string) => authority.readRequest(csr);
    expect(await fault((await makeRequest('/CN=HALL-1', rsa(1024))).csr)).toBe('weakKey');
    const curve = ['ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1'];
    expect(await fault((await makeRequest('/CN=HALL-1', curve)).csr)).toBe('weakKey');
    expect(await fault('-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----')).toBe(
      'unreadable',
    );
    expect(await fault('')).toBe('unreadable');
    expect(await fault('x'.repeat(6000))).toBe('unreadable');
    const { csr } = await makeRequest('/CN=HALL-1');
    const der = Buffer.from(csr.replaceAll(/-----.*?-----|\s/g, ''), 'base64');
    const forged = Buffer.from(der.toString('latin1').replace('HALL-1', 'HALL-2'), 'latin1').toString('base64');
    expect(await fault(`-----BEGIN CERTIFICATE REQUEST-----\n${forged}\n-----END CERTIFICATE REQUEST-----`)).toBe(
      'badSignature',
    );
  });
});
