import { useI18n } from 'vue-i18n';
import type { ChecklistRowView } from '../../electron/contract/months.ts';
import { useFormat } from '../use-format.ts';
import { useMonthName } from './use-month-name.ts';

/** A found row in one line: what it is, when, and how much. */
export function useRowText(): (row: ChecklistRowView) => string {
  const { t } = useI18n();
  const format = useFormat();
  const monthName = useMonthName();

  function what({ subject, id, name, evseId }: ChecklistRowView): string {
    if (subject === 'month') return monthName(id);
    if (subject === 'station' || subject === 'customer') return name;
    const place =
      evseId === null || subject !== 'session' ? name : t('common.stationConnector', { station: name, n: evseId });
    const numbered = t(`months.subject.${subject}`, { id });
    return place === '' ? numbered : `${numbered} · ${place}`;
  }

  function when({ subject, at, until }: ChecklistRowView): string | null {
    if (at === null || subject === 'month') return null;
    return until === null ? format.dateTime(at) : `${format.dateTime(at)} – ${format.dateTime(until)}`;
  }

  return (row) => {
    const amount = row.amountMinor === null ? null : format.money(row.amountMinor, row.currency ?? '');
    const energy = row.energyWh === null ? null : format.energyKwh(row.energyWh);
    return [what(row), when(row), energy, amount].filter((part) => part !== null).join(' · ');
  };
}
