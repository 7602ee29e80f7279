import { AppError } from '../../contract/errors.ts';
import type { SignedValue } from '../../contract/signed-values.ts';
import { signedValuesOf } from '../domain/signed-values.ts';
import { toldValue } from '../domain/told-value.ts';
import { signedText, signedXml } from '../reports/signed-values-file.ts';
import type { MoneyOf } from '../domain/books/session-money.ts';
import type { SessionRecord, StoreReads } from '../store/store.ts';
import type { SessionDetailsView } from '../../contract/views.ts';
import type { AreaHandlers } from './handlers.ts';
import { epochMsIfGiven } from './iso-time.ts';
import { pageQuery } from './page.ts';
import { type Naming, seriesPoint, sessionDetailsView, sessionView } from './session-views.ts';

const pointsByDefault = 500;

export interface SessionsApiDeps {
  readonly read: StoreReads;
  readonly naming: Naming;
  readonly moneyOf: MoneyOf;
  /** Throws `notFound`, and `conflict` for one that has ended. */
  readonly close: (sessionId: string) => Promise<SessionRecord>;
}

export function sessionHandlers({
  read,
  naming,
  moneyOf,
  close,
}: SessionsApiDeps): Omit<AreaHandlers<'sessions'>, 'sessions.bill' | 'sessions.repair'> {
  const find = async (sessionId: string): Promise<SessionRecord> => {
    const session = await read.sessions.find(sessionId);
    if (session === null) throw new AppError('notFound', { what: 'session', id: sessionId });
    return session;
  };
  const signedValues = async (sessionId: string): Promise<readonly SignedValue[]> =>
    signedValuesOf(await read.readings.others(sessionId));
  const details = async (session: SessionRecord): Promise<SessionDetailsView> =>
    sessionDetailsView(session, naming, (await moneyOf([session]))(session));
  return {
    async 'sessions.list'({ limit, offset, from, to, ...filter }) {
      const query = { ...filter, from: epochMsIfGiven(from), to: epochMsIfGiven(to) };
      const [page, totals] = await Promise.all([
        read.sessions.list({ ...query, ...pageQuery({ limit, offset }) }),
        read.sessions.totals(query),
      ]);
      const money = await moneyOf(page.rows);
      const rows = page.rows.map((session) => sessionView(session, naming, money(session)));
      return { total: page.total, rows, totals };
    },
    'sessions.get': async ({ sessionId }) => details(await find(sessionId)),
    'sessions.close': async ({ sessionId }) => details(await close(sessionId)),
    async 'sessions.series'({ sessionId, maxPoints }) {
      await find(sessionId);
      const readings = await read.readings.series(sessionId, maxPoints ?? pointsByDefault);
      return { sessionId, points: readings.map(seriesPoint) };
    },
    'sessions.signedValues': async ({ sessionId }) => signedValues((await find(sessionId)).sessionId),
    async 'sessions.exportSignedValues'({ sessionId, format }) {
      const { transactionId, stationId, evseId } = await find(sessionId);
      const values = await signedValues(sessionId);
      if (values.length === 0) throw new AppError('notFound', { what: 'signedValues', id: sessionId });
      const told = await read.configuration.list(stationId);
      const publicKey = toldValue(told, `MeterPublicKey${String(evseId)}`) ?? toldValue(told, 'MeterPublicKey');
      const signed = { sessionId, transactionId, values, publicKey: publicKey?.trim() || null };
      return format === 'xml' ? signedXml(signed) : signedText(signed);
    },
  };
}
