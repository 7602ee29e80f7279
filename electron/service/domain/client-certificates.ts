import { createHash, X509Certificate } from 'node:crypto';
import type { HandshakeRefusal } from '../../../ocpp/central-system.ts';
import type { Clock, EpochMs } from '../../../ocpp/model/time.ts';
import type { CommandRequest } from '../../contract/command-request.ts';
import { AppError } from '../../contract/errors.ts';
import type { CertificateRecord } from '../store/security-records.ts';
import type { Store, WriteUnit } from '../store/store.ts';
import type { CertificateAuthority, CertificateRequest, CertificateSubject } from './certificate-authority.ts';
import { certificateView } from './certificate-view.ts';
import type { Announce } from './changes.ts';
import type { AnsweredCommand, CommandFollowUp } from './command-hooks.ts';
import { isRefused } from './command-outcome.ts';
import type { LiveState } from './live-state.ts';
import type { Log } from './log.ts';
import { foldAscii, sameAscii } from './same-text.ts';
import type { Scheduler } from './scheduler.ts';
import type { StationUnit } from './station-unit.ts';
import { toldValue } from './told-value.ts';

const hourMs = 3_600_000;
/** A station that asks again and again would fill the table. */
const mostPerHour = 5;
/** Of one station, which may ask for new ones for years. */
const keptPerStation = 100;
const mostRemembered = 10_000;
/** Security whitepaper §5.1. */
const longestChainEver = 10_000;

export interface ClientCertificatesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly live: LiveState;
  readonly announce: Announce;
  readonly log: Log;
  /** Null while there is none that can be used. */
  readonly authority: () => CertificateAuthority | null;
  readonly disconnect: (stationId: string) => void;
  /** Sends a command nobody gave. */
  readonly send: (stationId: string, request: CommandRequest) => Promise<unknown>;
}

/** Certificates of stations: asked for, sent, shown at the door, revoked. */
export interface ClientCertificates {
  /** Security whitepaper §5.11: the certificate follows as a command of its own. */
  sign(su: StationUnit, csr: string): Promise<'Accepted' | 'Rejected'>;
  /** Null when a certificate (DER) opens the door for that station. */
  refusalOf(certificate: Uint8Array, stationId: string): Promise<HandshakeRefusal | null>;
  /** Throws `notFound`. Ends the connection it opened. */
  revoke(certificateId: string): Promise<CertificateRecord>;
  /** When the newest certificate a station may use runs out; null where it has none. */
  notAfter(stationId: string): EpochMs | null;
  readonly followUp: CommandFollowUp;
}

