/** One step of the schema. Once released it is never changed; the next step gets the next number in tens. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}
