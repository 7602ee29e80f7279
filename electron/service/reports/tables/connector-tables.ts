import type { ConnectorBalance, ConnectorUse } from '../../store/report-records.ts';
import { column, rowOf, type Cells } from '../columns.ts';
import { share } from '../figures.ts';
import { rowsAtHand, type ReportRequest, type ReportTable } from '../report-table.ts';
import { chartOfRows } from './group-table.ts';
import { scopeOf, type TableDeps } from './table-deps.ts';

const place = [column('station'), column('stationName'), column('connector')];

interface Place {
  readonly stationId: string;
  readonly stationName: string;
  readonly evseId: number;
}

const placeCells = ({ stationId, stationName, evseId }: Place): Cells => ({
  station: stationId,
  stationName,
  connector: String(evseId),
});

const unused = { sessions: 0, withEnergy: 0, energyWh: 0, occupiedSeconds: 0, chargingSeconds: 0, idleSeconds: 0 };

/** How much of the period each connector was taken, charged and stood idle; what has not come yet of it does not count. */
export async function utilisationTable(deps: TableDeps, request: ReportRequest): Promise<ReportTable> {
  const scope = scopeOf(deps, request);
  const columns = [
    ...place,
    ...[column('sessions'), column('withEnergy'), column('success'), column('energy'), column('occupied')],
    ...[column('charging'), column('idle'), column('occupiedShare'), column('chargingShare'), column('idleShare')],
  ];
  const used = await deps.read.reports.connectorUse(scope);
  const idle = (await deps.read.stations.list())
    .filter(({ stationId }) => request.stationId === undefined || request.stationId === stationId)
    .flatMap(({ stationId, name, evses }) =>
      evses
        .filter(({ evseId }) => evseId > 0)
        .map(({ evseId }) => ({ stationId, stationName: name, evseId, ...unused })),
    )
    .filter((one) => !used.some(({ stationId, evseId }) => stationId === one.stationId && evseId === one.evseId));
  const connectors = [...used, ...idle];
  const seconds = Math.max(Math.floor((Math.min(request.to, deps.site.now) - request.from) / 1000), 0);
  const cellsOf = (use: Omit<ConnectorUse, keyof Place>, whole: number): Cells => ({
    sessions: use.sessions,
    withEnergy: use.withEnergy,
    success: share(use.withEnergy, use.sessions),
    energy: use.energyWh,
    occupied: use.occupiedSeconds,
    charging: use.chargingSeconds,
    idle: use.idleSeconds,
    occupiedShare: share(use.occupiedSeconds, whole),
    chargingShare: share(use.chargingSeconds, whole),
    idleShare: share(use.idleSeconds, whole),
  });
  const rows = connectors.map((use) => rowOf(columns, { ...placeCells(use), ...cellsOf(use, seconds) }));
  const all = connectors.reduce(
    (sum, use) => ({
      sessions: sum.sessions + use.sessions,
      withEnergy: sum.withEnergy + use.withEnergy,
      energyWh: sum.energyWh + use.energyWh,
      occupiedSeconds: sum.occupiedSeconds + use.occupiedSeconds,
      chargingSeconds: sum.chargingSeconds + use.chargingSeconds,
      idleSeconds: sum.idleSeconds + use.idleSeconds,
    }),
    unused,
  );
  return {
    report: request.report,
    period: { from: request.from, to: request.to },
    currency: scope.currency,
    columns,
    ...rowsAtHand(rows),
    totals: rowOf(columns, cellsOf(all, seconds * connectors.length)),
    notes: [],
    chart: rows.length < 2 ? null : chartOfRows(columns, rows, 'station', 'occupiedShare'),
  };
}

/** What the registers of connectors rose by and no session explains: energy nobody was billed for. */
export async function energyBalanceTable(deps: TableDeps, request: ReportRequest): Promise<ReportTable> {
  const scope = scopeOf(deps, request);
  const columns = [
    ...place,
    ...[column('sessions'), column('registerFirst'), column('registerLast'), column('energy')],
    ...[column('unexplained'), column('gaps'), column('largestGap'), column('resets')],
  ];
  const balances = await deps.read.reports.connectorBalance(scope);
  const rows = balances.map((balance) =>
    rowOf(columns, {
      ...placeCells(balance),
      sessions: balance.sessions,
      registerFirst: balance.registerFirstWh,
      registerLast: balance.registerLastWh,
      energy: balance.energyWh,
      unexplained: balance.unexplainedWh,
      gaps: balance.gaps,
      largestGap: balance.largestGapWh,
      resets: balance.resets,
    }),
  );
  const total = (pick: (balance: ConnectorBalance) => number): number =>
    balances.reduce((sum, balance) => sum + pick(balance), 0);
  const resets = total((balance) => balance.resets);
  return {
    report: request.report,
    period: { from: request.from, to: request.to },
    currency: scope.currency,
    columns,
    ...rowsAtHand(rows),
    totals: rowOf(columns, {
      sessions: total((balance) => balance.sessions),
      energy: total((balance) => balance.energyWh),
      unexplained: total((balance) => balance.unexplainedWh),
      gaps: total((balance) => balance.gaps),
      largestGap: Math.max(0, ...balances.map(({ largestGapWh }) => largestGapWh)),
      resets,
    }),
    notes: resets === 0 ? [] : [{ kind: 'registersReset', count: resets }],
    chart: null,
  };
}
