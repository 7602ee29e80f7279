import type { Clock } from '../../../ocpp/model/time.ts';
import type { Input } from '../../contract/api.ts';
import type { IdTokenDetailsView } from '../../contract/id-tokens.ts';
import { type RunningCost, usedByCard } from '../domain/allowance.ts';
import { monthOf } from '../domain/calendar-month.ts';
import { findIdToken, type IdTokens, type NewIdToken } from '../domain/id-tokens.ts';
import type { SettingsBook } from '../domain/settings.ts';
import type { StoreReads } from '../store/store.ts';
import type { AreaHandlers } from './handlers.ts';
import { importIdTokens } from './id-token-import.ts';
import { idTokenView } from './id-token-views.ts';
import { epochMs, isoTime } from './iso-time.ts';
import { pageQuery } from './page.ts';
import type { Naming } from './session-views.ts';

/** Whoever has more of them must have somebody who looks them through. */
const mostUnassigned = 500;

export interface IdTokensApiDeps {
  readonly read: StoreReads;
  readonly clock: Clock;
  readonly naming: Naming;
  readonly settings: SettingsBook;
  readonly idTokens: IdTokens;
  readonly runningCost: RunningCost;
}

export function idTokenHandlers(deps: IdTokensApiDeps): AreaHandlers<'idTokens'> {
  const { read, naming, settings, idTokens } = deps;
  return {
    async 'idTokens.list'({ search, customerId, ...page }) {
      const { total, rows } = await read.idTokens.list({ ...pageQuery(page), search, customerId });
      return { total, rows: rows.map((token) => idTokenView(token, naming)) };
    },
    'idTokens.get': ({ idToken }) => details(deps, idToken),
    'idTokens.add': async (input) => idTokenView(await idTokens.add(given(input)), naming),
    'idTokens.update': async (input) => idTokenView(await idTokens.update(input.idToken, given(input)), naming),
    async 'idTokens.remove'({ idToken }) {
      await idTokens.remove(idToken);
      return null;
    },
    'idTokens.replace': async (input) => idTokenView(await idTokens.replace(input), naming),
    async 'idTokens.addAlias'({ idToken, alias }) {
      await idTokens.addAlias(idToken, alias);
      return details(deps, idToken);
    },
    async 'idTokens.removeAlias'({ alias }) {
      await idTokens.removeAlias(alias);
      return null;
    },
    'idTokens.import': (input) => importIdTokens(input, idTokens, settings.current().timeZone),
  };
}

/** Throws `notFound`. */
async function details(deps: IdTokensApiDeps, idToken: string): Promise<IdTokenDetailsView> {
  const { read, naming, runningCost } = deps;
  const { timeZone, currency } = deps.settings.current();
  const at = deps.clock.now();
  const token = await findIdToken(read, idToken);
  const [aliases, line, used, unassigned] = await Promise.all([
    read.idTokens.aliases(token.idToken),
    read.idTokens.lineOf(token.idToken),
    usedByCard({ reads: read, at, timeZone, runningCost }, token.idToken),
    read.customers.unassigned(token.idToken, mostUnassigned),
  ]);
  return {
    ...idTokenView(token, naming),
    aliases: aliases.map(({ alias }) => alias),
    replaces: line.slice(1).map((older) => older.idToken),
    month: { from: isoTime(monthOf(at, timeZone).from), currency, ...used },
    unassignedSessions: unassigned,
  };
}

function given(input: Input<'idTokens.add'>): NewIdToken {
  const { expiresAt, ...rest } = input;
  return { ...rest, expiresAt: typeof expiresAt === 'string' ? epochMs(expiresAt) : expiresAt };
}
