import { AppError } from '../../../contract/errors.ts';
import type { DrawerView } from '../../../contract/payments.ts';
import type { DrawerRecord } from '../../store/payment-records.ts';
import { drawerView, tellDrawer } from './drawer-view.ts';
import { actWithMoney, journal, type MoneyAct, type MoneyDeps } from './money-act.ts';

/** The cash drawer: one is open at a time, a shift or a day long. */
export interface Drawer {
  /** Throws `conflict` `drawerOpen`. */
  open(countedMinor: number): Promise<DrawerView>;
  /** Cash paid in, or taken out where negative. Throws `conflict` `drawerClosed`. */
  move(amountMinor: number, reason: string): Promise<DrawerView>;
  /** Keeps what was counted beside what should have been there. Throws `conflict` `drawerClosed`. */
  close(countedMinor: number, note: string): Promise<DrawerView>;
}

export function createDrawer(deps: MoneyDeps): Drawer {
  return {
    open: (countedMinor) =>
      actWithMoney(deps, async (act) => {
        const { unit, now, operator, currency } = act;
        if ((await unit.drawers.open()) !== null) throw new AppError('conflict', { reason: 'drawerOpen' });
        const drawerId = await unit.drawers.insert({
          ...{ currency, openedAt: now, openedBy: operator, openingMinor: countedMinor },
          ...{ closedAt: null, closedBy: null, countedMinor: null, expectedMinor: null, note: '' },
        });
        await journal(act, 'drawer.open', 'drawer', drawerId, { countedMinor, currency });
        return changed(act, drawerId);
      }),
    move: (amountMinor, reason) =>
      actWithMoney(deps, async (act) => {
        const { drawerId } = await openOne(act);
        await act.unit.drawers.move({ drawerId, at: act.now, amountMinor, reason, operator: act.operator });
        await journal(act, 'drawer.move', 'drawer', drawerId, { amountMinor, reason });
        return changed(act, drawerId);
      }),
    close: (countedMinor, note) =>
      actWithMoney(deps, async (act) => {
        const { unit, now, operator } = act;
        const { drawerId } = await openOne(act);
        const expectedMinor = await unit.drawers.expected(drawerId);
        await unit.drawers.close(drawerId, { closedAt: now, closedBy: operator, countedMinor, expectedMinor, note });
        await journal(act, 'drawer.close', 'drawer', drawerId, { countedMinor, expectedMinor, note });
        return changed(act, drawerId);
      }),
  };
}

async function openOne({ unit }: MoneyAct): Promise<DrawerRecord> {
  const drawer = await unit.drawers.open();
  if (drawer === null) throw new AppError('conflict', { reason: 'drawerClosed' });
  return drawer;
}

async function changed({ unit, announce }: MoneyAct, drawerId: string): Promise<DrawerView> {
  const drawer = await unit.drawers.find(drawerId);
  if (drawer === null) throw new AppError('notFound', { what: 'drawer', id: drawerId });
  await tellDrawer(unit, announce);
  return drawerView(unit.drawers, drawer);
}
