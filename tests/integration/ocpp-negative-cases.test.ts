import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command, CommandOutcome } from '../../ocpp/model/command.ts';
import type { OcppErrorCode } from '../../ocpp/model/ocpp-error.ts';
import { type RunningService, startService } from '../harness/service.ts';
import { type Meeting, negativeCases } from './ocpp/negative-cases.ts';
import { RawStation } from './ocpp/raw-station.ts';
import { startServer } from './ocpp/test-server.ts';
import { TestStation } from './ocpp/test-station.ts';

const after = '[2,"after","Heartbeat",{}]';

interface Heard {
  /** Answers, parsed, in the order they came. */
  readonly answers: readonly unknown[][];
  /** Null while the connection is open. */
  readonly closeCode: number | null;
}

/** Everything the server says up to its answer to the Heartbeat that follows the frame; its own CALLs are passed over. */
async function hear(station: RawStation): Promise<Heard> {
  const answers: unknown[][] = [];
  for (;;) {
    const received = await station.next();
    if ('closed' in received) return { answers, closeCode: received.closed };
    const message: unknown = JSON.parse(received.text);
    if (!Array.isArray(message) || message[0] === 2) continue;
    const answer: unknown[] = message;
    if (answer[1] === 'after') return { answers, closeCode: null };
    answers.push(answer);
  }
}

function expectMet(heard: Heard, meeting: Meeting): void {
  switch (meeting.kind) {
    case 'closed':
      expect(heard).toEqual({ answers: [], closeCode: meeting.code });
      return;
    case 'ignored':
      expect(heard).toEqual({ answers: [], closeCode: null });
      return;
    case 'error':
      expect(heard).toEqual({
        answers: [[4, meeting.messageId, meeting.code, expect.any(String), {}]],
        closeCode: null,
      });
      return;
    case 'result':
      expect(heard).toEqual({
        answers: [[3, meeting.messageId, meeting.payload ?? expect.any(Object)]],
        closeCode: null,
      });
  }
}

describe('the running service', () => {
  let service: RunningService;
  let port: number;
  let dialled = 0;

  beforeAll(async () => {
    service = await startService();
    port = Number(new URL(service.ocppUrl).port);
  });

  afterAll(async () => {
    await service.stop();
  });

  const expectServed = async (station: RawStation): Promise<void> => {
    station.send(after);
    expect(await hear(station)).toEqual({ answers: [], closeCode: null });
  };

  describe.each(negativeCases)('meets %s', (_group, cases) => {
    it.each(cases)('%s', async (_what, frame, meeting) => {
      dialled += 1;
      const stationId = `NEG-${String(dialled)}`;
      const station = await RawStation.dial(port, stationId);
      const neighbour = await RawStation.dial(port, `${stationId}-B`);
      station.send(frame);
      station.send(after);
      expectMet(await hear(station), meeting);
      await expectServed(neighbour);
      if (meeting.kind === 'closed') await expectServed(await RawStation.dial(port, stationId));
    });
  });

  it('is the same process as before, and tells of no fault of its own', async () => {
    expect(service.process.exitCode).toBeNull();
    expect(service.output().stderr).not.toMatch(/could not be processed|could not be stored|unhandled|uncaught/i);
    const { total } = await service.client.call('frames.list', { limit: 1 });
    expect(total).toBeGreaterThan(dialled);
  });

  it('has met enough', () => {
    const count = negativeCases.reduce((sum, [, cases]) => sum + cases.length, 0);
    expect(count).toBeGreaterThanOrEqual(120);
  });
});

const reset: Command = { type: 'reset', mode: 'soft' };
const invalid: CommandOutcome = { kind: 'failed', reason: 'invalidAnswer' };
const refused = (reason: OcppErrorCode): CommandOutcome => ({ kind: 'rejected', reason });

