import type { Bill, BillLine, BillLineKind } from '../../../contract/bill.ts';
import type { TariffBody } from '../../../contract/tariffs.ts';
import type { EpochMs } from '../../../../ocpp/model/time.ts';
import type { CdrRecord, TermsRecord } from '../../store/book-records.ts';
import type { RegisterReading, SessionRecord } from '../../store/store.ts';
import { billSession } from '../money/bill-session.ts';

export interface BilledSession {
  readonly session: Pick<SessionRecord, 'startedAt' | 'meterStartWh' | 'meterStopWh' | 'energyWh'>;
  /** Of a session that runs: up to when it is billed. */
  readonly stoppedAt: EpochMs;
  readonly terms: Pick<TermsRecord, 'billing' | 'currency'>;
  /** The version of the terms; null where no tariff was in force. */
  readonly tariff: TariffBody | null;
  /** As read during the session. */
  readonly registers: readonly RegisterReading[];
  readonly vatRateBp: number | null;
  readonly timeZone: string;
}

/** What the house charges itself. */
const houseTariff: TariffBody = {
  use: 'house',
  startFeeE4: 0,
  elements: [],
  idleGraceMinutes: 0,
  idleCapMinor: null,
  minimumMinor: null,
  maximumMinor: null,
  appliesTo: { evses: [], powerClass: null, groupIds: [], customerIds: [], idTokens: [] },
};

/** What a session costs by its terms. Null where its energy is not known or no tariff was in force. */
export function sessionBill(billed: BilledSession): Bill | null {
  const { session, stoppedAt, terms, vatRateBp, timeZone } = billed;
  const tariff = terms.billing === 'house' ? houseTariff : billed.tariff;
  if (session.energyWh === null || tariff === null) return null;
  return billSession({
    tariff,
    currency: terms.currency,
    timeZone,
    vatRateBp,
    startedAt: session.startedAt,
    stoppedAt,
    energyWh: session.energyWh,
    registers: registersOf(billed),
  });
}

/** Registers of the start and the stop count at those very moments. */
function registersOf({ session, stoppedAt, registers }: BilledSession): readonly RegisterReading[] {
  const { startedAt, meterStartWh, meterStopWh } = session;
  return [
    ...(isRegister(meterStartWh) ? [{ at: startedAt, energyWh: meterStartWh }] : []),
    ...registers,
    ...(isRegister(meterStopWh) ? [{ at: stoppedAt, energyWh: meterStopWh }] : []),
  ];
}

const isRegister = (registerWh: number | null): registerWh is number => registerWh !== null && registerWh >= 0;

/** What a charge detail record says of a bill. */
export type BillFigures = Pick<
  CdrRecord,
  | 'chargingSeconds'
  | 'idleSeconds'
  | 'startMinor'
  | 'energyMinor'
  | 'timeMinor'
  | 'idleMinor'
  | 'adjustmentMinor'
  | 'grossMinor'
  | 'vatRateBp'
  | 'vatMinor'
  | 'netMinor'
  | 'lines'
>;

/** Amounts are null where nothing could be billed; then all of the session's time counts as charging. */
export function figuresOf(bill: Bill | null, spanMs: number): BillFigures {
  if (bill === null) return { ...noFigures, chargingSeconds: Math.max(0, Math.floor(spanMs / 1000)) };
  const sum = (...kinds: readonly BillLineKind[]): number => grossOf(bill.lines, kinds);
  return {
    chargingSeconds: bill.chargingSeconds,
    idleSeconds: bill.idleSeconds,
    startMinor: sum('start'),
    energyMinor: sum('energy'),
    timeMinor: sum('time'),
    idleMinor: sum('idle'),
    adjustmentMinor: sum('idleCap', 'minimum', 'maximum'),
    grossMinor: bill.grossMinor,
    vatRateBp: bill.vatRateBp,
    vatMinor: bill.vatMinor,
    netMinor: bill.netMinor,
    lines: JSON.stringify(bill.lines),
  };
}

const noFigures: BillFigures = {
  chargingSeconds: 0,
  idleSeconds: 0,
  startMinor: null,
  energyMinor: null,
  timeMinor: null,
  idleMinor: null,
  adjustmentMinor: null,
  grossMinor: null,
  vatRateBp: null,
  vatMinor: null,
  netMinor: null,
  lines: '[]',
};

function grossOf(lines: readonly BillLine[], kinds: readonly BillLineKind[]): number {
  return lines.filter(({ kind }) => kinds.includes(kind)).reduce((sum, line) => sum + line.grossMinor, 0);
}
