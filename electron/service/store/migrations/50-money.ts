import type { Migration } from './migration.ts';

/**
 * Money. Amounts are integers in the minor unit of the row's currency, prices in 1e-4 of its major unit, rates in hundredths of a percent. What
 * the books rest on is only ever added: charge detail records, payments, documents and the journal each carry the hash of the row
 * before (ledger.ts), and triggers hold what a closed month holds. `period` is year and month as 202607, `local_day` 20260706: the calendar
 * of the site at the time of posting. `posted_ms` says to which period a row belongs, `recorded_ms` when it was written.
 */
export const money: Migration = {
  version: 50,
  sql: `
    CREATE TABLE operators (
      operator_id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
      created_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE customer_groups (
      group_id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      name_folded TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE customers (
      customer_id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      search_folded TEXT NOT NULL,
      voen TEXT NOT NULL,
      contract_number TEXT NOT NULL,
      contact TEXT NOT NULL,
      phone TEXT NOT NULL,
      email TEXT NOT NULL,
      address TEXT NOT NULL,
      language TEXT,
      group_id INTEGER REFERENCES customer_groups,
      billing TEXT NOT NULL,
      budget_wh INTEGER CHECK (budget_wh >= 0),
      budget_minor INTEGER CHECK (budget_minor >= 0),
      blocked_reason TEXT,
      note TEXT NOT NULL,
      created_ms INTEGER NOT NULL,
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    ) STRICT;
    CREATE INDEX customers_by_group ON customers (group_id) WHERE group_id IS NOT NULL;

    ALTER TABLE id_tokens ADD COLUMN customer_id INTEGER REFERENCES customers;
    ALTER TABLE id_tokens ADD COLUMN budget_wh INTEGER CHECK (budget_wh >= 0);
    ALTER TABLE id_tokens ADD COLUMN budget_minor INTEGER CHECK (budget_minor >= 0);
    ALTER TABLE id_tokens ADD COLUMN blocked_reason TEXT;
    ALTER TABLE id_tokens ADD COLUMN replaced_by TEXT COLLATE NOCASE;
    CREATE INDEX id_tokens_by_customer ON id_tokens (customer_id) WHERE customer_id IS NOT NULL;
    CREATE INDEX id_tokens_by_successor ON id_tokens (replaced_by) WHERE replaced_by IS NOT NULL;

    CREATE TABLE id_token_aliases (
      alias TEXT PRIMARY KEY COLLATE NOCASE,
      id_token TEXT NOT NULL COLLATE NOCASE REFERENCES id_tokens ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX aliases_by_id_token ON id_token_aliases (id_token);

    CREATE TABLE evse_ratings (
      station_key INTEGER NOT NULL REFERENCES stations,
      evse_id INTEGER NOT NULL,
      power_class TEXT NOT NULL,
      max_power_w INTEGER,
      PRIMARY KEY (station_key, evse_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE tariffs (
      tariff_id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      created_ms INTEGER NOT NULL,
      retired_ms INTEGER
    ) STRICT;

    CREATE TABLE tariff_versions (
      version_id INTEGER PRIMARY KEY AUTOINCREMENT,
      tariff_id INTEGER NOT NULL REFERENCES tariffs,
      number INTEGER NOT NULL,
      valid_from_ms INTEGER NOT NULL,
      body_json TEXT NOT NULL CHECK (json_type(body_json) = 'object'),
      created_ms INTEGER NOT NULL,
      operator TEXT NOT NULL,
      UNIQUE (tariff_id, number)
    ) STRICT;
    CREATE TRIGGER tariff_versions_never_change BEFORE UPDATE ON tariff_versions
      BEGIN SELECT RAISE(ABORT, 'a version of a tariff never changes'); END;

    -- under which terms a session runs, frozen at its start; tariff_version_id is null where no tariff was in force
    CREATE TABLE session_terms (
      session_id INTEGER PRIMARY KEY REFERENCES sessions,
      tariff_version_id INTEGER REFERENCES tariff_versions,
      customer_id INTEGER REFERENCES customers,
      billing TEXT NOT NULL,
      currency TEXT NOT NULL
    ) STRICT;
    CREATE INDEX terms_by_customer ON session_terms (customer_id) WHERE customer_id IS NOT NULL;
    CREATE INDEX terms_by_tariff_version ON session_terms (tariff_version_id) WHERE tariff_version_id IS NOT NULL;

    -- charge detail records (OCPI 2.2.1, CDRs object): what a finished session was billed. A credit takes one back and has its figures negated;
    -- amounts are null where nothing could be billed
    CREATE TABLE cdrs (
      cdr_id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('charge', 'credit')),
      session_id INTEGER NOT NULL REFERENCES sessions,
      reverses INTEGER UNIQUE REFERENCES cdrs,
      reason TEXT NOT NULL,
      recorded_ms INTEGER NOT NULL,
      posted_ms INTEGER NOT NULL,
      period INTEGER NOT NULL,
      local_day INTEGER NOT NULL,
      local_hour INTEGER NOT NULL,
      time_zone TEXT NOT NULL,
      station_key INTEGER NOT NULL REFERENCES stations,
      evse_id INTEGER NOT NULL,
      id_token TEXT COLLATE NOCASE,
      customer_id INTEGER REFERENCES customers,
      billing TEXT NOT NULL,
      tariff_version_id INTEGER REFERENCES tariff_versions,
      started_ms INTEGER NOT NULL,
      stopped_ms INTEGER NOT NULL,
      charging_seconds INTEGER NOT NULL,
      idle_seconds INTEGER NOT NULL,
      meter_start_wh INTEGER,
      meter_stop_wh INTEGER,
      energy_wh INTEGER,
      energy_source TEXT NOT NULL,
      currency TEXT NOT NULL,
      start_minor INTEGER,
      energy_minor INTEGER,
      time_minor INTEGER,
      idle_minor INTEGER,
      adjustment_minor INTEGER,
      gross_minor INTEGER,
      vat_rate_bp INTEGER,
      vat_minor INTEGER,
      net_minor INTEGER,
      lines_json TEXT NOT NULL CHECK (json_type(lines_json) = 'array'),
      operator TEXT NOT NULL,
      prev_hash TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX cdrs_by_posting ON cdrs (posted_ms);
    -- reports add up what is in these two, without a look at the rows themselves
    CREATE INDEX cdrs_sums ON cdrs (posted_ms, kind, session_id, period, local_day, local_hour, station_key, evse_id, id_token,
      customer_id, tariff_version_id, currency, vat_rate_bp, energy_wh, gross_minor, vat_minor, net_minor);
    CREATE INDEX cdrs_by_evse ON cdrs (station_key, evse_id, started_ms, stopped_ms, kind, charging_seconds, idle_seconds,
      meter_start_wh, meter_stop_wh, energy_wh);
    CREATE INDEX cdr_corrections ON cdrs (posted_ms) WHERE kind = 'credit' OR reason <> 'session' OR posted_ms <> stopped_ms;
    CREATE INDEX cdrs_by_session ON cdrs (session_id);
    CREATE INDEX cdrs_by_customer ON cdrs (customer_id, posted_ms) WHERE customer_id IS NOT NULL;
    CREATE INDEX cdrs_by_id_token ON cdrs (id_token, posted_ms) WHERE id_token IS NOT NULL;
    CREATE INDEX cdrs_by_tariff_version ON cdrs (tariff_version_id) WHERE tariff_version_id IS NOT NULL;

    CREATE TABLE session_repairs (
      repair_id INTEGER PRIMARY KEY AUTOINCREMENT,
      session_id INTEGER NOT NULL REFERENCES sessions,
      at_ms INTEGER NOT NULL,
      kind TEXT NOT NULL,
      reason TEXT NOT NULL,
      operator TEXT NOT NULL,
      before_json TEXT NOT NULL CHECK (json_type(before_json) = 'object'),
      after_json TEXT NOT NULL CHECK (json_type(after_json) = 'object')
    ) STRICT;
    CREATE INDEX repairs_by_session ON session_repairs (session_id);

    CREATE TABLE cash_drawers (
      drawer_id INTEGER PRIMARY KEY AUTOINCREMENT,
      currency TEXT NOT NULL,
      opened_ms INTEGER NOT NULL,
      opened_by TEXT NOT NULL,
      opening_minor INTEGER NOT NULL CHECK (opening_minor >= 0),
      closed_ms INTEGER,
      closed_by TEXT,
      counted_minor INTEGER,
      expected_minor INTEGER,
      note TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX one_open_drawer ON cash_drawers ((closed_ms IS NULL)) WHERE closed_ms IS NULL;

    CREATE TABLE cash_movements (
      movement_id INTEGER PRIMARY KEY AUTOINCREMENT,
      drawer_id INTEGER NOT NULL REFERENCES cash_drawers,
      at_ms INTEGER NOT NULL,
      amount_minor INTEGER NOT NULL,
      reason TEXT NOT NULL,
      operator TEXT NOT NULL
    ) STRICT;
    CREATE INDEX movements_by_drawer ON cash_movements (drawer_id);

    -- sold at the desk before it is charged: so much money's worth or so much energy on a connector
    CREATE TABLE sales (
      sale_id INTEGER PRIMARY KEY AUTOINCREMENT,
      station_key INTEGER NOT NULL REFERENCES stations,
      evse_id INTEGER NOT NULL,
      id_token TEXT NOT NULL COLLATE NOCASE,
      limit_wh INTEGER,
      limit_minor INTEGER,
      currency TEXT NOT NULL,
      state TEXT NOT NULL,
      failure TEXT,
      session_id INTEGER REFERENCES sessions,
      created_ms INTEGER NOT NULL,
      ended_ms INTEGER,
      operator TEXT NOT NULL
    ) STRICT;
    CREATE INDEX sales_by_time ON sales (created_ms);
    CREATE INDEX sales_by_session ON sales (session_id) WHERE session_id IS NOT NULL;
    CREATE INDEX open_sales ON sales (station_key, evse_id) WHERE ended_ms IS NULL;

    -- amount_minor: what came in is positive. method 'account' settles a session from its customer's account; money put into an account has a
    -- customer and neither session nor sale
    CREATE TABLE payments (
      payment_id INTEGER PRIMARY KEY,
      recorded_ms INTEGER NOT NULL,
      posted_ms INTEGER NOT NULL,
      period INTEGER NOT NULL,
      local_day INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('payment', 'refund')),
      method TEXT NOT NULL,
      amount_minor INTEGER NOT NULL,
      currency TEXT NOT NULL,
      session_id INTEGER REFERENCES sessions,
      customer_id INTEGER REFERENCES customers,
      sale_id INTEGER REFERENCES sales,
      reverses INTEGER REFERENCES payments,
      drawer_id INTEGER REFERENCES cash_drawers,
      reference TEXT NOT NULL,
      note TEXT NOT NULL,
      operator TEXT NOT NULL,
      prev_hash TEXT NOT NULL,
      hash TEXT NOT NULL,
      -- often known later only: not part of the hash, their changes stand in the journal
      fiscal_number TEXT NOT NULL,
      e_invoice_number TEXT NOT NULL
    ) STRICT;
    CREATE INDEX payments_by_posting ON payments (posted_ms);
    CREATE INDEX payments_by_session ON payments (session_id) WHERE session_id IS NOT NULL;
    CREATE INDEX payments_by_customer ON payments (customer_id, posted_ms) WHERE customer_id IS NOT NULL;
    CREATE INDEX payments_by_sale ON payments (sale_id) WHERE sale_id IS NOT NULL;
    CREATE INDEX payments_by_drawer ON payments (drawer_id) WHERE drawer_id IS NOT NULL;
    CREATE INDEX payments_by_reversed ON payments (reverses) WHERE reverses IS NOT NULL;

    -- what was paid for each session, kept in step by the triggers below: reports would add it up anew for every row
    CREATE TABLE session_settlements (
      session_id INTEGER PRIMARY KEY,
      paid_minor INTEGER NOT NULL,
      refunded_minor INTEGER NOT NULL
    ) STRICT;
    CREATE TRIGGER payments_settle_sessions AFTER INSERT ON payments
      WHEN coalesce(NEW.session_id, (SELECT session_id FROM sales WHERE sale_id = NEW.sale_id)) IS NOT NULL
      BEGIN
        INSERT INTO session_settlements (session_id, paid_minor, refunded_minor)
          VALUES (coalesce(NEW.session_id, (SELECT session_id FROM sales WHERE sale_id = NEW.sale_id)), NEW.amount_minor,
            iif(NEW.kind = 'refund', -NEW.amount_minor, 0))
          ON CONFLICT (session_id) DO UPDATE SET paid_minor = paid_minor + excluded.paid_minor,
            refunded_minor = refunded_minor + excluded.refunded_minor;
      END;
    -- what was paid for a sale counts for its session once that has begun
    CREATE TRIGGER sales_settle_sessions AFTER UPDATE OF session_id ON sales WHEN NEW.session_id IS NOT OLD.session_id
      BEGIN
        UPDATE session_settlements SET
            paid_minor = paid_minor - (SELECT coalesce(sum(amount_minor), 0) FROM payments WHERE sale_id = NEW.sale_id AND session_id IS NULL),
            refunded_minor = refunded_minor + (SELECT coalesce(sum(amount_minor), 0) FROM payments
              WHERE sale_id = NEW.sale_id AND session_id IS NULL AND kind = 'refund')
          WHERE session_id = OLD.session_id;
        INSERT INTO session_settlements (session_id, paid_minor, refunded_minor)
          SELECT NEW.session_id, coalesce(sum(amount_minor), 0), coalesce(-sum(amount_minor) FILTER (WHERE kind = 'refund'), 0)
          FROM payments WHERE sale_id = NEW.sale_id AND session_id IS NULL HAVING NEW.session_id IS NOT NULL
          ON CONFLICT (session_id) DO UPDATE SET paid_minor = paid_minor + excluded.paid_minor,
            refunded_minor = refunded_minor + excluded.refunded_minor;
      END;

    CREATE TABLE document_numbers (
      series TEXT NOT NULL,
      year INTEGER NOT NULL,
      last INTEGER NOT NULL,
      PRIMARY KEY (series, year)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE documents (
      document_id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      series TEXT NOT NULL,
      year INTEGER NOT NULL,
      number INTEGER NOT NULL,
      recorded_ms INTEGER NOT NULL,
      posted_ms INTEGER NOT NULL,
      period INTEGER NOT NULL,
      local_day INTEGER NOT NULL,
      customer_id INTEGER REFERENCES customers,
      session_id INTEGER REFERENCES sessions,
      payment_id INTEGER REFERENCES payments,
      from_ms INTEGER,
      to_ms INTEGER,
      reverses INTEGER REFERENCES documents,
      language TEXT NOT NULL,
      currency TEXT NOT NULL,
      gross_minor INTEGER NOT NULL,
      vat_minor INTEGER,
      net_minor INTEGER,
      content_json TEXT NOT NULL CHECK (json_type(content_json) = 'object'),
      operator TEXT NOT NULL,
      prev_hash TEXT NOT NULL,
      hash TEXT NOT NULL,
      voided_ms INTEGER,
      voided_by TEXT,
      void_reason TEXT,
      UNIQUE (series, year, number)
    ) STRICT;
    CREATE INDEX documents_by_posting ON documents (posted_ms);
    CREATE INDEX documents_by_customer ON documents (customer_id, posted_ms) WHERE customer_id IS NOT NULL;
    CREATE INDEX documents_by_session ON documents (session_id) WHERE session_id IS NOT NULL;
    CREATE INDEX documents_by_payment ON documents (payment_id) WHERE payment_id IS NOT NULL;
    CREATE INDEX documents_by_reversed ON documents (reverses) WHERE reverses IS NOT NULL;

    CREATE TABLE journal (
      entry_id INTEGER PRIMARY KEY,
      at_ms INTEGER NOT NULL,
      operator TEXT NOT NULL,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      subject_id TEXT NOT NULL,
      details_json TEXT NOT NULL CHECK (json_type(details_json) = 'object'),
      prev_hash TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX journal_by_time ON journal (at_ms);
    CREATE INDEX journal_by_subject ON journal (subject, subject_id);

    CREATE TABLE closed_months (
      period INTEGER PRIMARY KEY,
      from_ms INTEGER NOT NULL,
      to_ms INTEGER NOT NULL UNIQUE,
      closed_ms INTEGER NOT NULL,
      operator TEXT NOT NULL,
      totals_json TEXT NOT NULL CHECK (json_type(totals_json) = 'object'),
      prev_hash TEXT NOT NULL,
      hash TEXT NOT NULL,
      CHECK (from_ms < to_ms AND to_ms <= closed_ms)
    ) STRICT;

    -- folders with all reports of a month; the manifest holds the hash of each file, and this row the hash of the manifest
    CREATE TABLE month_packs (
      pack_id INTEGER PRIMARY KEY AUTOINCREMENT,
      period INTEGER NOT NULL,
      made_ms INTEGER NOT NULL,
      folder TEXT NOT NULL,
      files INTEGER NOT NULL,
      size_bytes INTEGER NOT NULL,
      manifest_sha256 TEXT NOT NULL,
      closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
      automatic INTEGER NOT NULL CHECK (automatic IN (0, 1)),
      operator TEXT NOT NULL
    ) STRICT;
    CREATE INDEX packs_by_period ON month_packs (period);

    ${['cdrs', 'session_repairs', 'journal', 'closed_months'].map((table) => addedOnly(table, 'UPDATE')).join('')}
    ${['cdrs', 'session_repairs', 'journal', 'closed_months', 'payments', 'documents'].map((table) => addedOnly(table, 'DELETE')).join('')}
    ${['cdrs', 'payments', 'documents'].map(openMonthsOnly).join('')}

    CREATE TRIGGER closed_months_in_order BEFORE INSERT ON closed_months
      WHEN NEW.period <= (SELECT max(period) FROM closed_months) OR NEW.from_ms < (SELECT max(to_ms) FROM closed_months)
      BEGIN SELECT RAISE(ABORT, 'months are closed in order'); END;
    CREATE TRIGGER payments_keep_their_figures BEFORE UPDATE ON payments
      WHEN NEW.payment_id IS NOT OLD.payment_id OR NEW.recorded_ms IS NOT OLD.recorded_ms OR NEW.posted_ms IS NOT OLD.posted_ms
        OR NEW.period IS NOT OLD.period OR NEW.local_day IS NOT OLD.local_day OR NEW.kind IS NOT OLD.kind
        OR NEW.method IS NOT OLD.method OR NEW.amount_minor IS NOT OLD.amount_minor OR NEW.currency IS NOT OLD.currency
        OR NEW.session_id IS NOT OLD.session_id OR NEW.customer_id IS NOT OLD.customer_id OR NEW.sale_id IS NOT OLD.sale_id
        OR NEW.reverses IS NOT OLD.reverses OR NEW.drawer_id IS NOT OLD.drawer_id OR NEW.reference IS NOT OLD.reference
        OR NEW.note IS NOT OLD.note OR NEW.operator IS NOT OLD.operator OR NEW.prev_hash IS NOT OLD.prev_hash
        OR NEW.hash IS NOT OLD.hash
      BEGIN SELECT RAISE(ABORT, 'a payment never changes'); END;
    CREATE TRIGGER documents_keep_their_content BEFORE UPDATE ON documents
      WHEN OLD.voided_ms IS NOT NULL OR NEW.document_id IS NOT OLD.document_id OR NEW.kind IS NOT OLD.kind
        OR NEW.series IS NOT OLD.series OR NEW.year IS NOT OLD.year OR NEW.number IS NOT OLD.number
        OR NEW.recorded_ms IS NOT OLD.recorded_ms OR NEW.posted_ms IS NOT OLD.posted_ms OR NEW.period IS NOT OLD.period
        OR NEW.local_day IS NOT OLD.local_day OR NEW.customer_id IS NOT OLD.customer_id
        OR NEW.session_id IS NOT OLD.session_id OR NEW.payment_id IS NOT OLD.payment_id OR NEW.from_ms IS NOT OLD.from_ms
        OR NEW.to_ms IS NOT OLD.to_ms OR NEW.reverses IS NOT OLD.reverses OR NEW.language IS NOT OLD.language
        OR NEW.currency IS NOT OLD.currency OR NEW.gross_minor IS NOT OLD.gross_minor OR NEW.vat_minor IS NOT OLD.vat_minor
        OR NEW.net_minor IS NOT OLD.net_minor OR NEW.content_json IS NOT OLD.content_json OR NEW.operator IS NOT OLD.operator
        OR NEW.prev_hash IS NOT OLD.prev_hash OR NEW.hash IS NOT OLD.hash
        OR OLD.posted_ms < (SELECT max(to_ms) FROM closed_months)
      BEGIN SELECT RAISE(ABORT, 'a document never changes'); END;
    CREATE TRIGGER closed_drawers_never_change BEFORE UPDATE ON cash_drawers WHEN OLD.closed_ms IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a closed drawer never changes'); END;
  `,
};

function addedOnly(table: string, change: 'UPDATE' | 'DELETE'): string {
  return `
    CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table}
      BEGIN SELECT RAISE(ABORT, 'rows of ${table} are only added'); END;`;
}

function openMonthsOnly(table: string): string {
  return `
    CREATE TRIGGER ${table}_into_open_months BEFORE INSERT ON ${table}
      WHEN NEW.posted_ms < (SELECT max(to_ms) FROM closed_months)
      BEGIN SELECT RAISE(ABORT, 'the month is closed'); END;`;
}
