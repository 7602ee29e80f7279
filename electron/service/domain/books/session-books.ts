import type { Clock } from '../../../../ocpp/model/time.ts';
import type { TariffBody } from '../../../contract/tariffs.ts';
import type { CdrReason, CdrRecord, Posting, TermsRecord } from '../../store/book-records.ts';
import type { SessionRecord, WriteUnit } from '../../store/store.ts';
import type { BusinessBook } from '../business.ts';
import type { Log } from '../log.ts';
import { vatRateAt } from '../money/vat.ts';
import { settleFromAccount } from '../payments/settlement.ts';
import type { SettingsBook } from '../settings.ts';
import { isStorageFault } from '../storage-fault.ts';
import { isSameCharge, type NewCdr, reversedFigures, standingCharge } from './charges.ts';
import { hourOf, postingAt } from './posting-date.ts';
import { figuresOf, sessionBill } from './session-bill.ts';
import type { TariffBodies } from './tariff-bodies.ts';
import { type Offers, termsAtStart } from './terms.ts';

/** How sessions get into the books. None of it fails for another reason than the storage: chargers are never argued with. */
export interface SessionBooks {
  /** Freezes the terms a session runs under. */
  begin(unit: WriteUnit, session: SessionRecord): Promise<void>;
  /**
   * Makes the books say what the session says: a finished one stands in them with its charge. Where they say so already nothing is written; where they
   * say something else a credit takes that back.
   */
  post(unit: WriteUnit, session: SessionRecord, entry: BookEntry): Promise<PostingOutcome>;
}

export interface BookEntry {
  readonly reason: CdrReason;
  /** Empty where the service does it by itself. */
  readonly operator: string;
}

/** `notBilled`: the terms are there, and cannot be applied. */
export type PostingOutcome = 'done' | 'notBilled';

export interface SessionBooksDeps {
  readonly clock: Clock;
  readonly settings: SettingsBook;
  readonly business: BusinessBook;
  readonly offers: Offers;
  readonly bodies: TariffBodies;
  readonly log: Log;
}

/** A stop that was reported; of a session that has a charge already, one that replaces what was estimated. */
export const byStop: BookEntry = { reason: 'lateStop', operator: '' };
/** Found missing in the books. */
export const bySystem: BookEntry = { reason: 'session', operator: '' };
export const byLateReadings: BookEntry = { reason: 'lateReadings', operator: '' };
export const byReopening: BookEntry = { reason: 'reopened', operator: '' };

export function createSessionBooks(deps: SessionBooksDeps): SessionBooks {
  const { log } = deps;
  return {
    async begin(unit, session) {
      try {
        await unit.terms.put(await termsNow(deps, unit, session));
      } catch (fault) {
        if (isStorageFault(fault)) throw fault;
        // They are chosen when the session ends, by its start all the same.
        log.error('the terms of a session could not be chosen', { sessionId: session.sessionId, fault });
      }
    },
    async post(unit, session, entry) {
      try {
        return await postSession(deps, unit, session, entry);
      } catch (fault) {
        if (isStorageFault(fault)) throw fault;
        // The next start of the service finds what the books lack.
        log.error('a session could not be put into the books', { sessionId: session.sessionId, fault });
        return 'notBilled';
      }
    },
  };
}

function termsNow({ offers, settings }: SessionBooksDeps, unit: WriteUnit, session: SessionRecord) {
  return termsAtStart(unit, { offers, currency: () => settings.current().currency }, session);
}

async function postSession(
  deps: SessionBooksDeps,
  unit: WriteUnit,
  session: SessionRecord,
  entry: BookEntry,
): Promise<PostingOutcome> {
  const known = await unit.cdrs.ofSession(session.sessionId);
  const standing = standingCharge(known);
  const wanted = isToBeCharged(session) ? await chargeOf(deps, unit, session, known, entry) : null;
  const outcome = wanted?.outcome ?? 'done';
  if (wanted === null ? standing === null : standing !== null && isSameCharge(standing, wanted.charge)) return outcome;
  const credit = standing === null ? null : await creditOf(deps, unit, standing, entry);
  if (credit !== null) await unit.cdrs.append(credit);
  if (wanted !== null) await unit.cdrs.append(wanted.charge);
  const last = wanted?.charge ?? credit;
  if (last !== null) await settle(unit, last, wanted === null ? 0 : wanted.charge.grossMinor);
  return outcome;
}

/** One that runs is not charged yet, one that is part of another never. */
function isToBeCharged({ stoppedAt, flags }: SessionRecord): boolean {
  return stoppedAt !== null && !flags.includes('merged');
}

