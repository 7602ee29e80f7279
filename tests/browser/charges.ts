import type { SimulatedStation } from '../../ocpp/simulator/simulated-station.ts';

/** A charge as a station reports it. */
export interface Charge {
  readonly connectorId?: number;
  readonly idTag: string;
  readonly meterStart: number;
  readonly meterStop: number;
  /** How long ago it began and ended; an hour and a minute by default. */
  readonly startedMsAgo?: number;
  readonly stoppedMsAgo?: number;
  readonly reason?: 'Local' | 'EVDisconnected' | 'Remote';
}

/** As OCPP stations write it: whole seconds. */
const iso = (msAgo: number): string => `${new Date(Date.now() - msAgo).toISOString().slice(0, 19)}Z`;

/** Reports a start and leaves the session running. Resolves with the transaction's id. */
export async function reportStart(station: SimulatedStation, charge: Omit<Charge, 'meterStop'>): Promise<number> {
  const outcome = await station.call('StartTransaction', {
    connectorId: charge.connectorId ?? 1,
    idTag: charge.idTag,
    meterStart: charge.meterStart,
    timestamp: iso(charge.startedMsAgo ?? 3_600_000),
  });
  if (outcome.kind !== 'answered') throw new Error(`The start was ${outcome.kind}`);
  return outcome.response.transactionId;
}

/** Reports a whole charge, start and stop. Resolves with the transaction's id. */
export async function reportCharge(station: SimulatedStation, charge: Charge): Promise<number> {
  const transactionId = await reportStart(station, charge);
  const outcome = await station.call('StopTransaction', {
    transactionId,
    idTag: charge.idTag,
    meterStop: charge.meterStop,
    timestamp: iso(charge.stoppedMsAgo ?? 60_000),
    reason: charge.reason ?? 'Local',
  });
  if (outcome.kind !== 'answered') throw new Error(`The stop was ${outcome.kind}`);
  return transactionId;
}

/** A period that holds every session of a test, whatever the clock says. */
export const anyTime = 'period=custom&first=2020-01-01&last=2099-12-31';
