import { createHash, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedStationOptions } from '../../ocpp/simulator/station-options.ts';
import { acceptedToken } from './ocpp/memory-central-system.ts';
import { createAuthority, type TestAuthority, type TestCertificate } from './ocpp/test-certificates.ts';
import { eventually } from '../harness/eventually.ts';
import { startSite, type SimulatedSite } from './simulator/simulated-site.ts';

let authority: TestAuthority;
let server: TestCertificate;
let own: TestCertificate;
let stranger: TestAuthority;

beforeAll(async () => {
  authority = await createAuthority('ecdsa', 'Site');
  server = await authority.issue('ecdsa', 'server');
  own = await authority.issue('ecdsa', 'SIM1');
  stranger = await createAuthority('rsa', 'Stranger');
});

const key = '00112233445566778899aabbccddeeff00112233';

/** A site that listens for TLS as well; the station knows where. */
function secureSite(options: Partial<SimulatedStationOptions> = {}): Promise<SimulatedSite> {
  return startSite(options, Date.now(), async (ocppServer) => {
    const { port } = await ocppServer.listenTls({
      host: '127.0.0.1',
      port: 0,
      credentials: {
        identities: [{ certificateChain: server.certificate, privateKey: server.privateKey }],
        clientAuthorities: [authority.certificate],
      },
    });
    return { secureUrl: `wss://127.0.0.1:${String(port)}/ocpp` };
  });
}

const lastHandshake = ({ centralSystem }: SimulatedSite) => centralSystem.handshakes.at(-1);

describe('over TLS', () => {
  it('a station trusts the roots it was given, and shows its password', async () => {
    const site = await secureSite({
      securityProfile: 2,
      password: Buffer.from(key, 'hex'),
      tls: { ca: authority.certificate },
    });
    expect(await site.station.boot()).toMatchObject({ status: 'Accepted' });
    expect(lastHandshake(site)).toMatchObject({ secure: true, clientCertificate: null });
    expect(Buffer.from(lastHandshake(site)?.credentials?.password ?? []).toString('hex')).toBe(key);
  });

  it('a station shows its certificate and no password by security profile 3', async () => {
    const tls = { ca: authority.certificate, cert: own.certificate, key: own.privateKey };
    const site = await secureSite({ securityProfile: 3, password: 'unused', tls });
    await site.station.boot();
    const { clientCertificate, credentials } = lastHandshake(site) ?? {};
    expect(credentials).toBeNull();
    expect(new X509Certificate(Buffer.from(clientCertificate ?? [])).subject).toBe('CN=SIM1');
  });

  it('a station does not talk to a central system it does not trust, and tells of it once it can', async () => {
    const site = await secureSite({ securityProfile: 1, password: 'p', tls: { ca: stranger.certificate } });
    await site.station.boot();
    await site.command({ type: 'setConfiguration', key: 'SecurityProfile', value: '2' });
    await eventually(async () => {
      await site.time.advance(60_000);
      expect(site.calls('SecurityEventNotification')[0]).toMatchObject({ type: 'InvalidCentralSystemCertificate' });
    });
    // It went back to what worked.
    expect(site.station.inside().securityProfile).toBe(1);
    expect(lastHandshake(site)).toMatchObject({ secure: false });
  });
});

describe('the security profile', () => {
  it('is raised where the station has what it takes, and never lowered', async () => {
    const site = await secureSite({ password: 'secret', tls: { ca: authority.certificate } });
    await site.station.boot();
    const set = (value: string) => site.command({ type: 'setConfiguration', key: 'SecurityProfile', value });
    expect(await set('3')).toMatchObject({ kind: 'rejected' });
    expect(await set('2')).toMatchObject({ kind: 'accepted' });
    await eventually(async () => {
      await site.time.advance(2_000);
      expect(lastHandshake(site)).toMatchObject({ secure: true });
    });
    expect(await set('1')).toMatchObject({ kind: 'rejected' });
    expect(await set('2')).toMatchObject({ kind: 'rejected' });
    const { response } = await site.command({ type: 'getConfiguration', keys: ['SecurityProfile'] });
    expect(response?.configuration).toEqual([{ key: 'SecurityProfile', value: '2', readonly: false }]);
  });

  it('a new key is written as its bytes, or as the text it is', async () => {
    const site = await secureSite({ password: 'first', keySpelling: 'text' });
    await site.station.boot();
    await site.command({ type: 'setConfiguration', key: 'AuthorizationKey', value: key });
    await eventually(async () => {
      await site.time.advance(2_000);
      expect(Buffer.from(lastHandshake(site)?.credentials?.password ?? []).toString()).toBe(key);
    });
  });
});

