import type { PageQuery } from '../store/store.ts';

const rowsByDefault = 50;

/** What a caller asks for of a longer list; a first page where it names none. */
export function pageQuery(input: {
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}): PageQuery {
  return { limit: input.limit ?? rowsByDefault, offset: input.offset ?? 0 };
}
