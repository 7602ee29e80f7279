import { certificateView } from '../domain/certificate-view.ts';
import type { ClientCertificates } from '../domain/client-certificates.ts';
import type { AnsweredRecord } from '../domain/commands.ts';
import { rotationView } from '../domain/rotations.ts';
import { securityEventView } from '../domain/security-events.ts';
import type { StationSecurity } from '../domain/station-security.ts';
import type { CommandResult, ExportedFile } from '../../contract/views.ts';
import type { KeyAlgorithm, SecurityView } from '../../contract/security.ts';
import type { StoreReads } from '../store/store.ts';
import type { AreaHandlers } from './handlers.ts';
import { pageQuery } from './page.ts';
import type { Naming } from './session-views.ts';

export interface SecurityApiDeps {
  readonly read: Pick<StoreReads, 'certificates' | 'securityEvents' | 'rotations'>;
  readonly naming: Naming;
  readonly stationSecurity: StationSecurity;
  readonly certificates: ClientCertificates;
  readonly encrypted: {
    view(): Promise<SecurityView>;
    turnOn(): Promise<SecurityView>;
    turnOff(): Promise<SecurityView>;
    makeAuthority(): Promise<SecurityView>;
    exportRoots(format: 'pem' | 'der', algorithm: KeyAlgorithm): ExportedFile;
  };
}

export function securityHandlers(
  deps: SecurityApiDeps,
): AreaHandlers<'security'> & AreaHandlers<'certificates'> & AreaHandlers<'securityEvents'> {
  const { read, naming, stationSecurity, certificates, encrypted } = deps;
  return {
    'security.get': () => encrypted.view(),
    'security.turnOn': () => encrypted.turnOn(),
    'security.turnOff': () => encrypted.turnOff(),
    'security.makeAuthority': () => encrypted.makeAuthority(),
    'security.exportRoot': ({ format, algorithm }) => encrypted.exportRoots(format, algorithm ?? 'rsa'),
    'security.generateKey': async ({ stationId }) => ({ password: await stationSecurity.generateKey(stationId) }),
    'security.rotateKey': async ({ stationId }) => commandResult(await stationSecurity.rotateKey(stationId)),
    'security.raiseProfile': async ({ stationId, profile }) =>
      commandResult(await stationSecurity.raiseProfile(stationId, profile)),
    async 'security.setProfile'({ stationId, profile }) {
      await stationSecurity.setProfile(stationId, profile);
      return null;
    },
    async 'security.rotation'({ stationId }) {
      const rotation = await read.rotations.find(stationId);
      return rotation === null ? null : rotationView(rotation);
    },
    async 'certificates.list'({ stationId, ...page }) {
      const { total, rows } = await read.certificates.list({ stationId, ...pageQuery(page) });
      return { total, rows: rows.map((row) => certificateView(row, naming.stationName(row.stationId))) };
    },
    async 'certificates.revoke'({ certificateId }) {
      const revoked = await certificates.revoke(certificateId);
      return certificateView(revoked, naming.stationName(revoked.stationId));
    },
    async 'securityEvents.list'({ stationId, ...page }) {
      const { total, rows } = await read.securityEvents.list({ stationId, ...pageQuery(page) });
      return { total, rows: rows.map((row) => securityEventView(row, naming.stationName(row.stationId))) };
    },
  };
}

function commandResult({ outcome, commandId, effect }: AnsweredRecord): CommandResult {
  return { ...outcome, commandId, effect };
}
