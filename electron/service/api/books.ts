import type { Bill } from '../../contract/bill.ts';
import type { BooksVerification, CdrView, RepairView, SessionTermsView } from '../../contract/books.ts';
import { AppError } from '../../contract/errors.ts';
import { standingCharge } from '../domain/books/charges.ts';
import { linesOf } from '../domain/money/stored-lines.ts';
import type { Repairs } from '../domain/books/repairs.ts';
import type { MoneyOf } from '../domain/books/session-money.ts';
import type { TariffBook } from '../domain/tariffs.ts';
import type { CdrRecord, JournalRecord, RepairRecord, TermsRecord } from '../store/book-records.ts';
import type { StoreReads } from '../store/store.ts';
import type { Handlers } from './handlers.ts';
import { epochMsIfGiven, isoTime } from './iso-time.ts';
import { pageQuery } from './page.ts';
import { type Naming, sessionDetailsView } from './session-views.ts';
import { storedObject } from './stored-object.ts';

export interface BooksApiDeps {
  readonly read: StoreReads;
  readonly naming: Naming;
  readonly tariffs: TariffBook;
  readonly repairs: Repairs;
  readonly moneyOf: MoneyOf;
  readonly verifyBooks: () => Promise<BooksVerification>;
}

type BookHandlers = Pick<Handlers, 'sessions.bill' | 'sessions.repair' | 'journal.list' | 'books.verify'>;

export function bookHandlers(deps: BooksApiDeps): BookHandlers {
  const { read, naming, moneyOf } = deps;
  return {
    async 'sessions.bill'({ sessionId }) {
      const session = await read.sessions.find(sessionId);
      if (session === null) throw new AppError('notFound', { what: 'session', id: sessionId });
      const [cdrs, terms, repairs] = await Promise.all([
        read.cdrs.ofSession(sessionId),
        read.terms.find(sessionId),
        read.repairs.ofSession(sessionId),
      ]);
      const standing = standingCharge(cdrs);
      return {
        sessionId,
        bill: session.stoppedAt === null ? naming.billOf(sessionId) : standing && billIn(standing),
        terms: terms && termsView(terms, deps),
        cdrs: cdrs.map(cdrView),
        repairs: repairs.map(repairView),
      };
    },
    async 'sessions.repair'({ sessionId, reason, repair }) {
      const session = await deps.repairs.repair(sessionId, reason, repair);
      return sessionDetailsView(session, naming, (await moneyOf([session]))(session));
    },
    async 'journal.list'({ from, to, limit, offset, ...filter }) {
      const query = { ...filter, from: epochMsIfGiven(from), to: epochMsIfGiven(to), ...pageQuery({ limit, offset }) };
      const { total, rows } = await read.journal.list(query);
      return { total, rows: rows.map(journalView) };
    },
    'books.verify': deps.verifyBooks,
  };
}

/** What a charge says of its bill; null where nothing could be billed. */
function billIn(charge: CdrRecord): Bill | null {
  const { currency, vatRateBp, grossMinor, vatMinor, netMinor, chargingSeconds, idleSeconds } = charge;
  if (grossMinor === null || vatMinor === null || netMinor === null) return null;
  const figures = { currency, vatRateBp, grossMinor, vatMinor, netMinor, chargingSeconds, idleSeconds };
  return { ...figures, lines: linesOf(charge.lines) };
}

function cdrView(cdr: CdrRecord): CdrView {
  const { cdrId, kind, reverses, reason, energyWh, currency, operator } = cdr;
  const { grossMinor, vatRateBp, vatMinor, netMinor } = cdr;
  return {
    ...{ cdrId, kind, reverses, reason, energyWh, currency, operator },
    ...{ grossMinor, vatRateBp, vatMinor, netMinor },
    recordedAt: isoTime(cdr.recordedAt),
    postedAt: isoTime(cdr.postedAt),
    lines: linesOf(cdr.lines),
  };
}

function termsView(terms: TermsRecord, { tariffs, naming }: BooksApiDeps): SessionTermsView {
  const { tariffVersionId, customerId, billing, currency } = terms;
  const version = tariffVersionId === null ? undefined : tariffs.find(tariffVersionId)?.version;
  return {
    tariffId: version?.tariffId ?? null,
    tariffName: tariffVersionId === null ? null : tariffs.nameOf(tariffVersionId),
    tariffVersion: version?.number ?? null,
    customerName: naming.customerName(customerId),
    ...{ customerId, billing, currency },
  };
}

function repairView({ repairId, at, kind, reason, operator, before, after }: RepairRecord): RepairView {
  return {
    ...{ repairId, kind, reason, operator },
    at: isoTime(at),
    before: storedObject(before),
    after: storedObject(after),
  };
}

function journalView({ entryId, at, operator, action, subject, subjectId, details }: JournalRecord) {
  return { entryId, at: isoTime(at), operator, action, subject, subjectId, details: storedObject(details) };
}
