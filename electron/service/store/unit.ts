import { alertReads, alertWrites } from './alerts.ts';
import { cdrReads, cdrWrites } from './cdrs.ts';
import { certificateReads, certificateWrites } from './certificates.ts';
import { modelHabitReads, modelHabitWrites, profileReads, profileWrites } from './charging-profiles.ts';
import { checklistReads } from './checklist.ts';
import { monthReads, monthWrites } from './closed-months.ts';
import { packReads, packWrites } from './month-packs.ts';
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
import { customerReads, customerWrites } from './customers.ts';
import { evseRatingReads, evseRatingWrites } from './evse-ratings.ts';
import { drawerReads, drawerWrites } from './drawers.ts';
import { documentReads, documentWrites } from './documents.ts';
import { fileReads, fileWrites } from './files.ts';
import { frameReads, frameWrites } from './frames.ts';
import { idTokenReads, idTokenWrites } from './id-tokens.ts';
import { journalReads, journalWrites } from './journal.ts';
import type { KnownKeys } from './keys.ts';
import { ledgerReads } from './ledger.ts';
import { localListReads, localListWrites } from './local-lists.ts';
import { operatorReads, operatorWrites } from './operators.ts';
import { paymentReads, paymentWrites } from './payments.ts';
import { readingReads, readingWrites } from './readings.ts';
import { reportReads } from './report-reads.ts';
import { reservationReads, reservationWrites } from './reservations.ts';
import { sparedReads, type RunningSessions } from './running-sessions.ts';
import { nextNumber, nextTransactionId, type IdCeiling } from './sequences.ts';
import { rotationReads, rotationWrites } from './rotations.ts';
import { saleReads, saleWrites } from './sales.ts';
import { securityEventReads, securityEventWrites } from './security-events.ts';
import { repairReads, repairWrites } from './session-repairs.ts';
import { termsReads, termsWrites } from './session-terms.ts';
import { sessionReads, sessionWrites } from './sessions.ts';
import { settingReads, settingWrites } from './settings.ts';
import { stationReads, stationWrites } from './stations.ts';
import type { NumberSequence, StoreReads, WriteUnit } from './store.ts';
import { tariffReads, tariffWrites } from './tariffs.ts';
import type { UnitWriter } from './transaction.ts';
import { transferReads, transferWrites } from './transfers.ts';

/** The tables, read over `reader`; reports and searches over `slow`. */
export function storeReads(reader: Reader, slow: Reader): StoreReads {
  return {
    stations: stationReads(reader),
    idTokens: idTokenReads(reader),
    customers: customerReads(reader),
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
    terms: termsReads(reader),
    cdrs: cdrReads(reader, slow),
    repairs: repairReads(reader),
    journal: journalReads(reader),
    ledgers: ledgerReads(slow),
    checks: checkReads(reader),
    documents: documentReads(reader, slow),
    tariffs: tariffReads(reader),
    evseRatings: evseRatingReads(reader),
    months: monthReads(reader, slow),
    operators: operatorReads(reader),
    payments: paymentReads(reader, slow),
    drawers: drawerReads(reader),
    sales: saleReads(reader),
    monthPacks: packReads(reader),
    checklist: checklistReads(slow),
    reports: reportReads(slow),
  };
}

/** What the writer remembers from unit to unit. */
export interface Known {
  readonly keys: KnownKeys;
  readonly running: RunningSessions;
}

/** The tables as one unit of work reads and writes them. Only those of every reading are there at once: the others are made when asked for. */
export class UnitOfWork implements WriteUnit {
  readonly sessions: WriteUnit['sessions'];
  readonly readings: WriteUnit['readings'];
  readonly frames: WriteUnit['frames'];
  readonly #unit: UnitWriter;
  readonly #ceiling: IdCeiling;

  constructor(unit: UnitWriter, { keys, running }: Known, ceiling: IdCeiling) {
    const { settled } = unit;
    this.sessions = { ...sparedReads(sessionReads(settled, settled), running), ...sessionWrites(unit, running) };
    this.readings = { ...readingReads(settled), ...readingWrites(unit, keys) };
    this.frames = { ...frameReads(settled, settled), ...frameWrites(unit, keys) };
    this.#unit = unit;
    this.#ceiling = ceiling;
  }

