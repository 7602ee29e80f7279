import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { Reader } from './connection.ts';
import type { ChargedUse } from './customer-records.ts';
import type { Row } from './driver.ts';
import { idOf, integer, keyOf, only } from './row.ts';

/** A credit holds the negated figures of what it takes back, so that a sum over all rows is what stands. */
const sums = 'coalesce(sum(energy_wh), 0) AS energy_wh, coalesce(sum(gross_minor), 0) AS gross_minor';

export async function useOf(
  reader: Reader,
  customerIds: readonly string[],
  from: EpochMs,
  to: EpochMs,
): Promise<ReadonlyMap<string, ChargedUse>> {
  const rows = await reader.all(
    `SELECT customer_id, ${sums} FROM cdrs
     WHERE customer_id IN (SELECT value FROM json_each(?)) AND posted_ms >= ? AND posted_ms < ? GROUP BY customer_id`,
    [JSON.stringify(customerIds.map(keyOf)), from, to],
  );
  return new Map(rows.map((row) => [idOf(integer(row, 'customer_id')), toUse(row)]));
}

export async function useOfIdTokens(
  reader: Reader,
  idTokens: readonly string[],
  from: EpochMs,
  to: EpochMs,
): Promise<ChargedUse> {
  const rows = await reader.all(
    `SELECT ${sums} FROM cdrs WHERE id_token IN (SELECT value FROM json_each(?)) AND posted_ms >= ? AND posted_ms < ?`,
    [JSON.stringify(idTokens), from, to],
  );
  return only(rows, toUse);
}

function toUse(row: Row): ChargedUse {
  return { energyWh: integer(row, 'energy_wh'), grossMinor: integer(row, 'gross_minor') };
}