describe('an answer to our own call', () => {
  it.each<[what: string, command: Command, answer: string, outcome: CommandOutcome]>([
    ['without a payload', reset, '[3,"$id"]', invalid],
    ['with null for a payload', reset, '[3,"$id",null]', invalid],
    ['with a list for a payload', reset, '[3,"$id",["Accepted"]]', invalid],
    ['with a text for a payload', reset, '[3,"$id","Accepted"]', invalid],
    ['with a number for a status', reset, '[3,"$id",{"status":1}]', { ...invalid, response: { status: '1' } }],
    ['with a list for a status', reset, '[3,"$id",{"status":["Accepted"]}]', invalid],
    [
      'with a status nobody knows',
      reset,
      '[3,"$id",{"status":"Maybe"}]',
      { ...invalid, response: { status: 'Maybe' } },
    ],
    ['with a status in the prototype', reset, '[3,"$id",{"__proto__":{"status":"Accepted"}}]', invalid],
    [
      'that is broken JSON',
      reset,
      '[3,"$id",{"status":"Accepted",}]',
      { kind: 'accepted', response: { status: 'Accepted' } },
    ],
    [
      'with one piece too many',
      reset,
      '[3,"$id",{"status":"Accepted"},1]',
      { kind: 'accepted', response: { status: 'Accepted' } },
    ],
    [
      'with a field too many',
      reset,
      '[3,"$id",{"status":"Accepted","x":1}]',
      { kind: 'accepted', response: { status: 'Accepted' } },
    ],
    ['of another action', reset, '[3,"$id",{"configurationKey":[]}]', invalid],
    [
      'with keys that are no list',
      { type: 'getConfiguration' },
      '[3,"$id",{"configurationKey":"all"}]',
      { kind: 'accepted', response: { configuration: [], unknownKeys: [] } },
    ],
    [
      'with a key without a name',
      { type: 'getConfiguration' },
      '[3,"$id",{"configurationKey":[{"readonly":true}]}]',
      invalid,
    ],
    ['with a list version that is a word', { type: 'getLocalListVersion' }, '[3,"$id",{"listVersion":"new"}]', invalid],
    [
      'with a schedule without periods',
      { type: 'getCompositeSchedule', durationSeconds: 60 },
      '[3,"$id",{"status":"Accepted","chargingSchedule":{"chargingRateUnit":"A"}}]',
      invalid,
    ],
    ['that is an error without a code', reset, '[4,"$id"]', refused('GenericError')],
    ['that is an error with a number for a code', reset, '[4,"$id",17,"",{}]', refused('GenericError')],
    ['that is an error of a code nobody knows', reset, '[4,"$id","OutOfCoffee","",{}]', refused('GenericError')],
    ['that is an error in the words of 2.0.1', reset, '[4,"$id","FormatViolation","",{}]', refused('FormatViolation')],
    [
      'that is an error in the misspelling of 1.6',
      reset,
      '[4,"$id","OccurenceConstraintViolation","",{}]',
      refused('OccurrenceConstraintViolation'),
    ],
    ['that is an error with nulls', reset, '[4,"$id","InternalError",null,null]', refused('InternalError')],
    [
      'that does not know the action',
      reset,
      '[4,"$id","NotImplemented","",{}]',
      { kind: 'notSupported', reason: 'NotImplemented' },
    ],
    [
      'that does not support the action',
      reset,
      '[4,"$id","NotSupported","",{}]',
      { kind: 'notSupported', reason: 'NotSupported' },
    ],
    ['under another id', reset, '[3,"other",{"status":"Accepted"}]', { kind: 'timedOut' }],
    ['under no id', reset, '[3,null,{"status":"Accepted"}]', { kind: 'timedOut' }],
    ['with a text for a message type', reset, '["3","$id",{"status":"Accepted"}]', { kind: 'timedOut' }],
    ['that is cut off', reset, '[3,"$id",{"status":"Acc', { kind: 'timedOut' }],
    ['that is an empty text', reset, '', { kind: 'timedOut' }],
  ])('%s', async (_what, command, answer, outcome) => {
    const { url, server } = await startServer(outcome.kind === 'timedOut' ? { callTimeoutMs: 250 } : {});
    const station = await TestStation.dial(`${url}/CP1`);
    const neighbour = await TestStation.dial(`${url}/CP2`);
    const commanded = server.link.command('CP1', command);
    const [, messageId] = await station.read();
    station.send(answer.replace('$id', String(messageId)));
    expect(await commanded).toEqual(outcome);
    const next = server.link.command('CP1', { type: 'clearCache' });
    await station.answer({ status: 'Accepted' });
    expect(await next).toMatchObject({ kind: 'accepted' });
    expect(await station.call('Heartbeat', {})).toMatchObject([3, 'id-1', {}]);
    expect(await neighbour.call('Heartbeat', {})).toMatchObject([3, 'id-1', {}]);
  });

  it('that comes twice counts once', async () => {
    const { url, server, centralSystem } = await startServer();
    const station = await TestStation.dial(`${url}/CP1`);
    const commanded = server.link.command('CP1', reset);
    const [, messageId] = await station.read();
    station.send(JSON.stringify([3, messageId, { status: 'Accepted' }]));
    station.send(JSON.stringify([3, messageId, { status: 'Rejected' }]));
    expect(await commanded).toMatchObject({ kind: 'accepted' });
    await station.call('Heartbeat', {});
    expect(centralSystem.habits.map(({ habit }) => habit)).toEqual(['strayAnswers']);
  });

  it('in the form of a call is refused, and the command waits on', async () => {
    const { url, server } = await startServer({ callTimeoutMs: 100 });
    const station = await TestStation.dial(`${url}/CP1`);
    const commanded = server.link.command('CP1', reset);
    const [, messageId] = await station.read();
    station.send(JSON.stringify([2, messageId, 'Reset', { status: 'Accepted' }]));
    expect(await station.read()).toEqual([4, messageId, 'NotSupported', '', {}]);
    expect(await commanded).toEqual({ kind: 'timedOut' });
  });
});
