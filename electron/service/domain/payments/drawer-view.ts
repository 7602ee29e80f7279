import type { DrawerView } from '../../../contract/payments.ts';
import type { DrawerReads, DrawerRecord } from '../../store/payment-records.ts';
import type { WriteUnit } from '../../store/store.ts';
import type { Announce } from '../changes.ts';
import { isoTime, isoTimeOrNull } from '../iso-time.ts';

export async function drawerView(drawers: DrawerReads, drawer: DrawerRecord): Promise<DrawerView> {
  const { drawerId } = drawer;
  const movements = await drawers.movements(drawerId);
  return {
    ...drawer,
    openedAt: isoTime(drawer.openedAt),
    closedAt: isoTimeOrNull(drawer.closedAt),
    expectedMinor: drawer.expectedMinor ?? (await drawers.expected(drawerId)),
    movements: movements.map(({ at, amountMinor, reason, operator }) => ({
      ...{ at: isoTime(at), amountMinor, reason, operator },
    })),
  };
}

/** Tells consoles how the open drawer stands once the unit of work is on disk. */
export async function tellDrawer(unit: WriteUnit, announce: Announce): Promise<void> {
  const open = await unit.drawers.open();
  const data = open === null ? null : await drawerView(unit.drawers, open);
  unit.afterCommit(() => {
    announce({ type: 'told', told: { event: 'drawer.changed', data } });
  });
}
