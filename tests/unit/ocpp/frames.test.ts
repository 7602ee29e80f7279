import { describe, expect, it } from 'vitest';
import { callText, errorText, readFrame, resultText } from '../../../ocpp/rpc/frames.ts';

const call = (fields: object): object => ({ kind: 'call', fault: null, ...fields });

describe('reading a frame', () => {
  it('reads a call, a result and an error', () => {
    expect(readFrame('[2,"a","Heartbeat",{}]')).toEqual(call({ messageId: 'a', action: 'Heartbeat', payload: {} }));
    expect(readFrame('[3,"a",{"status":"Accepted"}]')).toEqual({
      kind: 'result',
      messageId: 'a',
      payload: { status: 'Accepted' },
    });
    expect(readFrame('[4,"a","GenericError","why",{}]')).toEqual({
      kind: 'error',
      messageId: 'a',
      code: 'GenericError',
      description: 'why',
    });
  });

  it.each([
    ['null', '[2,"a","Heartbeat",null]'],
    ['left out', '[2,"a","Heartbeat"]'],
    ['an empty array', '[2,"a","Heartbeat",[]]'],
  ])('takes a payload that is %s for an empty one', (_what, text) => {
    expect(readFrame(text)).toEqual(call({ messageId: 'a', action: 'Heartbeat', payload: {} }));
  });

  it('takes an error without code and description', () => {
    expect(readFrame('[4,"a"]')).toEqual({ kind: 'error', messageId: 'a', code: '', description: '' });
  });

  it.each(['', ' \n'])('knows an empty frame (%j)', (text) => {
    expect(readFrame(text)).toEqual({ kind: 'empty' });
  });

  it.each(['hello', '{"a":1', '[2,"', '\u0000\u0001', '<xml/>'])('calls %j junk that is no JSON', (text) => {
    expect(readFrame(text)).toEqual({ kind: 'junk', reason: 'notJson' });
  });

  it.each(['{}', '[]', '[2]', 'null', '7', '"text"', '[2,{},"Heartbeat",{}]', '[2,null,"Heartbeat",{}]'])(
    'calls %s junk without an envelope',
    (text) => {
      expect(readFrame(text)).toEqual({ kind: 'junk', reason: 'noEnvelope' });
    },
  );

  it.each(['[5,"a",{}]', '["2","a","Heartbeat",{}]', '[2.5,"a",{}]', '[null,"a",{}]', '[[2],"a"]', '[-2,"a"]'])(
    'does not know the message type of %s',
    (text) => {
      expect(readFrame(text)).toEqual({ kind: 'unknownType' });
    },
  );

  it.each([
    ['an empty message id', '[2,"","Heartbeat",{}]'],
    ['a number for a message id', '[2,17,"Heartbeat",{}]'],
    ['a message id of 37 characters', `[2,"${'x'.repeat(37)}","Heartbeat",{}]`],
    ['a control character in the message id', '[2,"a\\u0007","Heartbeat",{}]'],
    ['no action', '[2,"a"]'],
    ['a number for an action', '[2,"a",5,{}]'],
    ['a text for a payload', '[2,"a","Heartbeat","{}"]'],
    ['a filled array for a payload', '[2,"a","Heartbeat",[1]]'],
  ])('finds a format violation in a call with %s', (_what, text) => {
    expect(readFrame(text)).toMatchObject({ kind: 'call', fault: { code: 'FormatViolation' } });
  });

  it('still names id and action of a call whose JSON is beyond repair', () => {
    expect(readFrame('[2,"a","MeterValues",{"meterValue":[{]}]')).toMatchObject({
      kind: 'call',
      messageId: 'a',
      action: 'MeterValues',
      payload: null,
      fault: { code: 'FormatViolation' },
    });
  });

  it('mends what stations are known to get wrong before it gives up', () => {
    expect(readFrame('[2,"a","MeterValues",{"connectorId":1,"transactionId":,"meterValue":[]}]')).toEqual(
      call({
        messageId: 'a',
        action: 'MeterValues',
        payload: { connectorId: 1, transactionId: null, meterValue: [] },
      }),
    );
  });

  it('takes the last of two fields of the same name', () => {
    expect(readFrame('[2,"a","Authorize",{"idTag":"first","idTag":"last"}]')).toMatchObject({
      payload: { idTag: 'last' },
    });
  });

  it('reads 16 levels of nesting and not one more', () => {
    const nested = (levels: number): string => `[2,"a","DataTransfer",${'['.repeat(levels)}1${']'.repeat(levels)}]`;
    expect(readFrame(nested(15)).kind).toBe('call');
    expect(readFrame(nested(16))).toEqual({ kind: 'junk', reason: 'tooDeep' });
  });

  it('does not look at what comes after the seventeenth level', () => {
    expect(readFrame(`${'['.repeat(17)} not even JSON`)).toEqual({ kind: 'junk', reason: 'tooDeep' });
    expect(readFrame('['.repeat(100_000))).toEqual({ kind: 'junk', reason: 'tooDeep' });
  });

  it('does not count brackets inside texts', () => {
    const text = `[2,"a","DataTransfer",{"vendorId":"${'['.repeat(40)}\\"${'{'.repeat(40)}"}]`;
    expect(readFrame(text).kind).toBe('call');
  });
});

describe('writing a frame', () => {
  it('writes what it reads', () => {
    expect(callText('a', 'Reset', { type: 'Soft' })).toBe('[2,"a","Reset",{"type":"Soft"}]');
    expect(resultText('a', {})).toBe('[3,"a",{}]');
    expect(errorText('a', 'InternalError', 'why')).toBe('[4,"a","InternalError","why",{}]');
  });

  it('keeps a description within 255 characters and echoes no endless id', () => {
    expect(JSON.parse(errorText('x'.repeat(256), 'GenericError', 'y'.repeat(300)))).toEqual([
      4,
      '-1',
      'GenericError',
      'y'.repeat(255),
      {},
    ]);
  });
});
