import type { CertificateView } from '../../contract/security.ts';
import type { CertificateRecord } from '../store/security-records.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';

export function certificateView(certificate: CertificateRecord, stationName: string): CertificateView {
  const { certificateId, stationId, algorithm, subject, serialNumber, fingerprint, state } = certificate;
  const { issuedAt, notAfter, usedAt } = certificate;
  return {
    ...{ certificateId, stationId, stationName, algorithm, subject, serialNumber, fingerprint, state },
    issuedAt: isoTime(issuedAt),
    notAfter: isoTime(notAfter),
    usedAt: isoTimeOrNull(usedAt),
  };
}
