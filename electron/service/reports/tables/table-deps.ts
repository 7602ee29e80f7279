import type { BusinessProfile } from '../../../contract/business.ts';
import type { ReportScope } from '../../store/report-records.ts';
import type { StoreReads } from '../../store/store.ts';
import type { ReportRequest, ReportSite } from '../report-table.ts';

/** What a table is built from. */
export interface TableDeps {
  readonly read: StoreReads;
  readonly business: BusinessProfile;
  readonly site: ReportSite;
}

export function scopeOf({ site }: TableDeps, request: ReportRequest): ReportScope {
  const { from, to, stationId, customerId, idToken } = request;
  return { from, to, stationId, customerId, idToken, currency: site.currency };
}
