import type { Migration } from './migration.ts';

/**
 * Times are integer milliseconds since 1970 UTC, energy integer Wh. Stations have an integer key of our own, so that the big tables do not
 * repeat identities; the identity is compared without regard to the case of ASCII letters, as OCPP does. Columns named _folded are
 * what searches look at (folded in sql.ts). A station and a session are never
 * deleted: frames, readings and money point at them.
 */
export const firstTables: Migration = {
  version: 10,
  sql: `
    CREATE TABLE database_identity (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      uuid TEXT NOT NULL
    ) STRICT;

    CREATE TABLE storage_probe (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      filler BLOB NOT NULL
    ) STRICT;

    CREATE TABLE sequences (
      name TEXT PRIMARY KEY,
      last INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE settings (
      key TEXT PRIMARY KEY,
      value_json TEXT NOT NULL CHECK (json_valid(value_json))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE stations (
      station_key INTEGER PRIMARY KEY,
      station_id TEXT NOT NULL COLLATE NOCASE UNIQUE,
      name TEXT NOT NULL,
      name_folded TEXT NOT NULL,
      admission TEXT NOT NULL,
      protocol TEXT,
      remote_address TEXT,
      created_ms INTEGER NOT NULL,
      last_seen_ms INTEGER,
      last_boot_ms INTEGER,
      password_hash TEXT,
      vendor TEXT,
      model TEXT,
      serial_number TEXT,
      firmware_version TEXT,
      meter_type TEXT,
      meter_serial_number TEXT,
      iccid TEXT,
      imsi TEXT,
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    ) STRICT;

    CREATE TABLE evses (
      station_key INTEGER NOT NULL REFERENCES stations,
      evse_id INTEGER NOT NULL,
      status TEXT NOT NULL,
      error_code TEXT,
      info TEXT,
      vendor_error_code TEXT,
      status_ms INTEGER NOT NULL,
      PRIMARY KEY (station_key, evse_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE id_tokens (
      id_token TEXT PRIMARY KEY COLLATE NOCASE,
      label TEXT NOT NULL,
      label_folded TEXT NOT NULL,
      status TEXT NOT NULL,
      expires_ms INTEGER,
      parent_id_token TEXT COLLATE NOCASE,
      note TEXT NOT NULL,
      note_folded TEXT NOT NULL,
      created_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sessions (
      session_id INTEGER PRIMARY KEY AUTOINCREMENT,
      station_key INTEGER NOT NULL REFERENCES stations,
      evse_id INTEGER NOT NULL,
      transaction_id TEXT NOT NULL,
      id_token TEXT COLLATE NOCASE,
      authorization TEXT,
      started_ms INTEGER NOT NULL,
      started_text TEXT,
      start_received_ms INTEGER NOT NULL,
      stopped_ms INTEGER,
      stopped_text TEXT,
      stop_received_ms INTEGER,
      meter_start_wh INTEGER,
      meter_stop_wh INTEGER,
      last_meter_wh INTEGER,
      last_meter_ms INTEGER,
      last_power_w INTEGER,
      energy_wh INTEGER,
      energy_source TEXT NOT NULL,
      stop_reason TEXT,
      verdict TEXT NOT NULL,
      flags_json TEXT NOT NULL CHECK (json_type(flags_json) = 'array')
    ) STRICT;
    CREATE INDEX sessions_by_start ON sessions (started_ms);
    CREATE INDEX sessions_by_stop ON sessions (stopped_ms) WHERE stopped_ms IS NOT NULL;
    CREATE INDEX sessions_by_station ON sessions (station_key, started_ms);
    CREATE INDEX sessions_by_transaction ON sessions (station_key, transaction_id);
    CREATE INDEX sessions_by_natural_start ON sessions (station_key, evse_id, started_text, meter_start_wh);
    CREATE INDEX sessions_by_natural_stop ON sessions (station_key, stopped_text) WHERE stopped_text IS NOT NULL;
    CREATE INDEX sessions_by_id_token ON sessions (id_token, started_ms);
    CREATE INDEX open_sessions ON sessions (station_key, evse_id) WHERE stopped_ms IS NULL;

    -- context: a small number for the words of OCPP, the text itself for any other (readings.ts)
    CREATE TABLE readings (
      session_id INTEGER NOT NULL REFERENCES sessions,
      at_ms INTEGER NOT NULL,
      context ANY NOT NULL,
      energy_wh INTEGER,
      power_w INTEGER,
      current_l1_ma INTEGER,
      current_l2_ma INTEGER,
      current_l3_ma INTEGER,
      voltage_l1_mv INTEGER,
      voltage_l2_mv INTEGER,
      voltage_l3_mv INTEGER,
      offered_current_ma INTEGER,
      temperature_dc INTEGER,
      state_of_charge_percent INTEGER,
      other TEXT,
      PRIMARY KEY (session_id, at_ms, context)
    ) STRICT, WITHOUT ROWID;

    -- direction and kind: numbers (frames.ts)
    CREATE TABLE frames (
      frame_id INTEGER PRIMARY KEY,
      station_key INTEGER NOT NULL REFERENCES stations,
      session_id INTEGER,
      at_ms INTEGER NOT NULL,
      direction INTEGER NOT NULL,
      kind INTEGER NOT NULL,
      action TEXT,
      message_id TEXT,
      connection_id TEXT NOT NULL,
      text TEXT NOT NULL
    ) STRICT;
    -- what a filter names beside the first column is in the index as well: counting then leaves the texts alone
    CREATE INDEX frames_by_time ON frames (at_ms, direction, kind);
    CREATE INDEX frames_by_station ON frames (station_key, at_ms, action, direction, kind);
    CREATE INDEX frames_by_session ON frames (session_id, at_ms) WHERE session_id IS NOT NULL;
    CREATE INDEX frames_by_action ON frames (action, at_ms, direction, kind) WHERE action IS NOT NULL;

    CREATE TABLE commands (
      command_id INTEGER PRIMARY KEY AUTOINCREMENT,
      station_key INTEGER NOT NULL REFERENCES stations,
      evse_id INTEGER,
      type TEXT NOT NULL,
      request_json TEXT NOT NULL CHECK (json_valid(request_json)),
      sent_ms INTEGER NOT NULL,
      answered_ms INTEGER,
      outcome_json TEXT CHECK (json_valid(outcome_json)),
      effect TEXT NOT NULL,
      effect_ms INTEGER
    ) STRICT;
    CREATE INDEX commands_by_time ON commands (sent_ms);
    CREATE INDEX commands_by_station ON commands (station_key, sent_ms);

    -- station_id is text: an alert may be about a station that was never admitted
    CREATE TABLE alerts (
      alert_id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      station_id TEXT COLLATE NOCASE,
      evse_id INTEGER,
      raised_ms INTEGER NOT NULL,
      cleared_ms INTEGER,
      details_json TEXT NOT NULL CHECK (json_type(details_json) = 'object')
    ) STRICT;
    CREATE INDEX alerts_by_time ON alerts (raised_ms);
    CREATE INDEX active_alerts ON alerts (raised_ms) WHERE cleared_ms IS NULL;
  `,
};
