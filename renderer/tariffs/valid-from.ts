/** From when a version holds, as it is chosen; `at` is ISO 8601, empty for now and while it is not complete. */
export interface ValidFrom {
  readonly kind: 'now' | 'nextMonth' | 'moment';
  readonly at: string;
}
