import type { Migration } from './migration.ts';

/**
 * How stations prove who they are. A station that had a password keeps being asked for it. Private keys are never here: this file is copied
 * into backups.
 */
export const security: Migration = {
  version: 40,
  sql: `
    ALTER TABLE stations ADD COLUMN security_profile INTEGER NOT NULL DEFAULT 0 CHECK (security_profile BETWEEN 0 AND 3);
    -- taken beside it for a while: a higher one the station was told of, or the lower one it came by before
    ALTER TABLE stations ADD COLUMN other_profile INTEGER CHECK (other_profile BETWEEN 0 AND 3);
    ALTER TABLE stations ADD COLUMN other_profile_until_ms INTEGER;
    -- of passwords the station was told and has not used yet
    ALTER TABLE stations ADD COLUMN next_password_hashes_json TEXT NOT NULL DEFAULT '[]'
      CHECK (json_type(next_password_hashes_json) = 'array');
    UPDATE stations SET security_profile = 1 WHERE password_hash IS NOT NULL;

    CREATE TABLE client_certificates (
      certificate_id INTEGER PRIMARY KEY AUTOINCREMENT,
      station_key INTEGER NOT NULL REFERENCES stations,
      algorithm TEXT NOT NULL,
      subject TEXT NOT NULL,
      serial_number TEXT NOT NULL UNIQUE,
      fingerprint TEXT NOT NULL UNIQUE,
      pem TEXT NOT NULL,
      issued_ms INTEGER NOT NULL,
      not_after_ms INTEGER NOT NULL,
      state TEXT NOT NULL,
      used_ms INTEGER
    ) STRICT;
    CREATE INDEX client_certificates_by_station ON client_certificates (station_key, issued_ms);

    CREATE TABLE security_events (
      event_id INTEGER PRIMARY KEY AUTOINCREMENT,
      station_key INTEGER NOT NULL REFERENCES stations,
      at_ms INTEGER NOT NULL,
      type TEXT NOT NULL,
      critical INTEGER NOT NULL CHECK (critical IN (0, 1)),
      tech_info TEXT
    ) STRICT;
    CREATE INDEX security_events_by_time ON security_events (at_ms);
    CREATE INDEX security_events_by_station ON security_events (station_key, at_ms);

    CREATE TABLE key_rotations (
      station_key INTEGER PRIMARY KEY REFERENCES stations,
      state TEXT NOT NULL,
      at_ms INTEGER NOT NULL
    ) STRICT;
  `,
};
