import { describe, expect, it } from 'vitest';
import { connectorStatus, type ConnectorFacts } from '../../../ocpp/simulator/connector-status.ts';

const free: ConnectorFacts = {
  errorCode: 'NoError',
  operative: true,
  plugged: false,
  authorized: false,
  reserved: false,
  energy: null,
  finishing: false,
};

const after = (...changes: readonly Partial<ConnectorFacts>[]) => {
  let facts = free;
  return [connectorStatus(facts)].concat(
    changes.map((change) => {
      facts = { ...facts, ...change };
      return connectorStatus(facts);
    }),
  );
};

describe('the statuses of a charge come in the order of OCPP 1.6 §4.9', () => {
  it('plug in first', () => {
    expect(
      after(
        { plugged: true },
        { energy: 'flowing' },
        { energy: 'refused' },
        { energy: null, finishing: true },
        { plugged: false, finishing: false },
      ),
    ).toEqual(['Available', 'Preparing', 'Charging', 'SuspendedEV', 'Finishing', 'Available']);
  });

  it('card first', () => {
    expect(after({ authorized: true }, { plugged: true, authorized: false, energy: 'flowing' })).toEqual([
      'Available',
      'Preparing',
      'Charging',
    ]);
  });

  it('a card that is not followed by a car', () => {
    expect(after({ authorized: true }, { authorized: false })).toEqual(['Available', 'Preparing', 'Available']);
  });

  it('a second charge without unplugging', () => {
    expect(
      after({ plugged: true, finishing: true }, { authorized: true }, { authorized: false, energy: 'flowing' }),
    ).toEqual(['Available', 'Finishing', 'Preparing', 'Charging']);
  });
});

it('a fault is shown whatever else is so', () => {
  expect(
    connectorStatus({ ...free, operative: false, plugged: true, energy: 'flowing', errorCode: 'GroundFailure' }),
  ).toBe('Faulted');
});

it('a connector taken out of service shows so only once its charge has ended', () => {
  expect(after({ plugged: true, energy: 'flowing' }, { operative: false }, { energy: null, finishing: true })).toEqual([
    'Available',
    'Charging',
    'Charging',
    'Unavailable',
  ]);
});

it('energy the station withholds is told apart from energy the car refuses', () => {
  expect(connectorStatus({ ...free, plugged: true, energy: 'withheld' })).toBe('SuspendedEVSE');
  expect(connectorStatus({ ...free, plugged: true, energy: 'refused' })).toBe('SuspendedEV');
});
