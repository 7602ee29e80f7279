import type { Clock } from '../../../../ocpp/model/time.ts';
import {
  type BookFault,
  type BooksVerification,
  bookTables,
  type BookTable,
  type VerifiedTable,
} from '../../../contract/books.ts';
import type { TariffBody } from '../../../contract/tariffs.ts';
import type { CdrRecord } from '../../store/book-records.ts';
import type { StoreReads } from '../../store/store.ts';
import type { Announce } from '../changes.ts';
import { isoTime } from '../iso-time.ts';
import { isSameCharge, reversedFigures } from './charges.ts';
import { figuresOf, sessionBill } from './session-bill.ts';
import type { TariffBodies } from './tariff-bodies.ts';

export interface VerifyBooksDeps {
  readonly read: StoreReads;
  readonly clock: Clock;
  readonly bodies: TariffBodies;
  readonly announce: Announce;
}

const rowsAtOnce = 500;
const noHash = '0'.repeat(64);

type Fault = NonNullable<VerifiedTable['fault']>;
type Verified = Omit<VerifiedTable, 'table'>;

/**
 * Reckons every hash of the books anew, and every bill from the terms and registers it rests on; names, for each table, the first row that
 * does not fit. Reads in pages, never on the connection that serves chargers. Who asks while one runs gets that one's answer.
 */
export function createVerifyBooks(deps: VerifyBooksDeps): () => Promise<BooksVerification> {
  let running: Promise<BooksVerification> | null = null;
  return () => {
    running ??= verify(deps).finally(() => {
      running = null;
    });
    return running;
  };
}

async function verify(deps: VerifyBooksDeps): Promise<BooksVerification> {
  const tables: VerifiedTable[] = [];
  for (const table of bookTables) {
    const { rows, fault } = await verifyChain(deps, table);
    tables.push({ table, rows, fault: fault ?? (await verifyContent(deps, table)) });
  }
  return { at: isoTime(deps.clock.now()), tables };
}

async function verifyChain({ read, announce }: VerifyBooksDeps, table: BookTable): Promise<Verified> {
  let [rows, lastKey, lastHash] = [0, 0, noHash];
  for (;;) {
    const links = await read.ledgers.links(table, lastKey, rowsAtOnce);
    for (const { key, prevHash, hash, contentHash } of links) {
      const isNext = table === 'closedMonths' || key === lastKey + 1;
      const kind = !isNext ? 'number' : prevHash !== lastHash ? 'link' : hash !== contentHash ? 'content' : null;
      if (kind !== null) return { rows, fault: { kind, id: String(key), sessionId: null } };
      [rows, lastKey, lastHash] = [rows + 1, key, hash];
    }
    announce({ type: 'told', told: { event: 'books.verifying', data: { table, rows } } });
    if (links.length < rowsAtOnce) return { rows, fault: null };
  }
}

async function verifyContent(deps: VerifyBooksDeps, table: BookTable): Promise<Fault | null> {
  if (table === 'documents') {
    const series = await deps.read.ledgers.seriesWithGap();
    return series === null ? null : { kind: 'number', id: series, sessionId: null };
  }
  return table === 'cdrs' ? verifyCdrs(deps) : null;
}

async function verifyCdrs(deps: VerifyBooksDeps): Promise<Fault | null> {
  const reversed = new Set<string>();
  for await (const cdr of deps.read.cdrs.all()) if (cdr.reverses !== null) reversed.add(cdr.reverses);
  for await (const cdr of deps.read.cdrs.all()) {
    const kind = await faultOf(deps, cdr, reversed.has(cdr.cdrId));
    if (kind !== null) return { kind, id: cdr.cdrId, sessionId: cdr.sessionId };
  }
  const [missing] = await deps.read.cdrs.unposted(null, 1);
  return missing === undefined ? null : { kind: 'missing', id: missing, sessionId: missing };
}

async function faultOf(deps: VerifyBooksDeps, cdr: CdrRecord, isReversed: boolean): Promise<BookFault | null> {
  if (cdr.kind === 'credit') {
    const charge = cdr.reverses === null ? null : await deps.read.cdrs.find(cdr.reverses);
    return charge !== null && isSameCharge(cdr, { ...charge, ...reversedFigures(charge) }) ? null : 'credit';
  }
  if (isReversed) return null;
  if (!(await isOfItsSession(deps.read, cdr))) return 'session';
  return (await isBilledRight(deps, cdr)) ? null : 'bill';
}

async function isOfItsSession({ sessions }: StoreReads, cdr: CdrRecord): Promise<boolean> {
  const session = await sessions.find(cdr.sessionId);
  if (session === null || session.flags.includes('merged')) return false;
  return (
    ['stationId', 'evseId', 'idToken', 'startedAt', 'stoppedAt', 'meterStartWh', 'meterStopWh', 'energyWh'] as const
  ).every((field) => session[field] === cdr[field]);
}

async function isBilledRight({ read, bodies }: VerifyBooksDeps, cdr: CdrRecord): Promise<boolean> {
  const { startedAt, stoppedAt, vatRateBp, timeZone } = cdr;
  const tariff: TariffBody | null = await bodies.find(read, cdr.tariffVersionId).catch(() => null);
  const registers = await read.readings.registers(cdr.sessionId);
  const bill = sessionBill({ session: cdr, stoppedAt, terms: cdr, tariff, registers, vatRateBp, timeZone });
  return isSameCharge(cdr, { ...cdr, ...figuresOf(bill, stoppedAt - startedAt) });
}
