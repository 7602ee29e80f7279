import type {
  CentralSystem,
  ChargingRules,
  DisconnectReason,
  Handshake,
  HandshakeRefusal,
  HandshakeVerdict,
  MeterReport,
  ProgressReport,
  ReceivedCall,
  SecurityEvent,
  StationConnectionInfo,
  StatusReport,
  TransactionEnd,
  TransactionStart,
  VendorMessage,
} from '../../../ocpp/central-system.ts';
import type { Frame } from '../../../ocpp/model/frame.ts';
import type { StationHabit } from '../../../ocpp/model/habit.ts';
import type { IdTokenInfo } from '../../../ocpp/model/id-token.ts';
import type { StationDetails } from '../../../ocpp/model/station.ts';

export const acceptedToken: IdTokenInfo = { status: 'Accepted', expiresAt: null, parentIdToken: null };

/** 2026-03-01T08:00:00Z, what every answer of these tests takes for now. */
export const testNow = Date.UTC(2026, 2, 1, 8);

/** A central system that keeps everything in memory, in the order it happened. */
export class MemoryCentralSystem implements CentralSystem {
  readonly handshakes: Handshake[] = [];
  readonly refusals: { readonly handshake: Handshake; readonly refusal: HandshakeRefusal }[] = [];
  readonly connections: StationConnectionInfo[] = [];
  readonly disconnections: { readonly connection: StationConnectionInfo; readonly reason: DisconnectReason }[] = [];
  /** Frames that went through `exchange`, received and answered, as they were stored. */
  readonly exchanged: Frame[] = [];
  readonly recorded: Frame[] = [];

  /** What the rules were given. */
  readonly boots: StationDetails[] = [];
  readonly authorized: string[] = [];
  readonly statuses: StatusReport[] = [];
  readonly starts: TransactionStart[] = [];
  readonly meterReports: MeterReport[] = [];
  readonly ends: TransactionEnd[] = [];
  readonly vendorMessages: VendorMessage[] = [];
  readonly firmwareReports: ProgressReport[] = [];
  readonly logReports: ProgressReport[] = [];
  readonly securityEvents: SecurityEvent[] = [];
  readonly certificateRequests: string[] = [];
  /** Habits by station, in the order they were noticed. */
  readonly habits: { readonly stationId: string; readonly habit: StationHabit; readonly sample: string | null }[] = [];

  verdict: (handshake: Handshake) => HandshakeVerdict | Promise<HandshakeVerdict> = ({ stationId }) => ({
    kind: 'accept',
    stationId,
  });
  /** Runs before anything is stored; a rejection is a disk that fails. */
  storing: () => Promise<void> = () => Promise.resolve();
  /** Replaces single rules. */
  overrides: Partial<ChargingRules> = {};
  #transactionId = 0;

  async admit(handshake: Handshake): Promise<HandshakeVerdict> {
    this.handshakes.push(handshake);
    return this.verdict(handshake);
  }

  connected(connection: StationConnectionInfo): void {
    this.connections.push(connection);
  }

  disconnected(connection: StationConnectionInfo, reason: DisconnectReason): void {
    this.disconnections.push({ connection, reason });
  }

  handshakeFailed(handshake: Handshake, refusal: HandshakeRefusal): void {
    this.refusals.push({ handshake, refusal });
  }

  async exchange(
    received: ReceivedCall,
    answer: (rules: ChargingRules) => Promise<Frame>,
    answerFault: (fault: unknown) => Frame,
  ): Promise<Frame> {
    await this.storing();
    const answered = await answer({ ...this.rules, ...this.overrides }).catch(answerFault);
    this.exchanged.push(received.frame, answered);
    return answered;
  }

  record(_connection: StationConnectionInfo, frame: Frame): void {
    this.recorded.push(frame);
  }

  noticed(stationId: string, habit: StationHabit, sample: string | null): void {
    this.habits.push({ stationId, habit, sample });
  }

  readonly rules: ChargingRules = {
    bootNotification: (boot) => {
      this.boots.push(boot);
      return Promise.resolve({ status: 'Accepted', currentTime: testNow, intervalSeconds: 300 });
    },
    heartbeat: () => Promise.resolve({ currentTime: testNow }),
    authorize: (idToken) => {
      this.authorized.push(idToken);
      return Promise.resolve(acceptedToken);
    },
    statusNotification: (report) => {
      this.statuses.push(report);
      return Promise.resolve();
    },
    transactionStarted: (report) => {
      this.starts.push(report);
      this.#transactionId += 1;
      return Promise.resolve({ transactionId: String(this.#transactionId), idTokenInfo: acceptedToken });
    },
    meterValues: (report) => {
      this.meterReports.push(report);
      return Promise.resolve();
    },
    transactionEnded: (report) => {
      this.ends.push(report);
      return Promise.resolve(report.idToken === null ? null : acceptedToken);
    },
    dataTransfer: (message) => {
      this.vendorMessages.push(message);
      return Promise.resolve({ status: 'UnknownVendorId' });
    },
    firmwareStatus: (report) => {
      this.firmwareReports.push(report);
      return Promise.resolve();
    },
    logStatus: (report) => {
      this.logReports.push(report);
      return Promise.resolve();
    },
    securityEvent: (event) => {
      this.securityEvents.push(event);
      return Promise.resolve();
    },
    signCertificate: (csr) => {
      this.certificateRequests.push(csr);
      return Promise.resolve('Accepted');
    },
  };
}
