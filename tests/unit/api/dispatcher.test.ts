import { beforeEach, describe, expect, test } from 'vitest';
import { createDispatcher, type Dispatch } from '../../../electron/service/api/dispatcher.ts';
import { AppError } from '../../../electron/contract/errors.ts';
import { inputs } from '../../../electron/contract/inputs.ts';
import { StorageFault } from '../../../electron/service/store/storage-fault.ts';
import { openApi } from './test-api.ts';

interface Answer {
  readonly id: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: string; readonly message: string; readonly details: AppError['details'] };
}

const ask = async (dispatch: Dispatch, frame: unknown): Promise<Answer> =>
  JSON.parse(await dispatch(JSON.stringify(frame))) as Answer;

describe('a request', () => {
  let dispatch: Dispatch;
  beforeEach(async () => {
    ({ dispatch } = await openApi());
  });

  test('is answered under its own id, number or text', async () => {
    expect(await ask(dispatch, { id: 5, method: 'stations.list', params: {} })).toEqual({ id: 5, result: [] });
    expect(await ask(dispatch, { id: 'a', method: 'stations.list' })).toEqual({ id: 'a', result: [] });
  });

  test('that is no JSON is answered without an id', async () => {
    expect(JSON.parse(await dispatch('{"id":1,'))).toMatchObject({ id: null, error: { code: 'invalidInput' } });
  });

  test('without a method is answered under its id', async () => {
    expect(await ask(dispatch, { id: 5 })).toMatchObject({ id: 5, error: { code: 'invalidInput' } });
  });

  test.each(['no.such', 'constructor', '__proto__', 'hasOwnProperty'])(
    'for %s is for a method nobody knows',
    async (method) => {
      expect(await ask(dispatch, { id: 1, method })).toMatchObject({ error: { code: 'unknownMethod' } });
    },
  );

  test('with wrong input hears of every fault with its path', async () => {
    const params = { stationId: '', command: { type: 'reset', mode: 'gentle' } };
    const { error } = await ask(dispatch, { id: 1, method: 'stations.command', params });
    expect(error?.code).toBe('invalidInput');
    expect(error?.details.faults?.map(({ path }) => path)).toEqual(['stationId', 'command.mode']);
  });

  test('that fails is told why in a sentence, for those who write programs', async () => {
    const { error } = await ask(dispatch, { id: 1, method: 'no.such', params: {} });
    expect(error?.message).toBe('There is no such method');
  });

  test.each([
    ['stations.get', { stationId: 'NOBODY' }],
    ['stations.admit', { stationId: 'NOBODY' }],
    ['stations.remove', { stationId: 'NOBODY' }],
    ['stations.command', { stationId: 'NOBODY', command: { type: 'clearCache' } }],
    ['idTokens.update', { idToken: 'NOBODY' }],
    ['idTokens.remove', { idToken: 'NOBODY' }],
    ['sessions.get', { sessionId: '999' }],
    ['sessions.series', { sessionId: 'x' }],
    ['alerts.dismiss', { alertId: '999' }],
  ])('%s of what is not there says so', async (method, params) => {
    expect(await ask(dispatch, { id: 1, method, params })).toMatchObject({ error: { code: 'notFound' } });
  });

  test('for every method of the contract has a handler', async () => {
    const answers = await Promise.all(
      Object.keys(inputs).map((method) => ask(dispatch, { id: 1, method, params: {} })),
    );
    const codes = answers.map(({ error }) => error?.code ?? 'ok');
    expect(codes.filter((code) => code === 'unknownMethod' || code === 'internal')).toEqual([]);
  });
});

describe('a handler that fails', () => {
  const failing = async (fault: unknown): Promise<{ answer: Answer; logged: string[] }> => {
    const { handlers } = await openApi();
    const logged: string[] = [];
    const log = (message: string): void => void logged.push(message);
    const fail = (): Promise<never> => Promise.reject(fault instanceof Error ? fault : new Error(String(fault)));
    const dispatch = createDispatcher({ ...handlers, 'system.status': fail }, { info: log, warn: log, error: log });
    return { answer: await ask(dispatch, { id: 1, method: 'system.status', params: {} }), logged };
  };

  test('by a bug leaks nothing and is logged', async () => {
    const { answer, logged } = await failing(new Error('SELECT secret FROM /home/me'));
    expect(answer).toMatchObject({ id: 1, error: { code: 'internal', details: {} } });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(logged).toHaveLength(1);
  });

  test('because nothing can be stored says so', async () => {
    const { answer } = await failing(new StorageFault('diskFull'));
    expect(answer.error?.code).toBe('storageFault');
  });

  test('as expected passes on its code and details', async () => {
    const { answer, logged } = await failing(new AppError('conflict', { reason: 'sessionRunning' }));
    expect(answer.error).toMatchObject({ code: 'conflict', details: { reason: 'sessionRunning' } });
    expect(logged).toEqual([]);
  });
});