interface WantedCharge {
  readonly charge: NewCdr;
  readonly outcome: PostingOutcome;
}

async function chargeOf(
  deps: SessionBooksDeps,
  unit: WriteUnit,
  session: SessionRecord,
  known: readonly CdrRecord[],
  { reason, operator }: BookEntry,
): Promise<WantedCharge> {
  const { timeZone } = deps.settings.current();
  const stoppedAt = session.stoppedAt ?? session.startedAt;
  const terms = await frozenTerms(deps, unit, session);
  const tariff = await readTariff(deps, unit, terms);
  const bill = sessionBill({
    ...{ session, stoppedAt, terms, timeZone },
    tariff: tariff.body,
    registers: await unit.readings.registers(session.sessionId),
    vatRateBp: vatRateOf(deps, known, stoppedAt, reason),
  });
  const posting = await postingAt(unit, stoppedAt, deps.clock.now(), timeZone);
  const charge = {
    ...posting,
    ...figuresOf(bill, stoppedAt - session.startedAt),
    ...of(session, stoppedAt, terms),
    kind: 'charge' as const,
    reverses: null,
    reason: known.length === 0 ? ('session' as const) : reason,
    localHour: hourOf(posting, timeZone),
    ...{ timeZone, operator },
  };
  return { charge, outcome: tariff.isUsable ? 'done' : 'notBilled' };
}

function of(session: SessionRecord, stoppedAt: number, terms: TermsRecord) {
  const { sessionId, stationId, evseId, idToken, startedAt } = session;
  const { meterStartWh, meterStopWh, energyWh, energySource } = session;
  const { customerId, billing, tariffVersionId, currency } = terms;
  return {
    ...{ sessionId, stationId, evseId, idToken, startedAt, stoppedAt },
    ...{ meterStartWh, meterStopWh, energyWh, energySource },
    ...{ customerId, billing, tariffVersionId, currency },
  };
}

/** Sessions that began under an older version of this program have none yet. */
async function frozenTerms(deps: SessionBooksDeps, unit: WriteUnit, session: SessionRecord): Promise<TermsRecord> {
  const frozen = await unit.terms.find(session.sessionId);
  if (frozen !== null) return frozen;
  const terms = await termsNow(deps, unit, session);
  await unit.terms.put(terms);
  return terms;
}

interface UsableTariff {
  readonly body: TariffBody | null;
  readonly isUsable: boolean;
}

async function readTariff(deps: SessionBooksDeps, unit: WriteUnit, terms: TermsRecord): Promise<UsableTariff> {
  try {
    return { body: await deps.bodies.find(unit, terms.tariffVersionId), isUsable: true };
  } catch (fault) {
    if (isStorageFault(fault)) throw fault;
    deps.log.error('a tariff cannot be applied', { versionId: terms.tariffVersionId, fault });
    return { body: null, isUsable: terms.billing === 'house' };
  }
}

/** What a station reports later does not bring another rate; a person who puts a session right wants the one that holds. */
function vatRateOf(
  { business, settings }: SessionBooksDeps,
  known: readonly CdrRecord[],
  stoppedAt: number,
  reason: CdrReason,
): number | null {
  const billed = known.findLast(({ kind, grossMinor }) => kind === 'charge' && grossMinor !== null);
  const byPerson = reason === 'repair' || reason === 'customer';
  if (billed !== undefined && !byPerson) return billed.vatRateBp;
  return vatRateAt(business.current(), stoppedAt, settings.current().timeZone);
}

/** It goes where the charge went, so that both cancel out there; where that month is closed, into the open one. */
async function creditOf(
  { clock }: SessionBooksDeps,
  unit: WriteUnit,
  charge: CdrRecord,
  { reason, operator }: BookEntry,
): Promise<NewCdr> {
  const posting = await postingAt(unit, charge.postedAt, clock.now(), charge.timeZone);
  return {
    ...charge,
    ...posting,
    ...reversedFigures(charge),
    localHour: hourOf(posting, charge.timeZone),
    kind: 'credit',
    reverses: charge.cdrId,
    ...{ reason, operator },
  };
}

async function settle(unit: WriteUnit, last: NewCdr, dueMinor: number | null): Promise<void> {
  const { sessionId, currency, customerId, billing, operator } = last;
  const { recordedAt, postedAt, period, localDay } = last;
  const posting: Posting = { recordedAt, postedAt, period, localDay };
  await settleFromAccount(unit, { sessionId, dueMinor, currency, customerId, billing, operator }, posting);
}
