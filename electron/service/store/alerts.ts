import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import { parseWordsAndNumbers } from './json.ts';
import { readPage } from './page.ts';
import { idOf, integer, integerOrNull, keyOf, text, textOrNull, word } from './row.ts';
import { allOf, insertInto } from './sql.ts';
import type { AlertKind, AlertReads, AlertRecord, AlertWrites } from './store.ts';

const kinds: Readonly<Record<AlertKind, true>> = {
  stationOffline: true,
  stationFaulted: true,
  stationPending: true,
  stationUnstable: true,
  clockSkew: true,
  sessionReview: true,
  unknownIdToken: true,
  handshakeFailed: true,
  securityEvent: true,
  certificateExpiring: true,
  chargingWithoutTransaction: true,
  messageTooLong: true,
  monthPackFailed: true,
  stoppedAtLimit: true,
};

export function alertReads(reader: Reader): AlertReads {
  return {
    async active() {
      return (await reader.all('SELECT * FROM alerts WHERE cleared_ms IS NULL ORDER BY raised_ms, alert_id')).map(
        toAlert,
      );
    },
    list(query) {
      const listing = {
        table: 'alerts',
        select: 'SELECT * FROM alerts',
        where: allOf([]),
        order: 'raised_ms DESC, alert_id DESC',
      };
      return readPage(reader, listing, query, toAlert);
    },
  };
}

export function alertWrites(writer: Writer): AlertWrites {
  return {
    async raise(alert) {
      const { sql, params } = insertInto('alerts', {
        kind: alert.kind,
        station_id: alert.stationId,
        evse_id: alert.evseId,
        raised_ms: alert.raisedAt,
        details_json: JSON.stringify(alert.details),
      });
      return idOf((await writer.run(sql, params)).lastId);
    },
    async clear(alertId, at) {
      await writer.run('UPDATE alerts SET cleared_ms = ? WHERE alert_id = ? AND cleared_ms IS NULL', [
        at,
        keyOf(alertId),
      ]);
    },
  };
}

function toAlert(row: Row): AlertRecord {
  return {
    alertId: idOf(integer(row, 'alert_id')),
    kind: word(row, 'kind', kinds),
    stationId: textOrNull(row, 'station_id'),
    evseId: integerOrNull(row, 'evse_id'),
    raisedAt: integer(row, 'raised_ms'),
    clearedAt: integerOrNull(row, 'cleared_ms'),
    details: parseWordsAndNumbers(text(row, 'details_json')),
  };
}
