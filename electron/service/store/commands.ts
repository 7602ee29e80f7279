import type { CommandType } from '../../../ocpp/model/command.ts';
import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import { parseOutcome } from './json.ts';
import { stationKey } from './keys.ts';
import { readPage } from './page.ts';
import { idOf, integer, integerOrNull, keyOf, text, textOrNull, word } from './row.ts';
import { allOf, insertInto, stationIs, update, when, type ColumnValues } from './sql.ts';
import type { CommandReads, CommandRecord, CommandWrites } from './store.ts';

const types: Readonly<Record<CommandType, true>> = {
  remoteStart: true,
  remoteStop: true,
  reset: true,
  unlock: true,
  changeAvailability: true,
  getConfiguration: true,
  setConfiguration: true,
  clearCache: true,
  dataTransfer: true,
  trigger: true,
  extendedTrigger: true,
  getDiagnostics: true,
  getLog: true,
  updateFirmware: true,
  signedUpdateFirmware: true,
  getLocalListVersion: true,
  sendLocalList: true,
  reserve: true,
  cancelReservation: true,
  setChargingProfile: true,
  clearChargingProfile: true,
  getCompositeSchedule: true,
  certificateSigned: true,
  installCertificate: true,
  deleteCertificate: true,
  getInstalledCertificateIds: true,
};
const effects: Readonly<Record<CommandRecord['effect'], true>> = {
  none: true,
  waiting: true,
  seen: true,
  missing: true,
};

export function commandReads(reader: Reader): CommandReads {
  return {
    list(query) {
      const select = 'SELECT commands.*, station_id FROM commands JOIN stations USING (station_key)';
      const where = allOf([when(query.stationId, stationIs)]);
      const listing = { table: 'commands', select, where, order: 'sent_ms DESC, command_id DESC' };
      return readPage(reader, listing, query, toCommand);
    },
  };
}

export function commandWrites(writer: Writer): CommandWrites {
  return {
    async insert(command) {
      const { sql, params } = insertInto('commands', {
        station_key: await stationKey(writer, command.stationId),
        evse_id: command.evseId,
        type: command.type,
        request_json: command.request,
        sent_ms: command.sentAt,
        ...columnsOf(command),
      });
      return idOf((await writer.run(sql, params)).lastId);
    },
    async update(commandId, change) {
      const statement = update('commands', columnsOf(change), { sql: 'command_id = ?', params: [keyOf(commandId)] });
      if (statement) await writer.run(statement.sql, statement.params);
    },
  };
}

function columnsOf(change: Parameters<CommandWrites['update']>[1]): ColumnValues {
  return {
    answered_ms: change.answeredAt,
    outcome_json: change.outcome && JSON.stringify(change.outcome),
    effect: change.effect,
    effect_ms: change.effectAt,
  };
}

function toCommand(row: Row): CommandRecord {
  const outcome = textOrNull(row, 'outcome_json');
  return {
    commandId: idOf(integer(row, 'command_id')),
    stationId: text(row, 'station_id'),
    evseId: integerOrNull(row, 'evse_id'),
    type: word(row, 'type', types),
    request: text(row, 'request_json'),
    sentAt: integer(row, 'sent_ms'),
    answeredAt: integerOrNull(row, 'answered_ms'),
    outcome: outcome === null ? null : parseOutcome(outcome),
    effect: word(row, 'effect', effects),
    effectAt: integerOrNull(row, 'effect_ms'),
  };
}
