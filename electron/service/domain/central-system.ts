import type {
  CentralSystem,
  ChargingRules,
  Handshake,
  HandshakeRefusal,
  ReceivedCall,
  StationConnectionInfo,
} from '../../../ocpp/central-system.ts';
import type { Frame } from '../../../ocpp/model/frame.ts';
import { OcppError } from '../../../ocpp/model/ocpp-error.ts';
import type { Clock } from '../../../ocpp/model/time.ts';
import type { FrameRecord, Store, WriteUnit } from '../store/store.ts';
import type { Admissions } from './admission.ts';
import type { RunningCost } from './allowance.ts';
import type { SessionBooks } from './books/session-books.ts';
import type { Announce, Change } from './changes.ts';
import { chargingRules } from './charging-rules.ts';
import type { ClientCertificates } from './client-certificates.ts';
import { type ConnectionHabits, createConnectionHabits } from './connection-habits.ts';
import type { FrameLog } from './frame-log.ts';
import type { LiveState } from './live-state.ts';
import type { Log } from './log.ts';
import type { RegisterMemory } from './register-memory.ts';
import type { SettingsBook } from './settings.ts';
import type { StationClocks } from './station-clocks.ts';
import { correctTime, isFromUnsetClock } from './station-time.ts';
import { isStorageFault } from './storage-fault.ts';
import type { StationUnit } from './station-unit.ts';

export interface CentralSystemDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly live: LiveState;
  readonly settings: SettingsBook;
  readonly books: SessionBooks;
  readonly stationClocks: StationClocks;
  readonly admissions: Admissions;
  readonly frameLog: FrameLog;
  readonly announce: Announce;
  readonly warnDaily: (subject: string, message: string) => void;
  readonly handshakeFailed: (handshake: Handshake, refusal: HandshakeRefusal) => void;
  readonly noticed: CentralSystem['noticed'];
  readonly registers: RegisterMemory;
  readonly runningCost: RunningCost;
  readonly certificates: Pick<ClientCertificates, 'sign'>;
}

/** The rules of charging behind the OCPP server's port. */
export function createCentralSystem(deps: CentralSystemDeps): CentralSystem {
  const { clock, live, announce } = deps;
  const comings = createConnectionHabits(live, deps.noticed);
  return {
    admit: (handshake) => deps.admissions.admit(handshake),
    connected(connection) {
      comings.connected(connection);
      announce({ type: 'stationConnected', connection });
      deps.admissions.noteConnection(connection);
    },
    disconnected(connection, reason) {
      comings.disconnected(connection);
      deps.log.info('station disconnected', { stationId: connection.stationId, reason });
      announce({ type: 'stationDisconnected', connection, reason, at: clock.now() });
      deps.admissions.noteSeen(connection.stationId);
    },
    handshakeFailed: deps.handshakeFailed,
    noticed: deps.noticed,
    async exchange(received, answer, answerFault) {
      live.seen(received.connection.stationId, received.frame.at);
      try {
        return await answerInUnit(deps, comings, received, answer);
      } catch (fault) {
        return answerWithFault(deps, received, fault, answerFault);
      }
    },
    record(connection, frame) {
      if (frame.direction === 'in') live.seen(connection.stationId, frame.at);
      deps.frameLog.record(connection, frame);
    },
  };
}

/** The received frame, what it brings about and the answer are on disk together before the answer is sent. */
function answerInUnit(
  deps: CentralSystemDeps,
  comings: ConnectionHabits,
  received: ReceivedCall,
  answer: (rules: ChargingRules) => Promise<Frame>,
): Promise<Frame> {
  return deps.store.write(async (unit) => {
    const changes: Change[] = [];
    let sessionId: string | null = null;
    const su = stationUnit(deps, unit, received, changes, (id) => {
      sessionId = id;
    });
    const answered = await answer(chargingRules(su));
    await unit.frames.append(framesOf(received, answered, sessionId));
    unit.afterCommit(() => {
      for (const change of changes) deps.announce(change);
      deps.announce({ type: 'frames', stationId: received.connection.stationId });
      comings.heard(received.connection, changes, received.frame.at);
    });
    return answered;
  });
}

/** What the message would have brought about is undone; the frames are kept all the same. Rejects when the store keeps nothing at all. */
async function answerWithFault(
  deps: CentralSystemDeps,
  received: ReceivedCall,
  fault: unknown,
  answerFault: (fault: unknown) => Frame,
): Promise<Frame> {
  if (isStorageFault(fault)) throw fault;
  if (!(fault instanceof OcppError)) {
    const { stationId } = received.connection;
    deps.log.error('a message could not be processed', { stationId, fault, frame: received.frame.text });
  }
  const answered = answerFault(fault);
  await deps.store.write(async (unit) => {
    await unit.frames.append(framesOf(received, answered, null));
    unit.afterCommit(() => {
      deps.announce({ type: 'frames', stationId: received.connection.stationId });
    });
  });
  return answered;
}

function framesOf(
  { connection, frame }: ReceivedCall,
  answered: Frame,
  sessionId: string | null,
): readonly Omit<FrameRecord, 'frameId'>[] {
  return [frame, answered].map((one) => frameOf(connection, one, sessionId));
}

function frameOf(
  connection: StationConnectionInfo,
  frame: Frame,
  sessionId: string | null,
): Omit<FrameRecord, 'frameId'> {
  return { ...frame, stationId: connection.stationId, connectionId: connection.connectionId, sessionId };
}

function stationUnit(
  deps: CentralSystemDeps,
  unit: WriteUnit,
  { connection, frame }: ReceivedCall,
  changes: Change[],
  belongsTo: (sessionId: string) => void,
): StationUnit {
  const { live, stationClocks } = deps;
  const { stationId } = connection;
  const station = live.station(stationId);
  if (station === null) throw new OcppError('SecurityError', 'The station is not known.');
  const settings = deps.settings.current();
  const receivedAt = frame.at;
  const su: StationUnit = {
    unit,
    station: station.record,
    receivedAt,
    settings,
    books: deps.books,
    correct(time) {
      stationClocks.observe(stationId, time, receivedAt, settings.timeZone);
      const corrected = correctTime(time, receivedAt, settings.timeZone, stationClocks.habitOf(stationId));
      if (corrected.doubt === 'shifted') su.noticed('shiftedClock', time.text ?? '');
      if (isFromUnsetClock(time)) su.noticed('unsetClock', time.text ?? '');
      return corrected;
    },
    isOnline: (id) => live.station(id)?.connection != null,
    statusReceivedAt: (evseId) => station.statusReceivedAt.get(evseId) ?? null,
    registers: deps.registers,
    runningCost: deps.runningCost,
    belongsTo,
    announce: (change) => changes.push(change),
    signCertificate: (csr) => deps.certificates.sign(su, csr),
    noticed: (habit, sample) => {
      deps.noticed(stationId, habit, sample ?? null);
    },
    warn: (subject, message) => {
      deps.warnDaily(`${stationId} ${subject}`, message);
    },
  };
  return su;
}
