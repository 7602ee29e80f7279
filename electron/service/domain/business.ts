import type { Clock } from '../../../ocpp/model/time.ts';
import type { BusinessChange, BusinessProfile } from '../../contract/business.ts';
import { businessProfile } from '../../contract/business.ts';
import { AppError } from '../../contract/errors.ts';
import type { Store } from '../store/store.ts';
import type { Announce } from './changes.ts';

/** What is so in Azerbaijan; of the business itself nothing is made up. */
export const defaultBusiness: BusinessProfile = {
  legalName: '',
  voen: '',
  address: '',
  phone: '',
  email: '',
  director: '',
  iban: '',
  bankName: '',
  bankVoen: '',
  bankCode: '',
  correspondentAccount: '',
  swift: '',
  taxRegime: 'none',
  // Tax Code, article 173, in force from then on.
  vatRates: [{ from: '2001-01-01', rateBp: 1800 }],
  series: { receipt: 'Q', refundReceipt: 'QG', statement: 'H', invoice: 'F', creditNote: 'D', act: 'A' },
  electricityCosts: [],
  // Four fifths of what makes a business register for VAT (Tax Code, article 155).
  turnoverWarningMinor: 16_000_000,
};

/** Who runs the chargers, as it is in force. */
export interface BusinessBook {
  current(): BusinessProfile;
  /** Throws `invalidInput` where a list has the same day twice. */
  update(change: BusinessChange): Promise<BusinessProfile>;
}

export interface BusinessDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Whom the journal names for a change. */
  readonly onDuty: () => string;
  readonly announce: Announce;
}

const settingKey = 'business';

const unchanged = JSON.stringify({ before: {}, after: {} });

export async function loadBusiness({ store, clock, onDuty, announce }: BusinessDeps): Promise<BusinessBook> {
  let current = readStored((await store.read.settings.all()).get(settingKey));
  return {
    current: () => current,
    async update(change) {
      const given = inOrder(change);
      await store.write(async (unit) => {
        const changed = { ...current, ...given };
        await unit.settings.set(settingKey, JSON.stringify(changed));
        const details = JSON.stringify(difference(current, changed));
        const act = { action: 'business.update', subject: 'business', subjectId: '', details };
        if (details !== unchanged) await unit.journal.append({ at: clock.now(), operator: onDuty(), ...act });
        unit.afterCommit(() => {
          current = changed;
          announce({ type: 'told', told: { event: 'business.changed', data: changed } });
        });
      });
      return current;
    },
  };
}

/** A field that an older or damaged database holds and that is no longer allowed counts as never set. */
function readStored(json: string | undefined): BusinessProfile {
  const value: unknown = json === undefined ? {} : JSON.parse(json);
  const entries: [string, unknown][] = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return entries.reduce((profile, [key, field]) => {
    const parsed = businessProfile.safeParse({ ...profile, [key]: field });
    return parsed.success ? parsed.data : profile;
  }, defaultBusiness);
}

function inOrder(change: BusinessChange): Partial<BusinessProfile> {
  const entries: [string, unknown][] = Object.entries(change);
  return {
    ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
    ...(change.vatRates && { vatRates: byDay(change.vatRates, 'vatRates') }),
    ...(change.electricityCosts && { electricityCosts: byDay(change.electricityCosts, 'electricityCosts') }),
  };
}

/** The fields that differ, as they were and as they are. */
function difference(before: BusinessProfile, after: BusinessProfile): Readonly<Record<'before' | 'after', object>> {
  const values: [string, unknown][] = Object.entries(before);
  const old = new Map(values.map(([field, value]) => [field, JSON.stringify(value)]));
  const fields: [string, unknown][] = Object.entries(after);
  const changed = fields.filter(([field, value]) => JSON.stringify(value) !== old.get(field)).map(([field]) => field);
  const only = (of: readonly [string, unknown][]): object =>
    Object.fromEntries(of.filter(([field]) => changed.includes(field)));
  return { before: only(values), after: only(fields) };
}

function byDay<T extends { readonly from: string }>(dated: readonly T[], path: string): readonly T[] {
  const sorted = [...dated].sort((one, other) => (one.from < other.from ? -1 : 1));
  const repeated = sorted.findIndex(({ from }, index) => from === sorted[index - 1]?.from);
  if (repeated !== -1) throw new AppError('invalidInput', { faults: [{ path, message: 'the same day twice' }] });
  return sorted;
}
