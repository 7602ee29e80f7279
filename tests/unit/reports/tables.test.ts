import { describe, expect, it } from 'vitest';
import { reportNames, type ReportColumnKey, type ReportName } from '../../../electron/contract/reports.ts';
import { defaultBusiness } from '../../../electron/service/domain/business.ts';
import { reportTable, type ReportDeps } from '../../../electron/service/reports/produce-report.ts';
import type { ReportTable } from '../../../electron/service/reports/report-table.ts';
import { hour, minute, station } from '../store/records.ts';
import { openTestStore } from '../store/test-store.ts';
import { august, depsOf, july, payment, post, smallMonth } from './small-month.ts';

const table = (deps: ReportDeps, report: ReportName, period = july): Promise<ReportTable> =>
  reportTable(deps, { report, ...period });

async function column(from: ReportTable, key: ReportColumnKey): Promise<readonly unknown[]> {
  const at = from.columns.findIndex((each) => each.key === key);
  return (await from.page(500, 0)).map((row) => row[at]);
}

const total = (from: ReportTable, key: ReportColumnKey): unknown =>
  from.totals[from.columns.findIndex((each) => each.key === key)];

const sum = (cells: readonly unknown[]): number => cells.reduce<number>((all, cell) => all + Number(cell ?? 0), 0);

describe('the books of a month', () => {
  it.each(reportNames)('%s: its totals are the sums of its rows', async (report) => {
    const { deps } = await smallMonth();
    const shown = await table(deps, report);
    expect(shown.total).toBe((await shown.page(500, 0)).length);
    for (const [index, { key, type }] of shown.columns.entries()) {
      const said = shown.totals[index];
      if (said === null || !['money', 'energyWh', 'count'].includes(type)) continue;
      if (key === 'averageEnergy' || key === 'largestGap') continue;
      expect([key, said]).toEqual([key, sum(await column(shown, key))]);
    }
  });

  it('every report of them says the same sums', async () => {
    const { deps } = await smallMonth();
    const reports = ['days', 'hours', 'stations', 'connectors', 'cards', 'customers', 'tariffs', 'vat'] as const;
    const first = await table(deps, 'sessions');
    for (const report of reports) {
      const shown = await table(deps, report);
      for (const key of ['energy', 'gross', 'vat', 'net', 'paid', 'refunded', 'unpaid'] as const)
        expect([report, key, total(shown, key)]).toEqual([report, key, total(first, key)]);
      expect(total(shown, 'cost')).toBe(total(await table(deps, 'margin'), 'cost'));
    }
  });

  it('all pages together are the pages of the screen, in order', async () => {
    const { deps } = await smallMonth();
    const shown = await table(deps, 'sessions');
    const all: unknown[] = [];
    for await (const page of shown.pages()) all.push(...page);
    const paged = [...(await shown.page(10, 0)), ...(await shown.page(10, 10)), ...(await shown.page(10, 20))];
    expect(all).toEqual(paged);
  });

  it('a correction within a month shows what stands, one of a later month shows there', async () => {
    const { deps } = await smallMonth();
    const inJuly = await table(deps, 'sessions');
    const inAugust = await table(deps, 'sessions', august);
    expect((await column(inJuly, 'entry')).filter((entry) => entry !== 'session')).toEqual(['late']);
    expect(await column(inAugust, 'entry')).toEqual(['credit', 'late']);
    expect(sum(await column(inAugust, 'energy'))).toBe(4000 - (7000 + 5 * 1234));
    expect(await column(await table(deps, 'corrections'), 'entry')).toEqual(['late', 'credit', 'session']);
  });

  it('what a session was paid counts once, with the charge that stands', async () => {
    const { store, deps } = await smallMonth();
    const [both] = [{ from: july.from, to: august.to }];
    const apart =
      Number(total(await table(deps, 'days'), 'paid')) + Number(total(await table(deps, 'days', august), 'paid'));
    expect(apart).toBe(total(await table(deps, 'days', both), 'paid'));
    const ids = Array.from({ length: 30 }, (_, index) => String(index + 1));
    const paid = await store.read.payments.paidFor(ids);
    expect(apart).toBe(sum([...paid.values()]));
  });

  it('unpaid lists what stands and is owed, nothing else', async () => {
    const { deps } = await smallMonth();
    const unpaid = await table(deps, 'unpaid');
    expect(new Set(await column(unpaid, 'payStatus'))).toEqual(new Set(['unpaid', 'partial']));
    expect(total(unpaid, 'unpaid')).toBe(total(await table(deps, 'days'), 'unpaid'));
  });

  it('sessions whose energy is not known are told of and count no money', async () => {
    const { deps } = await smallMonth();
    expect((await table(deps, 'stations')).notes).toEqual([{ kind: 'unknownAmounts', count: 1 }]);
  });

  it('there is no VAT where nobody charged it, and no margin where no cost is known', async () => {
    const store = await openTestStore();
    await store.write(async (unit) => {
      await unit.stations.insert(station('HALL-1'));
      await post(unit, july.from + hour, 10_000, { vatRateBp: null, vatMinor: 0, netMinor: 300 });
    });
    const { columns } = await table(depsOf(store, defaultBusiness), 'stations');
    const keys = columns.map(({ key }) => key);
    expect(keys).not.toContain('vat');
    expect(keys).not.toContain('margin');
  });

  it('electricity is reckoned at the price of its day, and the parts add up', async () => {
    const { deps } = await smallMonth();
    const margin = await table(deps, 'margin');
    const days = await table(deps, 'days');
    const [energy, day] = [await column(days, 'energy'), await column(days, 'day')];
    const exact = energy.reduce<number>(
      (all, wh, index) => all + Number(wh) * (String(day[index]) < '2026-07-16' ? 1250 : 1301),
      0,
    );
    expect(total(margin, 'cost')).toBe(Math.round(exact / 100_000));
    expect(await column(margin, 'fixedCost')).toEqual([300]);
    expect(total(margin, 'margin')).toBe(Number(total(margin, 'net')) - Number(total(margin, 'cost')) - 300);
  });

  it('payments of a sale count for the session it began, also those from before', async () => {
    const store = await openTestStore();
    await store.write(async (unit) => {
      await unit.stations.insert(station('HALL-1'));
      const { sessionId, grossMinor, ...posting } = await post(unit, july.from + hour, 10_000);
      const saleId = await unit.sales.insert({
        ...{ stationId: 'HALL-1', evseId: 1, idToken: 'K', limitWh: null, limitMinor: 500, currency: 'AZN' },
        ...{ state: 'starting', failure: null, sessionId: null, createdAt: july.from, endedAt: null, operator: '' },
      });
      await unit.payments.append({ ...payment(posting, 'cash', 500), saleId });
      await unit.sales.update(saleId, { sessionId });
      await unit.payments.append({ ...payment(posting, 'cash', -200), saleId, kind: 'refund' });
      expect(grossMinor).toBe(300);
    });
    const days = await table(depsOf(store), 'days');
    expect([total(days, 'paid'), total(days, 'refunded'), total(days, 'unpaid')]).toEqual([300, 200, 0]);
  });
});

