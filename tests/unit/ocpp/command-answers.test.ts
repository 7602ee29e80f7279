import { describe, expect, it } from 'vitest';
import * as official from 'typed-ocpp/dist/ocpp16/schemas.js';
import type { Command, CommandOutcome } from '../../../ocpp/model/command.ts';
import { OcppError } from '../../../ocpp/model/ocpp-error.ts';
import { silently } from '../../../ocpp/notice.ts';
import { outbound } from '../../../ocpp/v16/outbound.ts';
import { ocpp16 } from '../../../ocpp/v16/protocol.ts';
import { commandOf, hash } from './example-commands.ts';

const answeredAt = Date.UTC(2026, 2, 1, 9);
const outcomeOf = (command: Command, answer: unknown): CommandOutcome =>
  ocpp16.outgoing(command).readOutcome(answer, answeredAt, silently);

interface ResponseSchema {
  readonly properties?: { readonly status?: { readonly enum?: readonly string[]; readonly $ref?: string } };
  readonly definitions?: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
}

const schemas: Readonly<Record<string, ResponseSchema>> = official;

function statusWords(action: string): readonly string[] {
  const { properties, definitions } = schemas[`${action}Response`] ?? {};
  const { enum: words, $ref = '' } = properties?.status ?? {};
  return words ?? definitions?.[$ref.replace('#/definitions/', '')]?.enum ?? [];
}

/** Every status word of every answer the official schemas know. */
const statusAnswers = Object.keys(outbound).flatMap((type) => {
  const command = commandOf(type);
  const { action } = ocpp16.outgoing(command);
  return statusWords(action).map((word) => [action, word, command] as const);
});

/** Words that stand for more than a no. */
const consent = ['Accepted', 'AcceptedCanceled', 'Scheduled', 'RebootRequired', 'Unlocked'];
const inability = ['NotSupported', 'NotImplemented', 'UnknownMessageId', 'UnknownVendorId'];

const meaningOf = (word: string): CommandOutcome['kind'] =>
  consent.includes(word) ? 'accepted' : inability.includes(word) ? 'notSupported' : 'rejected';