export async function loadClientCertificates(deps: ClientCertificatesDeps): Promise<ClientCertificates> {
  const { store, clock } = deps;
  const notAfter = new Map<string, EpochMs>();
  /** The certificate each station last came in by. */
  const shown = new Map<string, string>();
  const { rows } = await store.read.certificates.list({ limit: mostRemembered, offset: 0 });
  for (const certificate of rows) remember(certificate);

  function remember({ stationId, state, notAfter: end }: CertificateRecord): void {
    if (state !== 'issued' && state !== 'installed') return;
    const key = foldAscii(stationId);
    notAfter.set(key, Math.max(end, notAfter.get(key) ?? 0));
  }

  async function refreshNotAfter(stationId: string): Promise<void> {
    notAfter.delete(foldAscii(stationId));
    const own = await store.read.certificates.list({ stationId, limit: mostRemembered, offset: 0 });
    for (const certificate of own.rows) remember(certificate);
  }

  function tell(unit: WriteUnit, certificate: CertificateRecord): void {
    unit.afterCommit(() => {
      remember(certificate);
      const name = deps.live.station(certificate.stationId)?.record.name || certificate.stationId;
      deps.announce({
        type: 'told',
        told: { event: 'certificates.changed', data: certificateView(certificate, name) },
      });
    });
  }

  /** Returns why not, null when it was issued. */
  async function issue(su: StationUnit, { authority, request, subject }: Issuable): Promise<string | null> {
    const { stationId } = su.station;
    const issued = await authority.issue(request, subject, su.receivedAt);
    if (issued.certificate.length > (await longestChain(su))) return 'chainTooLong';
    const { algorithm, certificate: pem, serialNumber, fingerprint } = issued;
    const record: Omit<CertificateRecord, 'certificateId'> = {
      ...{ stationId, algorithm, subject: issued.subject, serialNumber, fingerprint, pem },
      ...{ issuedAt: su.receivedAt, notAfter: issued.notAfter, state: 'issued', usedAt: null },
    };
    const certificateId = await su.unit.certificates.insert(record, keptPerStation);
    tell(su.unit, { ...record, certificateId });
    su.unit.afterCommit(() => {
      // The station hears the answer to its request first.
      deps.scheduler.after(0, () => {
        deps.send(stationId, { type: 'certificateSigned', certificateChain: pem }).catch((fault: unknown) => {
          deps.log.warn('a certificate was not sent', { stationId, fault });
        });
      });
    });
    return null;
  }

  async function noteUse(certificate: CertificateRecord): Promise<void> {
    const used = { ...certificate, usedAt: clock.now() };
    await store.write(async (unit) => {
      await unit.certificates.update(certificate.certificateId, { usedAt: used.usedAt });
      tell(unit, used);
    });
  }

  return {
    async sign(su, csr) {
      const verdict = await judge(su, csr, deps.authority());
      const reason = typeof verdict === 'string' ? verdict : await issue(su, verdict);
      if (reason === null) return 'Accepted';
      deps.log.warn('a request for a certificate was refused', { stationId: su.station.stationId, reason });
      return 'Rejected';
    },
    async refusalOf(certificate, stationId) {
      const authority = deps.authority();
      const known = await store.read.certificates.findByFingerprint(fingerprintOf(certificate));
      if (known === null || !sameAscii(known.stationId, stationId)) return 'clientCertificateInvalid';
      if (known.state === 'revoked') return 'clientCertificateRevoked';
      if (known.state === 'refused' || authority?.isValid(certificate, clock.now()) !== true)
        return 'clientCertificateInvalid';
      shown.set(foldAscii(stationId), known.certificateId);
      noteUse(known).catch((fault: unknown) => {
        deps.log.warn('the use of a certificate was not noted', { stationId, fault });
      });
      return null;
    },
    async revoke(certificateId) {
      const revoked = await store.write(async (unit) => {
        const certificate = await unit.certificates.find(certificateId);
        if (certificate === null) throw new AppError('notFound', { what: 'certificate', id: certificateId });
        await unit.certificates.update(certificateId, { state: 'revoked' });
        const changed = { ...certificate, state: 'revoked' } as const;
        tell(unit, changed);
        return changed;
      });
      await refreshNotAfter(revoked.stationId);
      if (shown.get(foldAscii(revoked.stationId)) === certificateId) deps.disconnect(revoked.stationId);
      return revoked;
    },
    notAfter: (stationId) => notAfter.get(foldAscii(stationId)) ?? null,
    followUp: {
      async answered(unit, answered) {
        const certificate = await certificateOf(unit, answered);
        const state = stateAfter(answered);
        if (certificate === null || state === null || certificate.state === 'revoked') return;
        await unit.certificates.update(certificate.certificateId, { state });
        tell(unit, { ...certificate, state });
      },
    },
  };
}

interface Issuable {
  readonly authority: CertificateAuthority;
  readonly request: CertificateRequest;
  readonly subject: CertificateSubject;
}

/** A text says why not, as a word for the log. */
async function judge(su: StationUnit, csr: string, authority: CertificateAuthority | null): Promise<Issuable | string> {
  if (authority === null) return 'noAuthority';
  const request = await authority.readRequest(csr);
  if (typeof request === 'string') return request;
  const { stationId, serialNumber } = su.station;
  const { operatorName } = su.settings;
  // A00.FR.510: the serial number; stations that know no other name put their identity there.
  const names = [stationId, ...(serialNumber === null ? [] : [serialNumber])];
  if (!names.some((name) => sameAscii(name, request.commonName))) return 'otherCommonName';
  // A00.FR.511: who runs the chargers.
  if (operatorName !== '' && request.organization !== operatorName) return 'otherOrganization';
  const newest = await su.unit.certificates.list({ stationId, limit: mostPerHour, offset: 0 });
  const oldest = newest.rows[mostPerHour - 1];
  if (oldest !== undefined && su.receivedAt - oldest.issuedAt < hourMs) return 'tooMany';
  return { authority, request, subject: { commonName: request.commonName, organization: request.organization } };
}

async function certificateOf(unit: WriteUnit, { command }: AnsweredCommand): Promise<CertificateRecord | null> {
  if (command.type !== 'certificateSigned') return null;
  try {
    return await unit.certificates.findByFingerprint(fingerprintOf(new X509Certificate(command.certificateChain).raw));
  } catch {
    // An expert sent a text of his own.
    return null;
  }
}

/** What the station told that it can take (security whitepaper, `CertificateSignedMaxChainSize`). */
async function longestChain({ unit, station }: StationUnit): Promise<number> {
  const told = await unit.configuration.list(station.stationId);
  const value = toldValue(told, 'CertificateSignedMaxChainSize');
  const longest = value === null ? longestChainEver : Number(value);
  return longest > 0 ? longest : longestChainEver;
}

/** Null while it is open whether the station has it. */
function stateAfter({ outcome }: AnsweredCommand): 'installed' | 'refused' | null {
  if (outcome.kind === 'accepted') return 'installed';
  return isRefused(outcome) ? 'refused' : null;
}

function fingerprintOf(certificate: Uint8Array): string {
  return createHash('sha256').update(certificate).digest('hex');
}