describe('connectors', () => {
  it('energy between sessions that nobody was billed for is found, a register that was reset is told of', async () => {
    const store = await openTestStore();
    await store.write(async (unit) => {
      await unit.stations.insert(station('HALL-1'));
      const at = (hours: number): number => july.from + hours * hour;
      const run = (hours: number, meterStartWh: number, meterStopWh: number) =>
        post(unit, at(hours), meterStopWh - meterStartWh, { meterStartWh, meterStopWh });
      await run(-30, 0, 1000);
      await run(2, 1500, 2500);
      await run(4, 2500, 3000);
      await run(6, 3250, 4000);
      await run(8, 10, 500);
    });
    const balance = await table(depsOf(store), 'energyBalance');
    expect(await column(balance, 'unexplained')).toEqual([750]);
    expect([
      await column(balance, 'gaps'),
      await column(balance, 'largestGap'),
      await column(balance, 'resets'),
    ]).toEqual([[2], [500], [1]]);
    expect(balance.notes).toEqual([{ kind: 'registersReset', count: 1 }]);
  });

  it('use is what fell into the period, and a connector nobody used is there too', async () => {
    const { store, deps } = await smallMonth();
    await store.write(async (unit) => {
      await unit.stations.insert(station('IDLE'));
      const evse = { evseId: 1, status: 'Available', errorCode: null, info: null, vendorErrorCode: null } as const;
      await unit.stations.upsertEvse('IDLE', { ...evse, statusAt: 0 });
      await post(unit, august.from + 30 * minute, 1000, { stationId: '001' });
    });
    const use = await table(deps, 'utilisation');
    expect(await column(use, 'station')).toEqual(['HALL-1', '001', 'IDLE']);
    expect(await column(use, 'occupied')).toEqual([19 * 3600, 6 * 3600 + 1800, 0]);
    expect((await column(use, 'occupiedShare'))[2]).toBe(0);
  });
});
