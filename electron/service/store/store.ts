import type { CommandOutcome, CommandType } from '../../../ocpp/model/command.ts';
import type { Frame } from '../../../ocpp/model/frame.ts';
import type { AuthorizationStatus } from '../../../ocpp/model/id-token.ts';
import type {
  Admission,
  EvseStatus,
  OcppVersion,
  SecurityProfile,
  StationDetails,
} from '../../../ocpp/model/station.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type {
  CdrReads,
  CdrWrites,
  JournalReads,
  JournalWrites,
  RepairReads,
  RepairWrites,
  TermsReads,
  TermsWrites,
} from './book-records.ts';
import type {
  CheckReads,
  CheckWrites,
  ConfigurationReads,
  ConfigurationWrites,
  HabitReads,
  HabitWrites,
  HandshakeFailureReads,
  HandshakeFailureWrites,
  ModelHabitReads,
  ModelHabitWrites,
  ProfileReads,
  ProfileWrites,
} from './charger-records.ts';
import type {
  CertificateReads,
  CertificateWrites,
  RotationReads,
  RotationWrites,
  SecurityEventReads,
  SecurityEventWrites,
} from './security-records.ts';
import type { CustomerReads, CustomerWrites, IdTokenAlias } from './customer-records.ts';
import type { MonthReads, MonthWrites, PackReads, PackWrites } from './book-records.ts';
import type { DocumentReads, DocumentWrites } from './document-records.ts';
import type { ChecklistReads } from './checklist-records.ts';
import type { FileReads, FileWrites, TransferReads, TransferWrites } from './file-records.ts';
import type { LedgerReads } from './ledger.ts';
import type { LocalListReads, LocalListWrites } from './local-list-records.ts';
import type { Page, PageQuery } from './page-records.ts';
import type {
  DrawerReads,
  DrawerWrites,
  OperatorReads,
  OperatorWrites,
  PaymentReads,
  PaymentWrites,
  SaleReads,
  SaleWrites,
} from './payment-records.ts';
import type { ReportReads } from './report-records.ts';
import type { ReservationReads, ReservationWrites } from './reservation-records.ts';
import type { EnergySource, Verdict } from './session-words.ts';
import type { StorageFault } from './storage-fault.ts';
import type { EvseRatingReads, EvseRatingWrites, TariffReads, TariffWrites } from './tariff-records.ts';

/**
 * Everything the service keeps. Writes go through `write`, reads through `read`; nothing here names SQLite, so that another database can take
 * its place.
 */
export interface Store {
  /** Reads see what is committed, on connections of their own: they never wait for writers. */
  readonly read: StoreReads;

  /**
   * Runs `work` as one atomic unit, alone on the writer, and resolves when it is on disk. Units that wait while a commit runs are committed
   * together; a unit that throws is undone alone and rejects with what it threw. Rejects with `StorageFault` when the disk or the database
   * fails: then nothing of the unit is kept.
   */
  write<T>(work: (unit: WriteUnit) => Promise<T>): Promise<T>;

  /** The fault the store is in: every write rejects with it. Null while all is well. The store probes and recovers by itself. */
  readonly fault: StorageFault | null;

  /** Calls back with the fault when the store falls into one, and with null when it has recovered. Returns how to stop listening. */
  onFaultChanged(listener: (fault: StorageFault | null) => void): () => void;

  /** Where and how big the database is. */
  size(): Promise<{ readonly path: string; readonly sizeBytes: number }>;

  /** Finishes queued writes, checkpoints and closes. */
  close(): Promise<void>;
}

