import type { CertificateHash, CertificateUse } from './certificate.ts';
import type {
  ChargingProfile,
  ChargingProfilePurpose,
  ChargingRateUnit,
  CompositeSchedule,
} from './charging-profile.ts';
import type { LocalListEntry } from './local-list.ts';
import type { OutcomeReason } from './outcome-reason.ts';
import type { IsoTime } from './time.ts';

/** What we can tell a station to do, whatever version it speaks. Without `evseId` the whole station is meant, or the choice is its own. */
export type Command =
  | {
      readonly type: 'remoteStart';
      readonly evseId?: number | undefined;
      readonly idToken: string;
      /** Limits the session that starts; a `TxProfile` without a transaction id (OCPP 1.6 §5.11). */
      readonly profile?: ChargingProfile | undefined;
    }
  | { readonly type: 'remoteStop'; readonly transactionId: string }
  | { readonly type: 'reset'; readonly mode: 'soft' | 'hard' }
  | { readonly type: 'unlock'; readonly evseId: number }
  | {
      readonly type: 'changeAvailability';
      readonly evseId?: number | undefined;
      readonly operationalStatus: 'Operative' | 'Inoperative';
    }
  /** Without `keys` every key is asked for. */
  | { readonly type: 'getConfiguration'; readonly keys?: readonly string[] | undefined }
  | { readonly type: 'setConfiguration'; readonly key: string; readonly value: string }
  | { readonly type: 'clearCache' }
  | {
      readonly type: 'dataTransfer';
      readonly vendorId: string;
      readonly messageId?: string | undefined;
      readonly data?: string | undefined;
    }
  /** Asks for a message outside of its turn (OCPP 1.6 §5.17). */
  | { readonly type: 'trigger'; readonly message: TriggeredMessage; readonly evseId?: number | undefined }
  /** The same by the message of the security extension, which knows more (security whitepaper §5.4). */
  | {
      readonly type: 'extendedTrigger';
      readonly message: ExtendedTriggeredMessage;
      readonly evseId?: number | undefined;
    }
  /** OCPP 1.6 §5.9: the station uploads a file of its own choosing to the folder `location`. */
  | (Retrying & {
      readonly type: 'getDiagnostics';
      readonly location: string;
      readonly from?: IsoTime | undefined;
      readonly to?: IsoTime | undefined;
    })
  /** Security whitepaper §5.6. */
  | (Retrying & {
      readonly type: 'getLog';
      readonly log: 'DiagnosticsLog' | 'SecurityLog';
      readonly requestId: number;
      readonly location: string;
      readonly from?: IsoTime | undefined;
      readonly to?: IsoTime | undefined;
    })
  /** OCPP 1.6 §5.19: the station downloads from `location` from then on. */
  | (Retrying & { readonly type: 'updateFirmware'; readonly location: string; readonly retrieveAt: IsoTime })
  /** Security whitepaper §5.12; certificate in PEM, signature in base64. */
  | (Retrying & {
      readonly type: 'signedUpdateFirmware';
      readonly requestId: number;
      readonly location: string;
      readonly retrieveAt: IsoTime;
      readonly installAt?: IsoTime | undefined;
      readonly signingCertificate: string;
      readonly signature: string;
    })
  | { readonly type: 'getLocalListVersion' }
  /** OCPP 1.6 §5.15. */
  | {
      readonly type: 'sendLocalList';
      readonly version: number;
      readonly updateType: 'full' | 'differential';
      readonly entries: readonly LocalListEntry[];
    }
  /** OCPP 1.6 §5.13. */
  | {
      readonly type: 'reserve';
      readonly reservationId: number;
      readonly evseId?: number | undefined;
      readonly idToken: string;
      readonly parentIdToken?: string | undefined;
      readonly expiresAt: IsoTime;
    }
  | { readonly type: 'cancelReservation'; readonly reservationId: number }
  | { readonly type: 'setChargingProfile'; readonly evseId?: number | undefined; readonly profile: ChargingProfile }
  /** What is left out matches everything; `evseId` 0 matches profiles of the whole station (OCPP 1.6 §5.5). */
  | {
      readonly type: 'clearChargingProfile';
      readonly profileId?: number | undefined;
      readonly evseId?: number | undefined;
      readonly purpose?: ChargingProfilePurpose | undefined;
      readonly stackLevel?: number | undefined;
    }
  | {
      readonly type: 'getCompositeSchedule';
      readonly evseId?: number | undefined;
      readonly durationSeconds: number;
      readonly unit?: ChargingRateUnit | undefined;
    }
  /** PEM, the station's own certificate first (security whitepaper §5.1). */
  | { readonly type: 'certificateSigned'; readonly certificateChain: string }
  /** PEM (security whitepaper §5.7). */
  | { readonly type: 'installCertificate'; readonly certificateType: CertificateUse; readonly certificate: string }
  | { readonly type: 'deleteCertificate'; readonly certificate: CertificateHash }
  | { readonly type: 'getInstalledCertificateIds'; readonly certificateType: CertificateUse };

