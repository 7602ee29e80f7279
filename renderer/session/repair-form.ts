import { assertNever } from '../../ocpp/model/assert-never.ts';
import type { RepairKind, SessionRepair } from '../../electron/contract/books.ts';
import type { SessionDetailsView } from '../../electron/contract/views.ts';

/** What is typed; registers and energy in kWh, empty where nothing is meant. */
export interface RepairForm {
  direction: 'multiply' | 'divide';
  intoSessionId: string;
  startedAt: string;
  stoppedAt: string;
  meterStart: string;
  meterStop: string;
  energy: string;
  idToken: string;
  customerId: string | null;
  tariffVersionId: string | null;
}

export const emptyRepair = (session: SessionDetailsView): RepairForm => ({
  direction: 'multiply',
  intoSessionId: '',
  startedAt: session.startedAt,
  stoppedAt: session.stoppedAt ?? '',
  meterStart: '',
  meterStop: '',
  energy: '',
  idToken: session.idToken ?? '',
  customerId: null,
  tariffVersionId: null,
});

/** What can be put right about a session as it is. */
export function repairsFor({ stoppedAt, energyWh, flags }: SessionDetailsView): readonly RepairKind[] {
  if (stoppedAt === null) return ['closeAtLastReading', 'assignCustomer'];
  const hasNoStart = flags.includes('unknownStart') || flags.includes('recovered');
  return [
    ...(hasNoStart ? (['adoptOrphan'] as const) : []),
    'setValues',
    ...(energyWh === null ? [] : (['factor1000'] as const)),
    'assignCustomer',
    'applyTariff',
    ...(flags.includes('merged') ? [] : (['mergeDuplicate'] as const)),
  ];
}

/** Null while something is missing or no number. */
export function repairOf(kind: RepairKind, form: RepairForm, session: SessionDetailsView): SessionRepair | null {
  const [meterStartWh, meterStopWh, energyWh] = [form.meterStart, form.meterStop, form.energy].map(wattHours);
  const isMistyped = [meterStartWh, meterStopWh, energyWh].some((value) => Number.isNaN(value ?? 0));
  const idToken = form.idToken.trim();
  switch (kind) {
    case 'closeAtLastReading':
      return { kind };
    case 'factor1000':
      return { kind, direction: form.direction };
    case 'mergeDuplicate':
      return form.intoSessionId.trim() === '' ? null : { kind, intoSessionId: form.intoSessionId.trim() };
    case 'adoptOrphan':
      if (isMistyped || form.startedAt === '') return null;
      return { kind, startedAt: form.startedAt, meterStartWh: meterStartWh ?? null, idToken: idToken || null };
    case 'setValues':
      if (isMistyped) return null;
      return {
        kind,
        ...(form.startedAt !== '' && !isSameMinute(form.startedAt, session.startedAt) && { startedAt: form.startedAt }),
        ...(form.stoppedAt !== '' &&
          !isSameMinute(form.stoppedAt, session.stoppedAt ?? '') && { stoppedAt: form.stoppedAt }),
        ...(meterStartWh !== undefined && { meterStartWh }),
        ...(meterStopWh !== undefined && { meterStopWh }),
        ...(energyWh !== undefined && { energyWh }),
      };
    case 'assignCustomer':
      return { kind, customerId: form.customerId, ...(idToken !== '' && { idToken }) };
    case 'applyTariff':
      return { kind, tariffVersionId: form.tariffVersionId };
    default:
      return assertNever(kind);
  }
}

/** The fields show no seconds: what was not touched stays to the second. */
const isSameMinute = (one: string, other: string): boolean =>
  Math.floor(Date.parse(one) / 60_000) === Math.floor(Date.parse(other) / 60_000);

/** Of kWh as typed, with a comma or a point; undefined where nothing is, NaN for what is no number. */
function wattHours(typed: string): number | undefined {
  const text = typed.trim().replace(',', '.');
  if (text === '') return undefined;
  return /^\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * 1000) : Number.NaN;
}
