import { beforeEach, describe, expect, test } from 'vitest';
import type { SessionRepair } from '../../../../electron/contract/books.ts';
import { createTariffBodies } from '../../../../electron/service/domain/books/tariff-bodies.ts';
import { createVerifyBooks } from '../../../../electron/service/domain/books/verify-books.ts';
import { runSql } from '../../store/folder.ts';
import { type Hall, hourMs, minuteMs, openHall, tariff } from './hall.ts';

let hall: Hall;

beforeEach(async () => {
  hall = await openHall();
  await hall.offer(tariff());
});

async function charged(meterStopWh = 20_000): Promise<string> {
  const id = await hall.start();
  hall.site.time.pass(hourMs);
  await hall.stop(id, meterStopWh);
  return (await hall.session()).sessionId;
}

const repair = (sessionId: string, what: SessionRepair) =>
  hall.site.repairs.repair(sessionId, 'as the driver says', what);
const sums = async () => (await hall.cdrs()).map(({ kind, grossMinor }) => [kind, grossMinor]);

describe('a repair', () => {
  test('keeps what the session said before, who changed it and why, and charges anew', async () => {
    const sessionId = await charged();
    const session = await repair(sessionId, { kind: 'setValues', energyWh: 5000 });
    expect(session).toMatchObject({ energyWh: 5000, verdict: 'repaired', flags: ['repaired'], meterStopWh: 20_000 });
    expect(await sums()).toEqual([
      ['charge', 300],
      ['credit', -300],
      ['charge', 150],
    ]);
    const [kept] = await hall.site.store.read.repairs.ofSession(sessionId);
    expect(kept).toMatchObject({ kind: 'setValues', reason: 'as the driver says' });
    expect(JSON.parse(kept?.before ?? '{}')).toMatchObject({ energyWh: 10_000, verdict: 'ok' });
    expect(JSON.parse(kept?.after ?? '{}')).toMatchObject({ energyWh: 5000, verdict: 'repaired' });
    const journal = await hall.site.store.read.journal.list({ limit: 1, offset: 0 });
    expect(journal.rows).toMatchObject([{ action: 'sessions.repair', subject: 'session', subjectId: sessionId }]);
  });

  test('takes registers by hand and reckons the energy from them', async () => {
    const sessionId = await charged();
    expect(await repair(sessionId, { kind: 'setValues', meterStartWh: 12_000 })).toMatchObject({ energyWh: 8000 });
    await expect(repair(sessionId, { kind: 'setValues', meterStopWh: 1000 })).rejects.toMatchObject({
      code: 'invalidInput',
    });
  });

  test('of kWh taken for Wh multiplies the energy and leaves the registers as they were sent', async () => {
    const sessionId = await charged(10_010);
    const session = await repair(sessionId, { kind: 'factor1000', direction: 'multiply' });
    expect(session).toMatchObject({ energyWh: 10_000, meterStopWh: 10_010 });
    expect((await sums()).at(-1)).toEqual(['charge', 300]);
  });

  test('of a session that was reported twice bills only the other one', async () => {
    const first = await charged();
    const second = await charged();
    await repair(second, { kind: 'mergeDuplicate', intoSessionId: first });
    expect(await hall.session()).toMatchObject({ energyWh: 0, flags: ['merged', 'repaired'] });
    expect(await sums()).toEqual([
      ['charge', 300],
      ['credit', -300],
    ]);
    await expect(repair(first, { kind: 'mergeDuplicate', intoSessionId: second })).rejects.toMatchObject({
      details: { reason: 'mergedSession' },
    });
  });

  test('tells of a stop without a start when it began', async () => {
    await hall.stop('815', 20_000);
    const { sessionId, stoppedAt, flags } = await hall.session();
    expect(flags).toContain('unknownStart');
    const startedAt = new Date((stoppedAt ?? 0) - hourMs).toISOString();
    const session = await repair(sessionId, { kind: 'adoptOrphan', startedAt, meterStartWh: 10_000, idToken: 'CARD' });
    expect(session).toMatchObject({ energyWh: 10_000, verdict: 'repaired', idToken: 'CARD', flags: ['repaired'] });
    expect((await sums()).at(-1)).toEqual(['charge', 300]);
  });

  test('applies a tariff where none was in force', async () => {
    hall = await openHall();
    const sessionId = await charged();
    const tariffVersionId = await hall.offer(tariff(), hall.site.time.now());
    await repair(sessionId, { kind: 'applyTariff', tariffVersionId });
    expect(await sums()).toEqual([
      ['charge', null],
      ['credit', null],
      ['charge', 300],
    ]);
  });

  test('closes a session whose stop will not come, until it comes all the same', async () => {
    const id = await hall.start();
    hall.site.time.pass(hourMs);
    await hall.measure(id, [hall.site.time.now(), 15_000]);
    const { sessionId } = await hall.session();
    await repair(sessionId, { kind: 'closeAtLastReading' });
    expect((await sums()).at(-1)).toEqual(['charge', 150]);
    await expect(repair(sessionId, { kind: 'closeAtLastReading' })).rejects.toMatchObject({ code: 'conflict' });
    await hall.stop(id, 20_000);
    expect((await sums()).at(-1)).toEqual(['charge', 300]);
  });
});

