import { alertReads, alertWrites } from './alerts.ts';
import { certificateReads, certificateWrites } from './certificates.ts';
import { modelHabitReads, modelHabitWrites, profileReads, profileWrites } from './charging-profiles.ts';
import { commandReads, commandWrites } from './commands.ts';
import {
  checkReads,
  checkWrites,
  habitReads,
  habitWrites,
  handshakeFailureReads,
  handshakeFailureWrites,
} from './commissioning.ts';
import { configurationReads, configurationWrites } from './configuration.ts';
import type { Reader } from './connection.ts';
import { fileReads, fileWrites } from './files.ts';
import { frameReads, frameWrites } from './frames.ts';
import { idTokenReads, idTokenWrites } from './id-tokens.ts';
import type { KnownKeys } from './keys.ts';
import { localListReads, localListWrites } from './local-lists.ts';
import { readingReads, readingWrites } from './readings.ts';
import { reservationReads, reservationWrites } from './reservations.ts';
import { sparedReads, type RunningSessions } from './running-sessions.ts';
import { nextNumber, nextTransactionId, type IdCeiling } from './sequences.ts';
import { rotationReads, rotationWrites } from './rotations.ts';
import { securityEventReads, securityEventWrites } from './security-events.ts';
import { sessionReads, sessionWrites } from './sessions.ts';
import { settingReads, settingWrites } from './settings.ts';
import { stationReads, stationWrites } from './stations.ts';
import type { StoreReads, WriteUnit } from './store.ts';
import type { UnitWriter } from './transaction.ts';
import { transferReads, transferWrites } from './transfers.ts';

/** The tables, read over `reader`; reports and searches over `slow`. */
export function storeReads(reader: Reader, slow: Reader): StoreReads {
  return {
    stations: stationReads(reader),
    idTokens: idTokenReads(reader),
    sessions: sessionReads(reader, slow),
    readings: readingReads(reader),
    frames: frameReads(reader, slow),
    commands: commandReads(reader),
    alerts: alertReads(reader),
    settings: settingReads(reader),
    files: fileReads(reader),
    transfers: transferReads(reader),
    localLists: localListReads(reader),
    reservations: reservationReads(reader),
    certificates: certificateReads(reader),
    securityEvents: securityEventReads(reader),
    rotations: rotationReads(reader),
    configuration: configurationReads(reader),
    profiles: profileReads(reader),
    modelHabits: modelHabitReads(reader),
    handshakeFailures: handshakeFailureReads(reader),
    habits: habitReads(reader),
    checks: checkReads(reader),
  };
}

/** What the writer remembers from unit to unit. */
export interface Known {
  readonly keys: KnownKeys;
  readonly running: RunningSessions;
}

/** The tables as one unit of work reads and writes them. */
export function writeUnit(unit: UnitWriter, known: Known, ceiling: IdCeiling): WriteUnit {
  const { keys, running } = known;
  return {
    afterCommit: (effect) => unit.afterCommit(effect),
    stations: { ...stationReads(unit), ...stationWrites(unit) },
    idTokens: { ...idTokenReads(unit), ...idTokenWrites(unit) },
    sessions: {
      ...sparedReads(sessionReads(unit.settled, unit.settled), running),
      ...sessionWrites(unit, running),
    },
    readings: { ...readingReads(unit.settled), ...readingWrites(unit, keys) },
    frames: { ...frameReads(unit.settled, unit.settled), ...frameWrites(unit, keys) },
    commands: { ...commandReads(unit), ...commandWrites(unit) },
    alerts: { ...alertReads(unit), ...alertWrites(unit) },
    settings: { ...settingReads(unit), ...settingWrites(unit) },
    files: { ...fileReads(unit), ...fileWrites(unit) },
    transfers: { ...transferReads(unit), ...transferWrites(unit) },
    localLists: { ...localListReads(unit), ...localListWrites(unit) },
    reservations: { ...reservationReads(unit), ...reservationWrites(unit) },
    certificates: { ...certificateReads(unit), ...certificateWrites(unit) },
    securityEvents: { ...securityEventReads(unit), ...securityEventWrites(unit) },
    rotations: { ...rotationReads(unit), ...rotationWrites(unit) },
    configuration: { ...configurationReads(unit), ...configurationWrites(unit) },
    profiles: { ...profileReads(unit), ...profileWrites(unit) },
    modelHabits: { ...modelHabitReads(unit), ...modelHabitWrites(unit) },
    handshakeFailures: { ...handshakeFailureReads(unit), ...handshakeFailureWrites(unit) },
    habits: { ...habitReads(unit), ...habitWrites(unit) },
    checks: { ...checkReads(unit), ...checkWrites(unit) },
    nextTransactionId: () => nextTransactionId(unit, ceiling),
    nextNumber: (sequence) => nextNumber(unit, sequence),
  };
}
