import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { Page, PageQuery } from './page-records.ts';

/** A client certificate issued to a station. Public: the key never leaves the station. */
export interface CertificateRecord {
  readonly certificateId: string;
  readonly stationId: string;
  readonly algorithm: 'rsa' | 'ecdsa';
  readonly subject: string;
  /** Hexadecimal, as is the fingerprint (SHA-256); each is unique. */
  readonly serialNumber: string;
  readonly fingerprint: string;
  readonly pem: string;
  readonly issuedAt: EpochMs;
  readonly notAfter: EpochMs;
  readonly state: 'issued' | 'installed' | 'refused' | 'revoked';
  readonly usedAt: EpochMs | null;
}

export interface CertificateReads {
  find(certificateId: string): Promise<CertificateRecord | null>;
  findByFingerprint(fingerprint: string): Promise<CertificateRecord | null>;
  /** Newest first. */
  list(query: PageQuery & { readonly stationId?: string | undefined }): Promise<Page<CertificateRecord>>;
  /** Those that open the door: issued or installed, and not run out. */
  valid(now: EpochMs): Promise<readonly CertificateRecord[]>;
}

export interface CertificateWrites {
  /** Returns the new certificate's id. Of the station's only the newest `keep` stay, and the one it used last. */
  insert(certificate: Omit<CertificateRecord, 'certificateId'>, keep: number): Promise<string>;
  update(certificateId: string, change: Partial<Pick<CertificateRecord, 'state' | 'usedAt'>>): Promise<void>;
}

export interface SecurityEventRecord {
  readonly stationId: string;
  /** When the station says it happened, corrected. */
  readonly at: EpochMs;
  readonly type: string;
  readonly critical: boolean;
  readonly techInfo: string | null;
}

export interface SecurityEventReads {
  /** Newest first. */
  list(query: PageQuery & { readonly stationId?: string | undefined }): Promise<Page<SecurityEventRecord>>;
}

export interface SecurityEventWrites {
  /** Of one station only the newest `keep` stay. */
  insert(event: SecurityEventRecord, keep: number): Promise<void>;
}

/** Where the last change of a station's password over OCPP stands. */
export interface RotationRecord {
  readonly stationId: string;
  readonly state: 'told' | 'done' | 'refused' | 'failed';
  readonly at: EpochMs;
}

export interface RotationReads {
  find(stationId: string): Promise<RotationRecord | null>;
}

export interface RotationWrites {
  set(rotation: RotationRecord): Promise<void>;
}