describe('the verification of the books', () => {
  const verify = async () => {
    const { store, time, announce } = hall.site;
    const run = createVerifyBooks({ read: store.read, clock: time, bodies: createTariffBodies(), announce });
    const { tables } = await run();
    return tables.filter(({ fault }) => fault !== null).map(({ table, fault }) => [table, fault?.kind, fault?.id]);
  };
  const tamper = async (sql: string): Promise<void> => {
    const { path } = await hall.site.store.size();
    await runSql(path, sql);
  };

  test('finds nothing in books nobody touched, corrections included', async () => {
    const sessionId = await charged();
    await repair(sessionId, { kind: 'setValues', energyWh: 5000 });
    await charged();
    expect(await verify()).toEqual([]);
  });

  test('names the first charge whose figures were changed', async () => {
    await charged();
    await charged();
    await tamper('DROP TRIGGER cdrs_no_update; UPDATE cdrs SET gross_minor = 1 WHERE cdr_id = 2');
    expect(await verify()).toEqual([['cdrs', 'content', '2']]);
  });

  test('names the row behind one that is gone', async () => {
    await repair(await charged(), { kind: 'setValues', energyWh: 1 });
    await repair(await charged(), { kind: 'setValues', energyWh: 2 });
    await tamper('DROP TRIGGER journal_no_delete; DELETE FROM journal WHERE entry_id = 2');
    expect(await verify()).toEqual([['journal', 'number', '3']]);
  });

  test('names the charge that is not what its session says any more', async () => {
    const sessionId = await charged();
    await tamper(`UPDATE sessions SET energy_wh = 1 WHERE session_id = ${sessionId}`);
    expect(await verify()).toEqual([['cdrs', 'session', '1']]);
  });

  test('names the charge its tariff does not make any more', async () => {
    await charged();
    await tamper(
      `DROP TRIGGER tariff_versions_never_change; UPDATE tariff_versions SET body_json = replace(body_json, '3000', '4000')`,
    );
    expect(await verify()).toEqual([['cdrs', 'bill', '1']]);
  });

  test('is not misled by readings that came late', async () => {
    const id = await hall.start();
    const begin = hall.site.time.now();
    hall.site.time.pass(hourMs);
    await hall.stop(id, 20_000);
    await repair((await hall.session()).sessionId, { kind: 'setValues', energyWh: 9000 });
    hall.site.time.pass(minuteMs);
    await hall.measure(id, [begin + 30 * minuteMs, 19_999]);
    expect(await verify()).toEqual([]);
  });
});
