import { describe, expect, it } from 'vitest';
import { OcppError } from '../../../ocpp/model/ocpp-error.ts';
import { silently } from '../../../ocpp/notice.ts';
import { readFrame } from '../../../ocpp/rpc/frames.ts';
import { callers } from '../../../ocpp/v16/messages.ts';
import { ocpp16 } from '../../../ocpp/v16/protocol.ts';
import { MemoryCentralSystem } from '../../integration/ocpp/memory-central-system.ts';

/** Numbers that look random and are the same in every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const pieces = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  'null',
  '-1',
  '1e999',
  'nan',
  '\u0000',
  '\ud800',
  '"__proto__"',
  ' ',
  '9'.repeat(30),
];

const valid = [
  '[2,"a","StartTransaction",{"connectorId":1,"idTag":"A","meterStart":5,"timestamp":"2026-03-01T08:00:00Z"}]',
  '[2,"a","StopTransaction",{"transactionId":1,"meterStop":5,"timestamp":"2026-03-01T08:00:00Z","reason":"Local"}]',
  '[2,"a","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"t","sampledValue":[{"value":"1","unit":"Wh"}]}]}]',
  '[2,"a","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available"}]',
  '[2,"a","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]',
  '[3,"a",{"status":"Accepted"}]',
  '[4,"a","InternalError","",{}]',
];

function damage(text: string, random: (below: number) => number): string {
  let damaged = text;
  for (let times = random(4); times >= 0; times--) {
    const at = random(damaged.length);
    damaged = damaged.slice(0, at) + (pieces[random(pieces.length)] ?? '') + damaged.slice(at + random(6));
  }
  return damaged;
}

const centralSystem = new MemoryCentralSystem();

async function faultOf(text: string): Promise<unknown> {
  const frame = readFrame(text);
  if (frame.kind !== 'call') return null;
  const call = { ...frame, receivedAt: 0, text };
  return ocpp16.answer(call, centralSystem.rules, silently).then(
    () => null,
    (fault: unknown) => fault,
  );
}

describe('frames that were damaged at random', () => {
  it('are answered or refused, and never break anything', async () => {
    const random = createRandom(1);
    for (let frames = 0; frames < 20_000; frames++) {
      const text = damage(valid[random(valid.length)] ?? '', random);
      const fault = await faultOf(text);
      if (fault !== null && !(fault instanceof OcppError)) throw new Error(`${text} broke something`, { cause: fault });
    }
    expect(centralSystem.starts.length).toBeGreaterThan(0);
  });
});

describe('payloads of every kind', () => {
  const payloads = [{}, [], [1], null, '', 0, true, { a: { b: [{ c: null }] } }];

  it.each(Object.keys(callers))('are answered or refused as %s', async (action) => {
    for (const payload of payloads) {
      const fault = await faultOf(JSON.stringify([2, 'a', action, payload]));
      expect(fault === null || fault instanceof OcppError).toBe(true);
    }
  });
});
