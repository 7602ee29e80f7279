import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import type { CertificateUse } from '../../../ocpp/model/certificate.ts';
import type { ChargePoint } from '../../harness/stand.ts';
import type { SimulatedStationOptions } from '../../../ocpp/simulator/station-options.ts';
import { useSecureStand } from '../../harness/secure-stand.ts';
import { anyText } from '../../harness/steps.ts';
import { asks, says } from '../../harness/wire.ts';
import { createAuthority } from '../ocpp/test-certificates.ts';

const stand = useSecureStand();

const accepted = { status: 'Accepted' };
const csr: unknown = expect.stringContaining('-----BEGIN CERTIFICATE REQUEST-----');
const pem: unknown = expect.stringContaining('-----BEGIN CERTIFICATE-----');
const hashes: unknown = expect.objectContaining({
  hashAlgorithm: anyText,
  issuerNameHash: anyText,
  issuerKeyHash: anyText,
  serialNumber: anyText,
});

/** A station that comes by security profile 2. */
async function secured(stationId: string, options: Partial<SimulatedStationOptions> = {}): Promise<ChargePoint> {
  const { point } = await stand.secured(stationId, options);
  await point.station.boot();
  point.wire.forget();
  return point;
}

const eventsOf = async (stationId: string) =>
  (await stand.client.call('securityEvents.list', { stationId })).rows.map(({ type, critical }) => ({
    type,
    critical,
  }));

it('TC_074_CSMS update the charge point certificate by request of the central system', async () => {
  for (const keyKind of ['ecdsa', 'rsa'] as const) {
    const stationId = `TC_074_${keyKind}`;
    const { wire, ...point } = await secured(stationId, { keyKind });
    const result = await point.command({ type: 'extendedTrigger', message: 'SignChargingStationCertificate' });
    expect(result).toMatchObject({ kind: 'accepted' });
    await wire.shows([
      asks('ExtendedTriggerMessage', { requestedMessage: 'SignChargePointCertificate' }, accepted),
      says('SignCertificate', { csr }, accepted),
      asks('CertificateSigned', { certificateChain: pem }, accepted),
    ]);
    const { certificateChain } = wire.of('CertificateSigned')[0]?.request as { readonly certificateChain: string };
    const { publicKey, subject } = new X509Certificate(certificateChain);
    expect(publicKey.asymmetricKeyType).toBe(keyKind === 'rsa' ? 'rsa' : 'ec');
    expect(subject).toMatch(/^CN=/m);
    await stand.client.event(
      'certificates.changed',
      (certificate) => certificate.stationId === stationId && certificate.state === 'installed',
    );
    const { rows } = await stand.client.call('certificates.list', { stationId });
    expect(rows).toMatchObject([{ algorithm: keyKind, state: 'installed' }]);
  }
});

it.each([
  [
    'TC_075_1_CSMS install certificate, ManufacturerRootCertificate',
    'ManufacturerRootCertificate',
    'ManufacturerRootCertificate',
  ],
  [
    'TC_075_2_CSMS install certificate, CentralSystemRootCertificate',
    'CentralSystemRootCertificate',
    'CSMSRootCertificate',
  ],
] as const)('%s', async (name, wireUse, certificateType) => {
  const { wire, ...point } = await secured(name.slice(0, 8));
  const { certificate } = await createAuthority('ecdsa', 'Certification');
  const installed = await point.command({ type: 'installCertificate', certificateType, certificate });
  expect(installed).toMatchObject({ kind: 'accepted', response: accepted });
  const listed = await point.command({ type: 'getInstalledCertificateIds', certificateType });
  await wire.shows([
    asks('InstallCertificate', { certificateType: wireUse, certificate }, accepted),
    asks(
      'GetInstalledCertificateIds',
      { certificateType: wireUse },
      { status: 'Accepted', certificateHashData: [hashes] },
    ),
  ]);
  expect(listed).toMatchObject({ kind: 'accepted', response: { certificates: [hashes] } });
});

it('TC_076_CSMS delete a specific certificate from the charge point', async () => {
  const certificateType: CertificateUse = 'CSMSRootCertificate';
  for (const hashAlgorithm of ['SHA256', 'SHA384', 'SHA512'] as const) {
    const { wire, ...point } = await secured(`TC_076_${hashAlgorithm}`, { hashAlgorithm });
    const { certificate } = await createAuthority('ecdsa', 'Certification');
    await point.command({ type: 'installCertificate', certificateType, certificate });
    const { response } = await point.command({ type: 'getInstalledCertificateIds', certificateType });
    const named = response?.certificates?.[0];
    if (named === undefined) throw new Error('The station holds no certificate');
    wire.forget();
    const deleted = await point.command({ type: 'deleteCertificate', certificate: named });
    expect(deleted).toMatchObject({ kind: 'accepted', response: accepted });
    expect(named.hashAlgorithm).toBe(hashAlgorithm);
    await wire.shows([asks('DeleteCertificate', { certificateHashData: named }, accepted)]);
    const left = await point.command({ type: 'getInstalledCertificateIds', certificateType });
    expect(left).toMatchObject({ kind: 'accepted', response: { status: 'NotFound', certificates: [] } });
  }
});

it('TC_077_CSMS invalid charge point certificate security event', async () => {
  const { wire, ...point } = await secured('TC_077');
  const { certificate: certificateChain } = await createAuthority('ecdsa', 'Somebody else');
  const result = await point.command({ type: 'certificateSigned', certificateChain });
  expect(result).toMatchObject({ kind: 'rejected', response: { status: 'Rejected' } });
  await wire.shows([
    asks('CertificateSigned', { certificateChain }, { status: 'Rejected' }),
    says('SecurityEventNotification', { type: 'InvalidChargePointCertificate' }),
  ]);
  expect(await eventsOf('TC_077')).toEqual([{ type: 'InvalidChargePointCertificate', critical: false }]);
});

it('TC_078_CSMS invalid central system certificate security event', async () => {
  const { wire, ...point } = await secured('TC_078');
  const { certificate: good } = await createAuthority('ecdsa', 'Certification');
  const certificate = good.replace(/\n[A-Za-z0-9+/]{64}\n/, '\n');
  const result = await point.command({
    type: 'installCertificate',
    certificateType: 'CSMSRootCertificate',
    certificate,
  });
  expect(result).toMatchObject({ kind: 'rejected', response: { status: 'Rejected' } });
  await wire.shows([
    asks(
      'InstallCertificate',
      { certificateType: 'CentralSystemRootCertificate', certificate },
      { status: 'Rejected' },
    ),
    says('SecurityEventNotification', { type: 'InvalidCentralSystemCertificate' }),
  ]);
  expect(await eventsOf('TC_078')).toEqual([{ type: 'InvalidCentralSystemCertificate', critical: false }]);
});
