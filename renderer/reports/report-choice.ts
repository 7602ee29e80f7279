import type { ReportName } from '../../electron/contract/reports.ts';

/** The reports as a person looks for them. */
export const reportGroups: readonly {
  readonly group: 'sales' | 'money' | 'chargers';
  readonly reports: readonly ReportName[];
}[] = [
  {
    group: 'sales',
    reports: ['sessions', 'days', 'hours', 'stations', 'connectors', 'cards', 'customers', 'tariffs'],
  },
  { group: 'money', reports: ['paymentMethods', 'drawers', 'unpaid', 'corrections', 'vat', 'margin'] },
  { group: 'chargers', reports: ['utilisation', 'energyBalance'] },
];

/** From the address; what is no report is the first one. */
export function reportNamed(name: string): ReportName {
  return reportGroups.flatMap(({ reports }) => reports).find((report) => report === name) ?? 'sessions';
}

/** Reports a station or a customer can be picked out of. */
export const byStation: ReadonlySet<ReportName> = new Set<ReportName>([
  ...(['sessions', 'days', 'hours', 'connectors', 'cards', 'customers', 'tariffs'] as const),
  ...(['unpaid', 'corrections', 'vat', 'margin', 'utilisation', 'energyBalance'] as const),
]);
export const byCustomer: ReadonlySet<ReportName> = new Set<ReportName>([
  ...(['sessions', 'days', 'hours', 'stations', 'connectors', 'cards', 'tariffs'] as const),
  ...(['paymentMethods', 'unpaid', 'corrections', 'vat'] as const),
]);
