import type {
  ReportCell,
  ReportColumn,
  ReportColumnKey,
  ReportColumnType,
  ReportRow,
  ReportWordList,
} from '../../contract/reports.ts';

const types: Readonly<Record<ReportColumnKey, ReportColumnType>> = {
  session: 'identity',
  entry: 'word',
  reason: 'word',
  recorded: 'dateTime',
  station: 'identity',
  stationName: 'text',
  connector: 'identity',
  card: 'identity',
  cardLabel: 'text',
  customerId: 'identity',
  customer: 'text',
  customerVoen: 'identity',
  tariff: 'text',
  tariffVersion: 'identity',
  started: 'dateTime',
  stopped: 'dateTime',
  duration: 'duration',
  charging: 'duration',
  idle: 'duration',
  meterStart: 'energyWh',
  meterStop: 'energyWh',
  stopReason: 'word',
  verdict: 'word',
  remarks: 'word',
  operator: 'text',
  day: 'date',
  hour: 'hour',
  month: 'month',
  method: 'word',
  payStatus: 'word',
  fiscalNumber: 'identity',
  documentNumber: 'identity',
  sessions: 'count',
  energy: 'energyWh',
  gross: 'money',
  vatRate: 'percent',
  vat: 'money',
  net: 'money',
  paid: 'money',
  unpaid: 'money',
  refunded: 'money',
  averageEnergy: 'energyWh',
  averagePrice: 'priceE4',
  cost: 'money',
  fixedCost: 'money',
  margin: 'money',
  payments: 'count',
  settled: 'money',
  intoAccounts: 'money',
  received: 'money',
  drawer: 'identity',
  opened: 'dateTime',
  openedBy: 'text',
  closed: 'dateTime',
  closedBy: 'text',
  opening: 'money',
  cashIn: 'money',
  cashOut: 'money',
  movements: 'money',
  expected: 'money',
  counted: 'money',
  difference: 'money',
  note: 'text',
  occupied: 'duration',
  occupiedShare: 'percent',
  chargingShare: 'percent',
  idleShare: 'percent',
  withEnergy: 'count',
  success: 'percent',
  registerFirst: 'energyWh',
  registerLast: 'energyWh',
  unexplained: 'energyWh',
  gaps: 'count',
  largestGap: 'energyWh',
  resets: 'count',
};

const words: Partial<Readonly<Record<ReportColumnKey, ReportWordList>>> = {
  entry: 'entry',
  reason: 'reason',
  stopReason: 'stopReason',
  verdict: 'verdict',
  remarks: 'flag',
  method: 'method',
  payStatus: 'payStatus',
};

const links: Partial<Readonly<Record<ReportColumnKey, NonNullable<ReportColumn['link']>>>> = {
  session: { to: 'session', idIn: 'session' },
  station: { to: 'station', idIn: 'station' },
  customer: { to: 'customer', idIn: 'customerId' },
};

export function column(key: ReportColumnKey, only?: ReportColumn['only']): ReportColumn {
  return {
    key,
    type: types[key],
    ...(words[key] === undefined ? {} : { words: words[key] }),
    ...(links[key] === undefined ? {} : { link: links[key] }),
    ...(only === undefined ? {} : { only }),
  };
}

/** What a row says, by column; a column that is not named is null. */
export type Cells = Partial<Readonly<Record<ReportColumnKey, ReportCell>>>;

export function rowOf(columns: readonly ReportColumn[], cells: Cells): ReportRow {
  return columns.map(({ key }) => cells[key] ?? null);
}

const units: Partial<Readonly<Record<ReportColumnType, string>>> = {
  energyWh: '_wh',
  duration: '_s',
  priceE4: '_per_kwh',
  dateTime: '_utc',
};

const ownNames: Partial<Readonly<Record<ReportColumnKey, string>>> = {
  session: 'session_id',
  station: 'station_id',
  card: 'id_tag',
  cardLabel: 'tag_label',
  tariff: 'tariff_name',
  drawer: 'drawer_id',
  fiscalNumber: 'fiscal_receipt_no',
  documentNumber: 'doc_no',
  method: 'pay_method',
  started: 'start_utc',
  stopped: 'stop_utc',
};

/** Fixed for ever: programs are mapped to it. */
export function machineName({ key, type }: ReportColumn): string {
  const snake = key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return ownNames[key] ?? `${snake}${units[type] ?? ''}`;
}
