import { assertNever } from '../../../../ocpp/model/assert-never.ts';
import type { ReportRequest, ReportTable } from '../report-table.ts';
import { drawersTable, methodsTable } from './cash-tables.ts';
import { energyBalanceTable, utilisationTable } from './connector-tables.ts';
import { entryTable } from './entry-tables.ts';
import { groupTable } from './group-table.ts';
import { marginTable } from './margin-table.ts';
import type { TableDeps } from './table-deps.ts';

/** The table of a report. */
export function buildTable(deps: TableDeps, request: ReportRequest): Promise<ReportTable> {
  const { report } = request;
  switch (report) {
    case 'sessions':
    case 'corrections':
    case 'unpaid':
      return entryTable(deps, { ...request, report });
    case 'days':
    case 'hours':
    case 'stations':
    case 'connectors':
    case 'cards':
    case 'customers':
    case 'tariffs':
    case 'vat':
      return groupTable(deps, { ...request, report });
    case 'margin':
      return marginTable(deps, request);
    case 'paymentMethods':
      return methodsTable(deps, request);
    case 'drawers':
      return drawersTable(deps, request);
    case 'utilisation':
      return utilisationTable(deps, request);
    case 'energyBalance':
      return energyBalanceTable(deps, request);
    default:
      return assertNever(report);
  }
}
