import type { Admission, EvseStatus, OcppVersion, SecurityProfile } from '../../../ocpp/model/station.ts';
import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import { parseIntegers, parseTexts } from './json.ts';
import { stationKey } from './keys.ts';
import { flag, integer, integerOrNull, text, textOrNull, word, wordOrNull } from './row.ts';
import { folded, insertInto, update, type ColumnValues } from './sql.ts';
import type { EvseRecord, StationReads, StationRecord, StationWrites } from './store.ts';

const admissions: Readonly<Record<Admission, true>> = { pending: true, accepted: true, rejected: true };
const versions: Readonly<Record<OcppVersion, true>> = { 'ocpp1.6': true, 'ocpp2.0.1': true, 'ocpp2.1': true };
const evseStatuses: Readonly<Record<EvseStatus, true>> = {
  Unknown: true,
  Available: true,
  Preparing: true,
  Charging: true,
  SuspendedEV: true,
  SuspendedEVSE: true,
  Finishing: true,
  Reserved: true,
  Unavailable: true,
  Faulted: true,
  Occupied: true,
};

/** What only says how a station is now goes with it. */
const ofThePresent = [
  'evses',
  'station_configuration',
  'charging_profiles',
  'station_habits',
  'station_checks',
  'key_rotations',
  'local_lists',
  'evse_ratings',
] as const;

export function stationReads(reader: Reader): StationReads {
  return {
    async list() {
      const stations = await reader.all('SELECT * FROM stations WHERE removed = 0 ORDER BY created_ms, station_key');
      const evses = await reader.all(
        'SELECT evses.* FROM evses JOIN stations USING (station_key) WHERE removed = 0 ORDER BY station_key, evse_id',
      );
      return stations.map((station) =>
        toStation(
          station,
          evses.filter((evse) => evse['station_key'] === station['station_key']),
        ),
      );
    },
    async find(stationId) {
      const [row] = await reader.all('SELECT * FROM stations WHERE station_id = ? AND removed = 0', [stationId]);
      if (row === undefined) return null;
      const key = integer(row, 'station_key');
      return toStation(row, await reader.all('SELECT * FROM evses WHERE station_key = ? ORDER BY evse_id', [key]));
    },
  };
}

export function stationWrites(writer: Writer): StationWrites {
  return {
    async insert(station) {
      const values = { station_id: station.stationId, created_ms: station.createdAt, ...columnsOf(station) };
      const { sql, params } = insertInto('stations', values);
      const revival = Object.keys(values)
        .map((column) => `${column} = excluded.${column}`)
        .join(', ');
      const { changes } = await writer.run(
        `${sql} ON CONFLICT (station_id) DO UPDATE SET ${revival}, removed = 0 WHERE removed = 1`,
        params,
      );
      if (changes === 0) throw new Error(`A station has the identity ${station.stationId} already`);
    },
    async update(stationId, change) {
      const statement = update('stations', columnsOf(change), {
        sql: 'station_id = ? AND removed = 0',
        params: [stationId],
      });
      if (statement) await writer.run(statement.sql, statement.params);
    },
    async upsertEvse(stationId, evse) {
      await writer.run(
        `INSERT INTO evses (station_key, evse_id, status, error_code, info, vendor_error_code, status_ms)
         SELECT station_key, ?, ?, ?, ?, ?, ? FROM stations WHERE station_id = ?
         ON CONFLICT DO UPDATE SET status = excluded.status, error_code = excluded.error_code, info = excluded.info,
           vendor_error_code = excluded.vendor_error_code, status_ms = excluded.status_ms`,
        [evse.evseId, evse.status, evse.errorCode, evse.info, evse.vendorErrorCode, evse.statusAt, stationId],
      );
    },
    async remove(stationId) {
      const key = await stationKey(writer, stationId);
      await writer.run('UPDATE stations SET removed = 1, configuration_read_ms = NULL WHERE station_key = ?', [key]);
      for (const table of ofThePresent) await writer.run(`DELETE FROM ${table} WHERE station_key = ?`, [key]);
    },
  };
}

function columnsOf(change: Partial<Omit<StationRecord, 'stationId' | 'evses' | 'createdAt'>>): ColumnValues {
  return {
    name: change.name,
    name_folded: change.name === undefined ? undefined : folded(change.name),
    admission: change.admission,
    protocol: change.protocol,
    remote_address: change.remoteAddress,
    last_seen_ms: change.lastSeenAt,
    last_boot_ms: change.lastBootAt,
    password_hash: change.passwordHash,
    next_password_hashes_json:
      change.nextPasswordHashes === undefined ? undefined : JSON.stringify(change.nextPasswordHashes),
    security_profile: change.securityProfile,
    other_profile: change.otherProfile,
    other_profile_until_ms: change.otherProfileUntil,
    free_vending_json: change.freeVending === undefined ? undefined : JSON.stringify(change.freeVending),
    registers_in_kwh: change.registersInKwh === undefined ? undefined : Number(change.registersInKwh),
    vendor: change.vendor,
    model: change.model,
    serial_number: change.serialNumber,
    firmware_version: change.firmwareVersion,
    meter_type: change.meterType,
    meter_serial_number: change.meterSerialNumber,
    iccid: change.iccid,
    imsi: change.imsi,
  };
}

function toStation(row: Row, evses: readonly Row[]): StationRecord {
  return {
    stationId: text(row, 'station_id'),
    name: text(row, 'name'),
    admission: word(row, 'admission', admissions),
    protocol: wordOrNull(row, 'protocol', versions),
    remoteAddress: textOrNull(row, 'remote_address'),
    createdAt: integer(row, 'created_ms'),
    lastSeenAt: integerOrNull(row, 'last_seen_ms'),
    lastBootAt: integerOrNull(row, 'last_boot_ms'),
    passwordHash: textOrNull(row, 'password_hash'),
    nextPasswordHashes: parseTexts(text(row, 'next_password_hashes_json')),
    securityProfile: profileOf(integer(row, 'security_profile')),
    otherProfile: profileOrNull(integerOrNull(row, 'other_profile')),
    otherProfileUntil: integerOrNull(row, 'other_profile_until_ms'),
    freeVending: parseIntegers(text(row, 'free_vending_json')),
    registersInKwh: flag(row, 'registers_in_kwh'),
    vendor: textOrNull(row, 'vendor'),
    model: textOrNull(row, 'model'),
    serialNumber: textOrNull(row, 'serial_number'),
    firmwareVersion: textOrNull(row, 'firmware_version'),
    meterType: textOrNull(row, 'meter_type'),
    meterSerialNumber: textOrNull(row, 'meter_serial_number'),
    iccid: textOrNull(row, 'iccid'),
    imsi: textOrNull(row, 'imsi'),
    evses: evses.map(toEvse),
  };
}

/** The database holds nothing else (CHECK). */
function profileOf(value: number): SecurityProfile {
  return value === 1 || value === 2 || value === 3 ? value : 0;
}

function profileOrNull(value: number | null): SecurityProfile | null {
  return value === null ? null : profileOf(value);
}

function toEvse(row: Row): EvseRecord {
  return {
    evseId: integer(row, 'evse_id'),
    status: word(row, 'status', evseStatuses),
    errorCode: textOrNull(row, 'error_code'),
    info: textOrNull(row, 'info'),
    vendorErrorCode: textOrNull(row, 'vendor_error_code'),
    statusAt: integer(row, 'status_ms'),
  };
}
