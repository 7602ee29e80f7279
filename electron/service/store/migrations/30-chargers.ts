import type { Migration } from './migration.ts';

/** What is learnt of each charger: its settings, its charging profiles, its habits, the last check; and who knocked in vain. */
export const chargers: Migration = {
  version: 30,
  sql: `
    ALTER TABLE stations ADD COLUMN configuration_read_ms INTEGER;
    -- evse ids that charge whoever comes
    ALTER TABLE stations ADD COLUMN free_vending_json TEXT NOT NULL DEFAULT '[]';
    -- what this station calls Wh is kWh
    ALTER TABLE stations ADD COLUMN registers_in_kwh INTEGER NOT NULL DEFAULT 0 CHECK (registers_in_kwh IN (0, 1));

    CREATE TABLE station_configuration (
      station_key INTEGER NOT NULL REFERENCES stations,
      key TEXT NOT NULL COLLATE NOCASE,
      value TEXT,
      read_only INTEGER NOT NULL DEFAULT 0 CHECK (read_only IN (0, 1)),
      read_ms INTEGER,
      wanted TEXT,
      reboot_required INTEGER NOT NULL DEFAULT 0 CHECK (reboot_required IN (0, 1)),
      unknown INTEGER NOT NULL DEFAULT 0 CHECK (unknown IN (0, 1)),
      PRIMARY KEY (station_key, key)
    ) STRICT, WITHOUT ROWID;

    -- evse_id 0 is the whole station
    CREATE TABLE charging_profiles (
      station_key INTEGER NOT NULL REFERENCES stations,
      profile_id INTEGER NOT NULL,
      evse_id INTEGER NOT NULL,
      purpose TEXT NOT NULL,
      stack_level INTEGER NOT NULL,
      transaction_id TEXT,
      profile_json TEXT NOT NULL CHECK (json_type(profile_json) = 'object'),
      installed_ms INTEGER NOT NULL,
      PRIMARY KEY (station_key, profile_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE model_habits (
      vendor TEXT NOT NULL COLLATE NOCASE,
      model TEXT NOT NULL COLLATE NOCASE,
      name TEXT NOT NULL,
      value_json TEXT NOT NULL CHECK (json_valid(value_json)),
      learnt_ms INTEGER NOT NULL,
      PRIMARY KEY (vendor, model, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE station_habits (
      station_key INTEGER NOT NULL REFERENCES stations,
      habit TEXT NOT NULL,
      count INTEGER NOT NULL,
      first_ms INTEGER NOT NULL,
      last_ms INTEGER NOT NULL,
      sample TEXT,
      PRIMARY KEY (station_key, habit)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE station_checks (
      station_key INTEGER PRIMARY KEY REFERENCES stations,
      at_ms INTEGER NOT NULL,
      results_json TEXT NOT NULL CHECK (json_type(results_json) = 'array')
    ) STRICT;

    CREATE TABLE handshake_failures (
      remote_address TEXT NOT NULL,
      identity TEXT NOT NULL,
      refusal TEXT NOT NULL,
      secure INTEGER NOT NULL CHECK (secure IN (0, 1)),
      first_ms INTEGER NOT NULL,
      last_ms INTEGER NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (remote_address, identity, refusal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX handshake_failures_by_time ON handshake_failures (last_ms);
  `,
};
