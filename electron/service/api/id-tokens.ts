import type { IdTokens, NewIdToken } from '../domain/id-tokens.ts';
import type { SettingsBook } from '../domain/settings.ts';
import type { IdTokenReads } from '../store/store.ts';
import type { Input } from '../../contract/api.ts';
import { epochMs } from './iso-time.ts';
import type { AreaHandlers } from './handlers.ts';
import { importIdTokens } from './id-token-import.ts';
import { pageQuery } from './page.ts';
import { idTokenView } from './views.ts';

export function idTokenHandlers(
  reads: IdTokenReads,
  idTokens: IdTokens,
  settings: SettingsBook,
): AreaHandlers<'idTokens'> {
  return {
    async 'idTokens.list'(input) {
      const { total, rows } = await reads.list({ ...pageQuery(input), search: input.search });
      return { total, rows: rows.map(idTokenView) };
    },
    'idTokens.add': async (input) => idTokenView(await idTokens.add(given(input))),
    'idTokens.update': async (input) => idTokenView(await idTokens.update(input.idToken, given(input))),
    async 'idTokens.remove'({ idToken }) {
      await idTokens.remove(idToken);
      return null;
    },
    'idTokens.import': ({ csv }) => importIdTokens(csv, idTokens, settings.current().timeZone),
  };
}

function given(input: Input<'idTokens.add'>): NewIdToken {
  const { expiresAt, ...rest } = input;
  return { ...rest, expiresAt: typeof expiresAt === 'string' ? epochMs(expiresAt) : expiresAt };
}
