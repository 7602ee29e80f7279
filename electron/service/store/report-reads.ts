import type { Reader } from './connection.ts';
import { drawerSums, methodSums } from './report-cash.ts';
import { connectorBalance, connectorUse } from './report-connectors.ts';
import { allEntries, countEntries, entriesPage, entrySums } from './report-entries.ts';
import type { ReportReads } from './report-records.ts';
import { bookSums, inOtherCurrencies } from './report-sums.ts';

/** All of it over `slow`, so that others do not wait for it. */
export function reportReads(slow: Reader): ReportReads {
  return {
    sums: (scope, by, stepDays) => bookSums(slow, scope, by, stepDays),
    inOtherCurrencies: (scope) => inOtherCurrencies(slow, scope),
    entries: (list, scope, limit, offset) => entriesPage(slow, list, scope, limit, offset),
    countEntries: (list, scope) => countEntries(slow, list, scope),
    allEntries: (list, scope) => allEntries(slow, list, scope),
    entrySums: (list, scope) => entrySums(slow, list, scope),
    methods: (scope) => methodSums(slow, scope),
    drawers: (scope) => drawerSums(slow, scope),
    connectorUse: (scope) => connectorUse(slow, scope),
    connectorBalance: (scope) => connectorBalance(slow, scope),
  };
}
