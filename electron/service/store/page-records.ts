/** A page of a longer list. */
export interface Page<T> {
  readonly total: number;
  readonly rows: readonly T[];
}

export interface PageQuery {
  readonly limit: number;
  readonly offset: number;
}
