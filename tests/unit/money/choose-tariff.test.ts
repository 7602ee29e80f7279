import { describe, expect, test } from 'vitest';
import type { TariffBody } from '../../../electron/contract/tariffs.ts';
import {
  chooseTariff,
  type TariffContext,
  type TariffOffer,
} from '../../../electron/service/domain/money/choose-tariff.ts';
import { tariff } from './test-tariff.ts';

interface OfferGiven {
  readonly tariffId: string;
  readonly number?: number;
  readonly validFrom?: number;
  readonly retiredAt?: number;
  readonly appliesTo?: Partial<TariffBody['appliesTo']>;
}

function offer({ tariffId, number = 1, validFrom = 0, retiredAt, appliesTo = {} }: OfferGiven): TariffOffer {
  const body = tariff({ appliesTo: { ...tariff({}).appliesTo, ...appliesTo } });
  const version = {
    versionId: `${tariffId}.${number}`,
    tariffId,
    number,
    validFrom,
    body: '{}',
    createdAt: 0,
    operator: '',
  };
  return { version, body, retiredAt: retiredAt ?? null };
}

const context: TariffContext = {
  at: 1000,
  stationId: 'HALL-1',
  evseId: 2,
  powerClass: 'DC',
  groupId: '7',
  customerId: '8',
  idToken: 'CARD9',
};

const chosen = (offers: readonly TariffOffer[], given: Partial<TariffContext> = {}): string | null =>
  chooseTariff(offers, { ...context, ...given })?.version.versionId ?? null;

const card = offer({ tariffId: '1', appliesTo: { idTokens: ['card9'] } });
const customer = offer({ tariffId: '2', appliesTo: { customerIds: ['8'] } });
const group = offer({ tariffId: '3', appliesTo: { groupIds: ['7'] } });
const connector = offer({ tariffId: '4', appliesTo: { evses: [{ stationId: 'hall-1', evseId: 2 }] } });
const station = offer({ tariffId: '5', appliesTo: { evses: [{ stationId: 'HALL-1', evseId: null }] } });
const power = offer({ tariffId: '6', appliesTo: { powerClass: 'DC' } });
const anywhere = offer({ tariffId: '7' });
const byRank = [card, customer, group, connector, station, power, anywhere];

describe('the tariff of a session', () => {
  test.each(byRank.map((best, rank) => ({ best: best.version.versionId, offers: byRank.slice(rank) })))(
    'is the one that names the most specific thing: $best',
    ({ best, offers }) => {
      expect(chosen(offers)).toBe(best);
      expect(chosen(offers.toReversed())).toBe(best);
    },
  );

  test('that names two things wins over one that names the first of them only', () => {
    const both = offer({ tariffId: '9', appliesTo: { groupIds: ['7'], powerClass: 'DC' } });
    expect(chosen([group, both])).toBe('9.1');
    expect(chosen([customer, both])).toBe('2.1');
  });

  test('must fit in everything it names', () => {
    const elsewhere = offer({ tariffId: '9', appliesTo: { idTokens: ['CARD9'], powerClass: 'AC' } });
    expect(chosen([elsewhere, anywhere])).toBe('7.1');
    expect(chosen([connector], { evseId: 1 })).toBeNull();
    expect(chosen([station], { stationId: 'HALL-2' })).toBeNull();
    expect(chosen([power], { powerClass: null })).toBeNull();
    expect(chosen([card, customer, group], { idToken: null, customerId: null, groupId: null })).toBeNull();
  });

  test('counts in the version in force: the latest that has begun, the higher number of two that began together', () => {
    const versions = [
      offer({ tariffId: '1', number: 1, validFrom: 0 }),
      offer({ tariffId: '1', number: 2, validFrom: 500 }),
      offer({ tariffId: '1', number: 3, validFrom: 500 }),
      offer({ tariffId: '1', number: 4, validFrom: 1001 }),
    ];
    expect(chosen(versions)).toBe('1.3');
    expect(chosen(versions, { at: 499 })).toBe('1.1');
    expect(chosen(versions, { at: 1001 })).toBe('1.4');
    expect(chosen(versions, { at: -1 })).toBeNull();
  });

  test('does not go back to an older version where the one in force is for others', () => {
    const narrowed = offer({ tariffId: '1', number: 2, validFrom: 500, appliesTo: { powerClass: 'AC' } });
    expect(chosen([offer({ tariffId: '1' }), narrowed])).toBeNull();
  });

  test('is none that was retired by then', () => {
    expect(chosen([offer({ tariffId: '1', retiredAt: 1000 })])).toBeNull();
    expect(chosen([offer({ tariffId: '1', retiredAt: 1001 })])).toBe('1.1');
  });

  test('is of two equals the one that came later, then the one with the lower number', () => {
    const [later, tenth, ninth] = [
      offer({ tariffId: '11', validFrom: 10 }),
      offer({ tariffId: '10' }),
      offer({ tariffId: '9' }),
    ];
    expect(chosen([tenth, ninth, later])).toBe('11.1');
    expect(chosen([tenth, ninth])).toBe('9.1');
  });
});
