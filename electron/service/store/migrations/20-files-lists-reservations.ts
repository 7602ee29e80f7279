import type { Migration } from './migration.ts';

/**
 * Contents of files lie in the data folder, named by file_id. Of the token in a transfer's address only the SHA-256 is kept: who reads the
 * database or a copy of it learns no address.
 */
export const filesListsReservations: Migration = {
  version: 20,
  sql: `
    CREATE TABLE files (
      file_id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      station_key INTEGER REFERENCES stations,
      file_name TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      sha256 TEXT,
      created_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX files_by_time ON files (created_ms);

    CREATE TABLE transfers (
      transfer_id INTEGER PRIMARY KEY AUTOINCREMENT,
      command_id INTEGER NOT NULL REFERENCES commands,
      station_key INTEGER NOT NULL REFERENCES stations,
      kind TEXT NOT NULL,
      request_id INTEGER,
      file_id INTEGER REFERENCES files ON DELETE SET NULL,
      file_name TEXT,
      token_hash TEXT UNIQUE,
      open_until_ms INTEGER NOT NULL,
      ends_ms INTEGER NOT NULL,
      state TEXT NOT NULL,
      moved_bytes INTEGER NOT NULL,
      status TEXT,
      started_ms INTEGER NOT NULL,
      changed_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX transfers_by_time ON transfers (started_ms);
    CREATE INDEX transfers_by_station ON transfers (station_key, transfer_id);
    CREATE INDEX transfers_by_command ON transfers (command_id);
    CREATE INDEX transfers_by_file ON transfers (file_id) WHERE file_id IS NOT NULL;
    CREATE INDEX open_transfers ON transfers (ends_ms) WHERE state IN ('requested', 'running');

    CREATE TABLE transfer_statuses (
      transfer_id INTEGER NOT NULL REFERENCES transfers ON DELETE CASCADE,
      at_ms INTEGER NOT NULL,
      status TEXT NOT NULL
    ) STRICT;
    CREATE INDEX statuses_by_transfer ON transfer_statuses (transfer_id);

    CREATE TABLE local_lists (
      station_key INTEGER PRIMARY KEY REFERENCES stations,
      automatic INTEGER NOT NULL CHECK (automatic IN (0, 1)),
      supported INTEGER CHECK (supported IN (0, 1)),
      told_version INTEGER,
      last_version INTEGER NOT NULL,
      held_version INTEGER,
      held_json TEXT CHECK (json_valid(held_json)),
      sent_ms INTEGER,
      problem TEXT
    ) STRICT;

    CREATE TABLE reservations (
      reservation_id INTEGER PRIMARY KEY,
      station_key INTEGER NOT NULL REFERENCES stations,
      evse_id INTEGER,
      id_token TEXT NOT NULL COLLATE NOCASE,
      parent_id_token TEXT COLLATE NOCASE,
      state TEXT NOT NULL,
      refusal TEXT,
      created_ms INTEGER NOT NULL,
      expires_ms INTEGER NOT NULL,
      ended_ms INTEGER,
      session_id INTEGER REFERENCES sessions
    ) STRICT;
    CREATE INDEX reservations_by_time ON reservations (created_ms);
    CREATE INDEX reservations_by_station ON reservations (station_key, created_ms);
    CREATE INDEX holding_reservations ON reservations (expires_ms) WHERE state IN ('requested', 'active');
  `,
};