/** The tables of one unit of work. Its reads see its own writes and those of units before it. Not to be kept after the unit. */
export interface WriteUnit extends StoreReads {
  /** Runs after the commit that holds this unit, in unit order, before `write` resolves; never when the unit is undone. */
  afterCommit(effect: () => void): void;
  readonly stations: StationReads & StationWrites;
  readonly idTokens: IdTokenReads & IdTokenWrites;
  readonly customers: CustomerReads & CustomerWrites;
  readonly sessions: SessionReads & SessionWrites;
  readonly readings: ReadingReads & ReadingWrites;
  readonly frames: FrameReads & FrameWrites;
  readonly commands: CommandReads & CommandWrites;
  readonly alerts: AlertReads & AlertWrites;
  readonly settings: SettingReads & SettingWrites;
  readonly files: FileReads & FileWrites;
  readonly transfers: TransferReads & TransferWrites;
  readonly localLists: LocalListReads & LocalListWrites;
  readonly reservations: ReservationReads & ReservationWrites;
  readonly certificates: CertificateReads & CertificateWrites;
  readonly securityEvents: SecurityEventReads & SecurityEventWrites;
  readonly rotations: RotationReads & RotationWrites;
  readonly configuration: ConfigurationReads & ConfigurationWrites;
  readonly profiles: ProfileReads & ProfileWrites;
  readonly modelHabits: ModelHabitReads & ModelHabitWrites;
  readonly handshakeFailures: HandshakeFailureReads & HandshakeFailureWrites;
  readonly habits: HabitReads & HabitWrites;
  readonly terms: TermsReads & TermsWrites;
  readonly cdrs: CdrReads & CdrWrites;
  readonly repairs: RepairReads & RepairWrites;
  readonly journal: JournalReads & JournalWrites;
  readonly checks: CheckReads & CheckWrites;
  readonly documents: DocumentReads & DocumentWrites;
  readonly tariffs: TariffReads & TariffWrites;
  readonly evseRatings: EvseRatingReads & EvseRatingWrites;
  readonly months: MonthReads & MonthWrites;
  readonly operators: OperatorReads & OperatorWrites;
  readonly payments: PaymentReads & PaymentWrites;
  readonly drawers: DrawerReads & DrawerWrites;
  readonly sales: SaleReads & SaleWrites;
  readonly monthPacks: PackReads & PackWrites;
  /** The next transaction id of OCPP 1.6: positive int32, from a persisted sequence, never given twice, not even after a restore. */
  nextTransactionId(): Promise<number>;
  /** The next number of another persisted sequence: positive int32. */
  nextNumber(sequence: NumberSequence): Promise<number>;
}

/** What stations know by a number of ours. */
export type NumberSequence = 'request' | 'reservation' | 'chargingProfile';

export interface StoreReads {
  readonly stations: StationReads;
  readonly idTokens: IdTokenReads;
  readonly customers: CustomerReads;
  readonly sessions: SessionReads;
  readonly readings: ReadingReads;
  readonly frames: FrameReads;
  readonly commands: CommandReads;
  readonly alerts: AlertReads;
  readonly settings: SettingReads;
  readonly files: FileReads;
  readonly transfers: TransferReads;
  readonly localLists: LocalListReads;
  readonly reservations: ReservationReads;
  readonly certificates: CertificateReads;
  readonly securityEvents: SecurityEventReads;
  readonly rotations: RotationReads;
  readonly configuration: ConfigurationReads;
  readonly profiles: ProfileReads;
  readonly modelHabits: ModelHabitReads;
  readonly handshakeFailures: HandshakeFailureReads;
  readonly habits: HabitReads;
  readonly terms: TermsReads;
  readonly cdrs: CdrReads;
  readonly repairs: RepairReads;
  readonly journal: JournalReads;
  readonly ledgers: LedgerReads;
  readonly checks: CheckReads;
  readonly documents: DocumentReads;
  readonly tariffs: TariffReads;
  readonly evseRatings: EvseRatingReads;
  readonly months: MonthReads;
  readonly operators: OperatorReads;
  readonly payments: PaymentReads;
  readonly drawers: DrawerReads;
  readonly sales: SaleReads;
  readonly monthPacks: PackReads;
  readonly checklist: ChecklistReads;
  readonly reports: ReportReads;
}

export type { Page, PageQuery } from './page-records.ts';
export type { EnergySource, Verdict } from './session-words.ts';

export interface StationRecord extends StationDetails {
  /** Spelled as the station or the operator first did; unique whatever the case of ASCII letters. */
  readonly stationId: string;
  readonly name: string;
  readonly admission: Admission;
  readonly protocol: OcppVersion | null;
  readonly remoteAddress: string | null;
  readonly createdAt: EpochMs;
  readonly lastSeenAt: EpochMs | null;
  readonly lastBootAt: EpochMs | null;
  /** Salted hash of the password, as `scrypt$…` or `sha256$…`; null when it has none. */
  readonly passwordHash: string | null;
  /** Hashes of passwords the station was told over OCPP and has not come back with. */
  readonly nextPasswordHashes: readonly string[];
  readonly securityProfile: SecurityProfile;
  /** Taken beside it: a higher profile the station was told of, or the lower one it came by before. */
  readonly otherProfile: SecurityProfile | null;
  /** Until when; null for ever. */
  readonly otherProfileUntil: EpochMs | null;
  /** EVSEs that charge whoever comes, at the house's expense. */
  readonly freeVending: readonly number[];
  /** What this station calls Wh is kWh: a person said so. */
  readonly registersInKwh: boolean;
  readonly evses: readonly EvseRecord[];
}