describe('an answer', () => {
  it.each(statusAnswers)('to %s of %s has its outcome', (action, word, command) => {
    const kind = action === 'GetInstalledCertificateIds' ? 'accepted' : meaningOf(word);
    expect(outcomeOf(command, { status: word })).toMatchObject({ kind, response: { status: word } });
  });

  it('has every word that this test names', () => {
    expect(statusAnswers.map(([, word]) => word)).toEqual(expect.arrayContaining([...consent, ...inability]));
  });

  it('in a word of its own is invalid and kept', () => {
    expect(outcomeOf(commandOf('reset'), { status: 'Maybe' })).toEqual({
      kind: 'failed',
      reason: 'invalidAnswer',
      response: { status: 'Maybe' },
    });
  });

  it('in another spelling is understood', () => {
    expect(outcomeOf(commandOf('reserve'), { status: 'occupied' })).toEqual({
      kind: 'rejected',
      response: { status: 'Occupied' },
    });
  });

  it.each<[unknown, CommandOutcome]>([
    [{ fileName: 'diag.zip' }, { kind: 'accepted', response: { fileName: 'diag.zip' } }],
    [{ fileName: '' }, { kind: 'accepted', response: {} }],
    [{ fileName: null }, { kind: 'accepted', response: {} }],
    [{}, { kind: 'accepted', response: {} }],
  ])('%j to a request for diagnostics names the file, if there is one', (answer, outcome) => {
    expect(outcomeOf(commandOf('getDiagnostics'), answer)).toEqual(outcome);
  });

  it('to a request for a log names the file', () => {
    expect(outcomeOf(commandOf('getLog'), { status: 'AcceptedCanceled', filename: 'log.txt' })).toEqual({
      kind: 'accepted',
      response: { status: 'AcceptedCanceled', fileName: 'log.txt' },
    });
  });

  it('to UpdateFirmware says nothing, and means that it will', () => {
    expect(outcomeOf(commandOf('updateFirmware'), {})).toEqual({ kind: 'accepted', response: {} });
  });

  it.each([-1, 0, 12])('to a question for the list version is %d', (listVersion) => {
    expect(outcomeOf(commandOf('getLocalListVersion'), { listVersion })).toEqual({
      kind: 'accepted',
      response: { listVersion },
    });
  });

  it('without a list version is no answer', () => {
    expect(() => outcomeOf(commandOf('getLocalListVersion'), {})).toThrow(OcppError);
  });

  it('to a question for configuration has the values and what is unknown', () => {
    const answer = { configurationKey: [{ key: 'A', readonly: true }], unknownKey: ['B'] };
    expect(outcomeOf(commandOf('getConfiguration'), answer)).toEqual({
      kind: 'accepted',
      response: { configuration: [{ key: 'A', value: null, readonly: true }], unknownKeys: ['B'] },
    });
  });

  describe('with certificates', () => {
    const ask = commandOf('getInstalledCertificateIds');

    it('names each of them', () => {
      expect(outcomeOf(ask, { status: 'Accepted', certificateHashData: [hash] })).toEqual({
        kind: 'accepted',
        response: { status: 'Accepted', certificates: [hash] },
      });
    });

    it('knows the algorithm in another spelling, and leaves out what has none', () => {
      const certificateHashData = [
        { ...hash, hashAlgorithm: 'sha-384' },
        { ...hash, hashAlgorithm: 'MD5' },
      ];
      expect(outcomeOf(ask, { status: 'Accepted', certificateHashData }).response?.certificates).toEqual([
        { ...hash, hashAlgorithm: 'SHA384' },
      ]);
    });

    it('has none when there are none', () => {
      expect(outcomeOf(ask, { status: 'NotFound' })).toEqual({
        kind: 'accepted',
        response: { status: 'NotFound', certificates: [] },
      });
    });
  });

  describe('with a composite schedule', () => {
    const ask: Command = { type: 'getCompositeSchedule', evseId: 1, durationSeconds: 600, unit: 'A' };
    const chargingSchedule = {
      duration: 600,
      chargingRateUnit: 'W',
      minChargingRate: 1380,
      chargingSchedulePeriod: [
        { startPeriod: 300, limit: 0 },
        { startPeriod: 0, limit: 7400.5, numberPhases: 1 },
      ],
    };

    it('tells limits in order, in the unit of the station', () => {
      const answer = {
        status: 'Accepted',
        connectorId: 1,
        scheduleStart: '2026-03-01T12:00:00+04:00',
        chargingSchedule,
      };
      expect(outcomeOf(ask, answer)).toEqual({
        kind: 'accepted',
        response: {
          status: 'Accepted',
          schedule: {
            evseId: 1,
            startAt: '2026-03-01T08:00:00.000Z',
            schedule: {
              unit: 'W',
              durationSeconds: 600,
              minChargingRate: 1380,
              periods: [
                { startSeconds: 0, limit: 7400.5, phases: 1 },
                { startSeconds: 300, limit: 0 },
              ],
            },
          },
        },
      });
    });

    it('begins when the schedule says, or else when the answer came', () => {
      const started = { ...chargingSchedule, startSchedule: '2026-03-01T07:00:00Z' };
      expect(outcomeOf(ask, { status: 'Accepted', chargingSchedule: started }).response?.schedule).toMatchObject({
        evseId: 1,
        startAt: '2026-03-01T07:00:00.000Z',
      });
      expect(outcomeOf(ask, { status: 'Accepted', chargingSchedule }).response?.schedule?.startAt).toBe(
        '2026-03-01T09:00:00.000Z',
      );
    });

    it('has none when nothing limits the station, and none when it refuses', () => {
      expect(outcomeOf(ask, { status: 'Accepted' })).toEqual({ kind: 'accepted', response: { status: 'Accepted' } });
      expect(outcomeOf(ask, { status: 'Rejected', chargingSchedule })).toEqual({
        kind: 'rejected',
        response: { status: 'Rejected' },
      });
    });

    it('in no unit anyone knows is taken in the one that was asked for, or is invalid', () => {
      const odd = { status: 'Accepted', chargingSchedule: { ...chargingSchedule, chargingRateUnit: 'hp' } };
      expect(outcomeOf(ask, odd).response?.schedule?.schedule.unit).toBe('A');
      expect(outcomeOf({ ...ask, unit: undefined }, odd)).toEqual({ kind: 'failed', reason: 'invalidAnswer' });
    });

    it('of one period that is no list is understood', () => {
      const [, period] = chargingSchedule.chargingSchedulePeriod;
      const answer = { status: 'Accepted', chargingSchedule: { ...chargingSchedule, chargingSchedulePeriod: period } };
      expect(outcomeOf(ask, answer).response?.schedule?.schedule.periods).toHaveLength(1);
    });
  });
});