  afterCommit(effect: () => void): void {
    this.#unit.afterCommit(effect);
  }

  nextTransactionId(): Promise<number> {
    return nextTransactionId(this.#unit, this.#ceiling);
  }

  nextNumber(sequence: NumberSequence): Promise<number> {
    return nextNumber(this.#unit, sequence);
  }

  get stations() {
    return { ...stationReads(this.#unit), ...stationWrites(this.#unit) };
  }

  get idTokens() {
    return { ...idTokenReads(this.#unit), ...idTokenWrites(this.#unit) };
  }

  get customers() {
    return { ...customerReads(this.#unit), ...customerWrites(this.#unit) };
  }

  get commands() {
    return { ...commandReads(this.#unit), ...commandWrites(this.#unit) };
  }

  get alerts() {
    return { ...alertReads(this.#unit), ...alertWrites(this.#unit) };
  }

  get settings() {
    return { ...settingReads(this.#unit), ...settingWrites(this.#unit) };
  }

  get files() {
    return { ...fileReads(this.#unit), ...fileWrites(this.#unit) };
  }

  get transfers() {
    return { ...transferReads(this.#unit), ...transferWrites(this.#unit) };
  }

  get localLists() {
    return { ...localListReads(this.#unit), ...localListWrites(this.#unit) };
  }

  get reservations() {
    return { ...reservationReads(this.#unit), ...reservationWrites(this.#unit) };
  }

  get certificates() {
    return { ...certificateReads(this.#unit), ...certificateWrites(this.#unit) };
  }

  get securityEvents() {
    return { ...securityEventReads(this.#unit), ...securityEventWrites(this.#unit) };
  }

  get rotations() {
    return { ...rotationReads(this.#unit), ...rotationWrites(this.#unit) };
  }

  get configuration() {
    return { ...configurationReads(this.#unit), ...configurationWrites(this.#unit) };
  }

  get profiles() {
    return { ...profileReads(this.#unit), ...profileWrites(this.#unit) };
  }

  get modelHabits() {
    return { ...modelHabitReads(this.#unit), ...modelHabitWrites(this.#unit) };
  }

  get handshakeFailures() {
    return { ...handshakeFailureReads(this.#unit), ...handshakeFailureWrites(this.#unit) };
  }

  get habits() {
    return { ...habitReads(this.#unit), ...habitWrites(this.#unit) };
  }

  get terms() {
    return { ...termsReads(this.#unit), ...termsWrites(this.#unit) };
  }

  get cdrs() {
    return { ...cdrReads(this.#unit, this.#unit), ...cdrWrites(this.#unit) };
  }

  get repairs() {
    return { ...repairReads(this.#unit), ...repairWrites(this.#unit) };
  }

  get journal() {
    return { ...journalReads(this.#unit), ...journalWrites(this.#unit) };
  }

  get ledgers() {
    return ledgerReads(this.#unit);
  }

  get reports() {
    return reportReads(this.#unit);
  }

  get checks() {
    return { ...checkReads(this.#unit), ...checkWrites(this.#unit) };
  }

  get documents() {
    return { ...documentReads(this.#unit, this.#unit), ...documentWrites(this.#unit) };
  }

  get tariffs() {
    return { ...tariffReads(this.#unit), ...tariffWrites(this.#unit) };
  }

  get evseRatings() {
    return { ...evseRatingReads(this.#unit), ...evseRatingWrites(this.#unit) };
  }

  get months() {
    return { ...monthReads(this.#unit, this.#unit), ...monthWrites(this.#unit) };
  }

  get operators() {
    return { ...operatorReads(this.#unit), ...operatorWrites(this.#unit) };
  }

  get payments() {
    return { ...paymentReads(this.#unit, this.#unit), ...paymentWrites(this.#unit) };
  }

  get drawers() {
    return { ...drawerReads(this.#unit), ...drawerWrites(this.#unit) };
  }

  get sales() {
    return { ...saleReads(this.#unit), ...saleWrites(this.#unit) };
  }

  get monthPacks() {
    return { ...packReads(this.#unit), ...packWrites(this.#unit) };
  }

  get checklist() {
    return checklistReads(this.#unit);
  }
}