/** Last report on an EVSE. Row 0 is the station itself, kept apart in views. */
export interface EvseRecord {
  readonly evseId: number;
  readonly status: EvseStatus;
  readonly errorCode: string | null;
  readonly info: string | null;
  readonly vendorErrorCode: string | null;
  /** When the station says it became so, corrected. */
  readonly statusAt: EpochMs;
}

export interface StationReads {
  /** In the order they were added. */
  list(): Promise<readonly StationRecord[]>;
  /** By identity, whatever the case of its ASCII letters. */
  find(stationId: string): Promise<StationRecord | null>;
}

export interface StationWrites {
  insert(station: Omit<StationRecord, 'evses'>): Promise<void>;
  update(stationId: string, change: Partial<Omit<StationRecord, 'stationId' | 'evses' | 'createdAt'>>): Promise<void>;
  upsertEvse(stationId: string, evse: EvseRecord): Promise<void>;
  /** Hides the station and its EVSEs; its sessions and frames stay. */
  remove(stationId: string): Promise<void>;
}

export interface IdTokenRecord {
  /** As stations send it; unique whatever the case of ASCII letters (OCPP 1.6 CiString20). */
  readonly idToken: string;
  readonly label: string;
  readonly status: 'Accepted' | 'Blocked';
  readonly expiresAt: EpochMs | null;
  readonly parentIdToken: string | null;
  readonly note: string;
  readonly createdAt: EpochMs;
  /** Whose it is; null: nobody's account. */
  readonly customerId: string | null;
  /** For a calendar month; null: none. */
  readonly budgetWh: number | null;
  readonly budgetMinor: number | null;
  /** Why it is blocked, in a person's words; null where nobody said. */
  readonly blockedReason: string | null;
  /** The card that took its place when it was lost. */
  readonly replacedBy: string | null;
}

export interface IdTokenQuery extends PageQuery {
  /** Found in the id token, its aliases, its label and note, and its customer's name. */
  readonly search?: string | undefined;
  readonly customerId?: string | undefined;
}

export interface IdTokenReads {
  find(idToken: string): Promise<IdTokenRecord | null>;
  list(query: IdTokenQuery): Promise<Page<IdTokenRecord>>;
  /** The card that stations call by this alias. */
  findByAlias(alias: string): Promise<IdTokenRecord | null>;
  /** Of one card or of all, in alphabetical order. */
  aliases(idToken?: string): Promise<readonly IdTokenAlias[]>;
  /** A card and those it took the place of, one after the other, newest first. */
  lineOf(idToken: string): Promise<readonly IdTokenRecord[]>;
}

export interface IdTokenWrites {
  insert(token: IdTokenRecord): Promise<void>;
  update(idToken: string, change: Partial<Omit<IdTokenRecord, 'idToken' | 'createdAt'>>): Promise<void>;
  /** Its aliases go with it. */
  remove(idToken: string): Promise<void>;
  addAlias(alias: IdTokenAlias): Promise<void>;
  removeAlias(alias: string): Promise<void>;
}

export interface SessionRecord {
  readonly sessionId: string;
  readonly stationId: string;
  readonly evseId: number;
  readonly transactionId: string;
  readonly idToken: string | null;
  /** What the station was told of the token at the start; null when it never asked. */
  readonly authorization: AuthorizationStatus | null;
  /** Corrected times; what the station wrote is kept beside them. */
  readonly startedAt: EpochMs;
  readonly startedText: string | null;
  readonly startReceivedAt: EpochMs;
  readonly stoppedAt: EpochMs | null;
  readonly stoppedText: string | null;
  readonly stopReceivedAt: EpochMs | null;
  /** As sent; null when the station sent no usable number. */
  readonly meterStartWh: number | null;
  readonly meterStopWh: number | null;
  /** Latest register of the session while it runs, and its time. */
  readonly lastMeterWh: number | null;
  readonly lastMeterAt: EpochMs | null;
  readonly lastPowerW: number | null;
  /** Billable energy; never negative; null while nothing is known. */
  readonly energyWh: number | null;
  readonly energySource: EnergySource;
  readonly stopReason: string | null;
  readonly verdict: Verdict;
  /** Words for programs, sorted, each once: what is doubtful about the session. */
  readonly flags: readonly string[];
}

