import type { CertificateAuthority } from '../../../electron/service/domain/certificate-authority.ts';
import type { Handshake } from '../../../ocpp/central-system.ts';
import type { SecurityProfile } from '../../../ocpp/model/station.ts';
import { handshake, openSite, type TestSite } from './test-site.ts';

export const key = '4F43415F4F43545F61646D696E5F7465';

/** An authority whose certificates are words. */
export const authority: CertificateAuthority = {
  readRequest: () => Promise.resolve('unreadable'),
  issue: () => Promise.reject(new Error('not asked for')),
  isValid: (certificate) => !Buffer.from(certificate).toString().startsWith('expired'),
  rootCertificate: () => 'root',
};

export function withPassword(user: string, password: string | Uint8Array): Handshake['credentials'] {
  return { user, password: Buffer.from(password) };
}

/** A site with the station HALL-1, which must come by that security profile, with `key` for its password. */
export async function openHall(profile: SecurityProfile = 1): Promise<TestSite> {
  const site = await openSite({ authority });
  await site.stations.add({ stationId: 'HALL-1', name: '', password: key });
  if (profile !== 1) await site.store.write((unit) => unit.stations.update('HALL-1', { securityProfile: profile }));
  const station = await site.store.read.stations.find('HALL-1');
  if (station !== null) site.announce({ type: 'station', station });
  return site;
}

/** What HALL-1 hears when it knocks: `accept`, or why not. */
export async function verdict(site: TestSite, given: Partial<Handshake> = {}): Promise<string> {
  const answer = await site.central.admit(handshake(site.time, 'HALL-1', given));
  return answer.kind === 'accept' ? 'accept' : answer.refusal;
}

export const byPassword = (password: string | Uint8Array = key, secure = false): Partial<Handshake> => ({
  credentials: withPassword('HALL-1', password),
  secure,
});
