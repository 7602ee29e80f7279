import type { CommandOutcome, CommandType } from '../../ocpp/model/command.ts';
import type { FrameDirection, FrameKind } from '../../ocpp/model/frame.ts';
import type { AuthorizationStatus } from '../../ocpp/model/id-token.ts';
import type { Admission, EvseStatus, OcppVersion, SecurityProfile } from '../../ocpp/model/station.ts';
import type { IsoTime } from '../../ocpp/model/time.ts';
import type { IdTokenSuffixRule } from './fields.ts';
import type { AlertDetails } from './words.ts';

export type { IsoTime };

export type Language = 'az' | 'ru' | 'en' | 'tr';

export interface Page<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

export interface SystemStatus {
  readonly version: string;
  readonly now: IsoTime;
  readonly startedAt: IsoTime;
  /** Addresses a charger can dial, best first; the identity follows behind a `/`. */
  readonly ocppUrls: readonly string[];
  /** The same for encrypted connections; empty while none are served. */
  readonly secureOcppUrls: readonly string[];
  readonly stations: { readonly total: number; readonly online: number };
  readonly sessions: { readonly open: number };
  /** Since local midnight: sessions that ended, energy and cost of those and of open ones. */
  readonly today: {
    readonly sessions: number;
    readonly energyWh: number;
    readonly grossMinor: number;
    /** ISO 4217. */
    readonly currency: string;
  };
  readonly database: { readonly path: string; readonly sizeBytes: number };
  /** Demo data is kept in a database of its own. */
  readonly demo: boolean;
  /** The storage fails: nothing is answered until it recovers. */
  readonly storageFault: boolean;
}

/** One network card of this PC and what a charger on its network dials. */
export interface NetworkAddress {
  readonly interfaceName: string;
  readonly address: string;
  readonly ocppUrl: string;
  /** Null while encrypted connections are not served. */
  readonly secureOcppUrl: string | null;
  /** A card of a virtual machine, a VPN or the like, which chargers hardly ever reach. */
  readonly virtual: boolean;
}

export interface StationView {
  readonly stationId: string;
  readonly name: string;
  readonly admission: Admission;
  readonly online: boolean;
  readonly protocol: OcppVersion | null;
  readonly vendor: string | null;
  readonly model: string | null;
  readonly serialNumber: string | null;
  readonly firmwareVersion: string | null;
  readonly remoteAddress: string | null;
  readonly lastSeenAt: IsoTime | null;
  readonly lastBootAt: IsoTime | null;
  readonly connectedAt: IsoTime | null;
  /** A password is set, and the station must send it. */
  readonly passwordSet: boolean;
  /** What the station must connect by; anything else is refused. */
  readonly securityProfile: SecurityProfile;
  /** The connection it has now is encrypted. */
  readonly secure: boolean;
  /** The station sends no `Sec-WebSocket-Protocol` header; OCPP 1.6 is assumed. */
  readonly subprotocolMissing: boolean;
  /** EVSEs that charge whoever comes, at the house's expense. */
  readonly freeVending: readonly number[];
  /** What this station calls Wh counts as kWh. */
  readonly registersInKwh: boolean;
  /** The station itself (EVSE 0), when it ever reported on itself. */
  readonly status: EvseStatus | null;
  readonly errorCode: string | null;
  readonly evses: readonly EvseView[];
}

export interface EvseView {
  readonly evseId: number;
  readonly status: EvseStatus;
  readonly errorCode: string | null;
  readonly info: string | null;
  readonly vendorErrorCode: string | null;
  readonly statusAt: IsoTime | null;
  /** What it can deliver, as the operator says; null where nobody said. */
  readonly rating: EvseRating | null;
  readonly session: LiveSessionView | null;
}

export interface EvseRating {
  readonly powerClass: 'AC' | 'DC';
  readonly maxPowerW: number | null;
}

/** A running session as an overview needs it. */
export interface LiveSessionView {
  readonly sessionId: string;
  readonly transactionId: string;
  readonly idToken: string | null;
  readonly idTokenLabel: string | null;
  readonly startedAt: IsoTime;
  readonly energyWh: number | null;
  readonly powerW: number | null;
  readonly stateOfChargePercent: number | null;
  readonly lastReadingAt: IsoTime | null;
  /** What it costs so far, VAT included; null where nobody knows. */
  readonly grossMinor: number | null;
  /** ISO 4217. */
  readonly currency: string;
}

export type Verdict = 'ok' | 'estimated' | 'repaired' | 'review';