export interface SessionQuery extends PageQuery {
  /** Sessions that stopped in [from, to), and open ones that started before `to`. */
  readonly from?: EpochMs | undefined;
  readonly to?: EpochMs | undefined;
  readonly stationId?: string | undefined;
  readonly evseId?: number | undefined;
  /** Sessions of the cards it took the place of among them. */
  readonly idToken?: string | undefined;
  /** On whose account they go; where nothing was agreed, their card says so. */
  readonly customerId?: string | undefined;
  readonly open?: boolean | undefined;
  readonly verdict?: Verdict | undefined;
  /** Found in session id, transaction id, station, id token or its label. */
  readonly search?: string | undefined;
}

export interface SessionTotals {
  readonly sessions: number;
  readonly energyWh: number;
}

export interface SessionReads {
  find(sessionId: string): Promise<SessionRecord | null>;
  /** Newest start first. */
  list(query: SessionQuery): Promise<Page<SessionRecord>>;
  totals(query: Omit<SessionQuery, 'limit' | 'offset'>): Promise<SessionTotals>;
  /** Every open session. */
  open(): Promise<readonly SessionRecord[]>;
  openOnEvse(stationId: string, evseId: number): Promise<readonly SessionRecord[]>;
  openWithIdToken(idToken: string): Promise<readonly SessionRecord[]>;
  /** The newest one: ids are not unique, stations are known to send -1 or 0 again and again. */
  findByTransaction(stationId: string, transactionId: string): Promise<SessionRecord | null>;
  /** The newest session this stop was already recorded in; stations repeat a stop whose answer was lost, with whatever id they hold. */
  findByStop(key: StopKey): Promise<SessionRecord | null>;
  /** The natural key of a repeated start. */
  findByStart(key: StartKey): Promise<SessionRecord | null>;
  /** In order of stop time, for a report, [from, to) by stop time; yields in pages so that memory stays flat. */
  stoppedBetween(from: EpochMs, to: EpochMs): AsyncIterable<SessionRecord>;
  /** Latest known register of an EVSE from closed and open sessions, Wh. */
  lastRegisterWh(stationId: string, evseId: number): Promise<number | null>;
}

export interface StartKey {
  readonly stationId: string;
  readonly evseId: number;
  readonly idToken: string;
  readonly startedText: string | null;
  readonly startedAt: EpochMs;
  readonly meterStartWh: number | null;
}

export interface StopKey {
  readonly stationId: string;
  readonly stoppedText: string;
  readonly meterStopWh: number | null;
}

export interface SessionWrites {
  /** Returns the new session's id. */
  insert(session: Omit<SessionRecord, 'sessionId'>): Promise<string>;
  update(sessionId: string, change: Partial<Omit<SessionRecord, 'sessionId'>>): Promise<void>;
}

/** What a station measured at one moment of a session. Integers; null where nothing was reported. */
export interface Reading {
  readonly at: EpochMs;
  readonly context: string;
  /** Register, not the session's share. */
  readonly energyWh: number | null;
  readonly powerW: number | null;
  readonly currentMilliampL1: number | null;
  readonly currentMilliampL2: number | null;
  readonly currentMilliampL3: number | null;
  readonly voltageMillivoltL1: number | null;
  readonly voltageMillivoltL2: number | null;
  readonly voltageMillivoltL3: number | null;
  readonly offeredCurrentMilliamp: number | null;
  readonly temperatureDecidegree: number | null;
  readonly stateOfChargePercent: number | null;
  /** Everything else of that moment, as JSON of sampled values; null when there is nothing else. */
  readonly other: string | null;
}

export interface ReadingReads {
  /** In order of time. At most `maxPoints` are returned, evenly thinned, first and last always among them. */
  series(sessionId: string, maxPoints: number): Promise<readonly Reading[]>;
  /** Every register of a session, in order of time. */
  registers(sessionId: string): Promise<readonly RegisterReading[]>;
  /** What has no column of its own, of every moment that has such, in order of time. */
  others(sessionId: string): Promise<readonly OtherReading[]>;
}