interface Retrying {
  /** How often the station tries. */
  readonly retries?: number | undefined;
  readonly retryIntervalSeconds?: number | undefined;
}

export const triggeredMessages = [
  'BootNotification',
  'StatusNotification',
  'MeterValues',
  'Heartbeat',
  'FirmwareStatusNotification',
  'DiagnosticsStatusNotification',
] as const;
export type TriggeredMessage = (typeof triggeredMessages)[number];

export const extendedTriggeredMessages = [
  'BootNotification',
  'StatusNotification',
  'MeterValues',
  'Heartbeat',
  'FirmwareStatusNotification',
  'LogStatusNotification',
  'SignChargingStationCertificate',
] as const;
export type ExtendedTriggeredMessage = (typeof extendedTriggeredMessages)[number];

export type CommandType = Command['type'];

/**
 * How a station took a command. A refusal is a value, never an exception.
 * - `accepted`: it will do so; `response.status` may say `Scheduled` or `RebootRequired`
 * - `rejected`: it will not; `response` or `reason` says what it answered
 * - `notSupported`: it does not know the command or the key
 * - `offline`: there is no connection; nothing was sent
 * - `timedOut`: sent, no answer within the time limit
 * - `failed`: not sent, cut off, or answered with something else; `reason` says why
 */
export interface CommandOutcome {
  readonly kind: 'accepted' | 'rejected' | 'notSupported' | 'offline' | 'timedOut' | 'failed';
  /** The station's answer, in the field names of `CommandResponse`. */
  readonly response?: CommandResponse | undefined;
  /** A word for programs, not a sentence for people. */
  readonly reason?: OutcomeReason | undefined;
}

/** What a station answered, version-free. Fields that do not belong to the command are absent. */
export interface CommandResponse {
  /** The status word of the answer as the station sent it, e.g. `Accepted`, `Scheduled`, `RebootRequired`, `UnlockFailed`. */
  readonly status?: string | undefined;
  /** getConfiguration: the keys the station told. */
  readonly configuration?: readonly ConfigurationKey[] | undefined;
  /** getConfiguration: asked for by name and unknown to the station. */
  readonly unknownKeys?: readonly string[] | undefined;
  /** dataTransfer: the answer's data. */
  readonly data?: string | undefined;
  /** getLocalListVersion: 0 for an empty list, `noLocalList` where the station has none. */
  readonly listVersion?: number | undefined;
  /** getDiagnostics and getLog: the file the station will upload; absent when it has nothing to send. */
  readonly fileName?: string | undefined;
  /** getCompositeSchedule: absent when nothing limits the station. */
  readonly schedule?: CompositeSchedule | undefined;
  /** getInstalledCertificateIds. */
  readonly certificates?: readonly CertificateHash[] | undefined;
}

/** A setting of a station (OCPP 1.6 KeyValue). */
export interface ConfigurationKey {
  readonly key: string;
  /** Null when the key is known but has no value to show, as for write-only keys. */
  readonly value: string | null;
  readonly readonly: boolean;
}