export interface SessionView {
  readonly sessionId: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly evseId: number;
  readonly transactionId: string;
  readonly idToken: string | null;
  readonly idTokenLabel: string | null;
  readonly authorization: AuthorizationStatus | null;
  readonly startedAt: IsoTime;
  readonly stoppedAt: IsoTime | null;
  readonly meterStartWh: number | null;
  readonly meterStopWh: number | null;
  readonly energyWh: number | null;
  readonly energySource: 'register' | 'reading' | 'none';
  readonly stopReason: string | null;
  readonly verdict: Verdict;
  readonly flags: readonly string[];
  /** ISO 4217. */
  readonly currency: string;
  /** What it costs, of one that runs so far; null where nobody knows. */
  readonly grossMinor: number | null;
  readonly netMinor: number | null;
  readonly vatMinor: number | null;
  readonly paidMinor: number | null;
  /** `none`: there is nothing to pay, or not yet. */
  readonly paymentStatus: 'none' | 'unpaid' | 'partial' | 'paid' | 'overpaid';
}

export interface SessionDetailsView extends SessionView {
  /** As the station wrote them, and when we heard of it. */
  readonly startedText: string | null;
  readonly startReceivedAt: IsoTime;
  readonly stoppedText: string | null;
  readonly stopReceivedAt: IsoTime | null;
  readonly powerW: number | null;
}

/** A session's list with its totals over all pages. */
export interface SessionPage extends Page<SessionView> {
  readonly totals: { readonly sessions: number; readonly energyWh: number };
}

export interface SessionSeries {
  readonly sessionId: string;
  readonly points: readonly SeriesPoint[];
}

export interface SeriesPoint {
  readonly at: IsoTime;
  /** Register, Wh. */
  readonly energyWh: number | null;
  readonly powerW: number | null;
  readonly currentMilliamp: readonly [number | null, number | null, number | null];
  readonly voltageMillivolt: readonly [number | null, number | null, number | null];
  readonly stateOfChargePercent: number | null;
}

export interface FrameView {
  readonly frameId: string;
  readonly stationId: string;
  readonly sessionId: string | null;
  readonly at: IsoTime;
  readonly direction: FrameDirection;
  readonly kind: FrameKind;
  readonly messageId: string | null;
  readonly action: string | null;
  /** The frame's text, byte for byte. */
  readonly text: string;
}

export interface CommandView {
  readonly commandId: string;
  readonly stationId: string;
  readonly evseId: number | null;
  readonly type: CommandType;
  readonly request: Readonly<Record<string, unknown>>;
  readonly sentAt: IsoTime;
  readonly answeredAt: IsoTime | null;
  readonly outcome: CommandOutcome | null;
  readonly effect: 'none' | 'waiting' | 'seen' | 'missing';
  readonly effectAt: IsoTime | null;
}

/** What `stations.command` gives: the outcome, and the command's number to follow its effect by. */
export interface CommandResult extends CommandOutcome {
  readonly commandId: string;
  readonly effect: CommandView['effect'];
}

export type { CommandOutcome, CommandType };

export type AlertKind = keyof AlertDetails;

export interface AlertView {
  readonly alertId: string;
  readonly kind: AlertKind;
  readonly stationId: string | null;
  readonly stationName: string | null;
  readonly evseId: number | null;
  readonly raisedAt: IsoTime;
  readonly clearedAt: IsoTime | null;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface Settings {
  readonly siteName: string;
  readonly language: Language;
  readonly theme: 'system' | 'light' | 'dark';
  /** IANA name of the site's time zone. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Unknown stations are admitted at once instead of waiting as pending. */
  readonly acceptUnknown: boolean;
  /** Cards that are not in the list may charge. */
  readonly acceptAnyCard: boolean;
  /** Token a session is booked to when it is started from the console; at most 20 characters (OCPP 1.6 CiString20). */
  readonly consoleIdToken: string;
  /** What stations of this site put behind a card's number. */
  readonly idTokenSuffixes: readonly IdTokenSuffixRule[];
  /** Who runs the chargers, as certificates of stations name it (`CpoName`, security whitepaper §2.3). */
  readonly operatorName: string;
  readonly heartbeatIntervalSeconds: number;
  /** A station is reported as offline after this long without a connection. */
  readonly offlineAlertSeconds: number;
  /** Raw frames are deleted after this long. */
  readonly frameRetentionDays: number;
}

/** A piece of a file. */
export interface ExportedPart {
  readonly offset: number;
  readonly base64: string;
  /** Nothing follows. */
  readonly last: boolean;
}

export interface ExportedFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly base64: string;
}