/** `other` of a reading. */
export interface OtherReading extends Pick<Reading, 'at' | 'context'> {
  readonly other: string;
}

/** What a meter showed at a moment. */
export interface RegisterReading {
  readonly at: EpochMs;
  readonly energyWh: number;
}

export interface ReadingWrites {
  /** Adds readings of a session. One with the same time and context is there already and stays as it is; what it had not, it is given. */
  insert(sessionId: string, readings: readonly Reading[]): Promise<void>;
}

export interface FrameRecord extends Frame {
  readonly frameId: string;
  readonly stationId: string;
  readonly connectionId: string;
  /** Session the frame belongs to, where known. */
  readonly sessionId: string | null;
}

export interface FrameQuery extends PageQuery {
  readonly stationId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly action?: string | undefined;
  readonly kind?: Frame['kind'] | undefined;
  readonly direction?: Frame['direction'] | undefined;
  readonly from?: EpochMs | undefined;
  readonly to?: EpochMs | undefined;
  /** Found in the text. */
  readonly search?: string | undefined;
}

export interface FrameReads {
  /** Newest first. */
  list(query: FrameQuery): Promise<Page<FrameRecord>>;
  /** Actions that occur, in alphabetical order. */
  actions(): Promise<readonly string[]>;
}

export interface FrameWrites {
  append(frames: readonly Omit<FrameRecord, 'frameId'>[]): Promise<void>;
  /** Deletes at most `limit` frames older than `before`; returns how many. */
  prune(before: EpochMs, limit: number): Promise<number>;
  /** Deletes at most `limit` of the oldest, so that about the newest `most` stay; returns how many. */
  pruneBeyond(most: number, limit: number): Promise<number>;
}

/** A command given to a station, and what came of it. */
export interface CommandRecord {
  readonly commandId: string;
  readonly stationId: string;
  readonly evseId: number | null;
  readonly type: CommandType;
  /** The command as JSON, without a password it may have held. */
  readonly request: string;
  readonly sentAt: EpochMs;
  readonly answeredAt: EpochMs | null;
  readonly outcome: CommandOutcome | null;
  /** Whether what was asked for was then seen to happen; `none` when there is nothing to see. */
  readonly effect: 'none' | 'waiting' | 'seen' | 'missing';
  readonly effectAt: EpochMs | null;
}

export interface CommandReads {
  /** Newest first. */
  list(query: PageQuery & { readonly stationId?: string | undefined }): Promise<Page<CommandRecord>>;
}

export interface CommandWrites {
  /** Returns the new command's id. */
  insert(command: Omit<CommandRecord, 'commandId'>): Promise<string>;
  update(
    commandId: string,
    change: Partial<Pick<CommandRecord, 'answeredAt' | 'outcome' | 'effect' | 'effectAt'>>,
  ): Promise<void>;
}

export type AlertKind =
  | 'stationOffline'
  | 'stationFaulted'
  | 'stationPending'
  | 'stationUnstable'
  | 'clockSkew'
  | 'sessionReview'
  | 'unknownIdToken'
  | 'handshakeFailed'
  | 'securityEvent'
  | 'certificateExpiring'
  | 'chargingWithoutTransaction'
  | 'messageTooLong'
  | 'monthPackFailed'
  | 'stoppedAtLimit';

export interface AlertRecord {
  readonly alertId: string;
  readonly kind: AlertKind;
  readonly stationId: string | null;
  readonly evseId: number | null;
  readonly raisedAt: EpochMs;
  readonly clearedAt: EpochMs | null;
  /** Values the reader's text is made of. */
  readonly details: Readonly<Record<string, string | number>>;
}

export interface AlertReads {
  /** Not cleared, oldest first. */
  active(): Promise<readonly AlertRecord[]>;
  /** All, newest first. */
  list(query: PageQuery): Promise<Page<AlertRecord>>;
}

export interface AlertWrites {
  /** Returns the new alert's id. */
  raise(alert: Omit<AlertRecord, 'alertId' | 'clearedAt'>): Promise<string>;
  clear(alertId: string, at: EpochMs): Promise<void>;
}

export interface SettingReads {
  /** All settings that were ever set, each value as JSON. */
  all(): Promise<ReadonlyMap<string, string>>;
}

export interface SettingWrites {
  set(key: string, valueJson: string): Promise<void>;
}