describe('certificates', () => {
  it.each(['ecdsa', 'rsa'] as const)('an %s key pair is made, its certificate checked and used', async (keyKind) => {
    const site = await secureSite({ keyKind, configuration: { CpoName: 'Stansiya' } });
    const requests: string[] = [];
    site.centralSystem.overrides.signCertificate = (csr) => {
      requests.push(csr);
      return Promise.resolve('Accepted');
    };
    await site.station.boot();
    await site.command({ type: 'extendedTrigger', message: 'SignChargingStationCertificate' });
    await eventually(() => {
      expect(requests).toEqual([expect.stringMatching(/^-----BEGIN CERTIFICATE REQUEST-----/)]);
    });
    expect(await site.command({ type: 'certificateSigned', certificateChain: own.certificate })).toMatchObject({
      kind: 'rejected',
    });
    await eventually(() => {
      expect(site.calls('SecurityEventNotification')).toMatchObject([{ type: 'InvalidChargePointCertificate' }]);
    });
    const certificateChain = await authority.sign(requests[0] ?? '');
    expect(new X509Certificate(certificateChain).subject).toMatch(/CN=NE26-\d+\nO=Stansiya/);
    expect(await site.command({ type: 'certificateSigned', certificateChain })).toMatchObject({ kind: 'accepted' });
    expect(site.station.inside().certificate).toBe(certificateChain);
  });

  it.each(['SHA256', 'SHA384', 'SHA512'] as const)(
    'a root is installed, named by %s, and deleted',
    async (algorithm) => {
      const site = await secureSite({ hashAlgorithm: algorithm });
      await site.station.boot();
      const certificateType = 'CSMSRootCertificate';
      const list = () => site.command({ type: 'getInstalledCertificateIds', certificateType });
      expect((await list()).response).toMatchObject({ status: 'NotFound' });
      const { certificate } = stranger;
      expect(await site.command({ type: 'installCertificate', certificateType, certificate })).toMatchObject({
        kind: 'accepted',
      });
      const [named] = (await list()).response?.certificates ?? [];
      const { serialNumber } = new X509Certificate(certificate);
      expect(named).toMatchObject({
        hashAlgorithm: algorithm,
        serialNumber: serialNumber.toLowerCase().replace(/^0+/, ''),
      });
      // SEQUENCE { SET { SEQUENCE { commonName, PrintableString "Stranger" } } }, RFC 5280 §4.1.2.4.
      const name = Buffer.concat([Buffer.from('30133111300f06035504031308', 'hex'), Buffer.from('Stranger')]);
      expect(named?.issuerNameHash).toBe(createHash(algorithm.toLowerCase()).update(name).digest('hex'));
      if (named === undefined) throw new Error('nothing installed');
      expect(await site.command({ type: 'deleteCertificate', certificate: named })).toMatchObject({ kind: 'accepted' });
      expect(await site.command({ type: 'deleteCertificate', certificate: named })).toMatchObject({
        response: { status: 'NotFound' },
      });
    },
  );

  it('what is no certificate is not installed', async () => {
    const site = await secureSite();
    await site.station.boot();
    const certificate = { certificateType: 'CSMSRootCertificate', certificate: 'certificate, honestly' } as const;
    expect(await site.command({ type: 'installCertificate', ...certificate })).toMatchObject({ kind: 'rejected' });
    await eventually(() => {
      expect(site.calls('SecurityEventNotification')).toMatchObject([{ type: 'InvalidCentralSystemCertificate' }]);
    });
  });
});

it('a card of the same group ends a charge', async () => {
  const site = await startSite();
  const inGroup = { ...acceptedToken, parentIdToken: 'FLEET' };
  site.centralSystem.overrides.authorize = (idToken) =>
    Promise.resolve(idToken === 'STRANGER' ? acceptedToken : inGroup);
  site.centralSystem.overrides.transactionStarted = () => Promise.resolve({ transactionId: '8', idTokenInfo: inGroup });
  await site.station.boot();
  await site.station.plugIn(1);
  await site.station.presentCard(1, 'ONE');
  await site.station.presentCard(1, 'STRANGER');
  expect(site.calls('StopTransaction')).toEqual([]);
  await site.station.presentCard(1, 'TWO');
  expect(site.calls('StopTransaction')).toEqual([expect.objectContaining({ idTag: 'TWO', transactionId: 8 })]);
});
