import { describe, expect, it } from 'vitest';
import type { Command } from '../../../ocpp/model/command.ts';
import { callers } from '../../../ocpp/v16/messages.ts';
import { outbound } from '../../../ocpp/v16/outbound.ts';
import { InvalidOutgoingMessage } from '../../../ocpp/v16/payloads.ts';
import { ocpp16 } from '../../../ocpp/v16/protocol.ts';
import { calls, to, txProfile } from './example-commands.ts';

describe('a command', () => {
  it.each(calls)('goes out with its fields in schema order: %j', (command, action, payload) => {
    const outgoing = ocpp16.outgoing(command);
    expect(outgoing.action).toBe(action);
    expect(JSON.stringify(outgoing.payload)).toBe(payload);
    expect(JSON.stringify(outgoing.observedPayload)).toBe(payload);
  });

  it('goes out with the password in its address, and is kept without it', () => {
    const outgoing = ocpp16.outgoing({ type: 'getDiagnostics', location: 'ftp://user:secret@10.0.0.5/logs/' });
    expect(JSON.stringify(outgoing.payload)).toContain('user:secret@');
    expect(JSON.stringify(outgoing.observedPayload)).not.toContain('secret');
  });

  it('is here for every type there is, and for every call a central system has', () => {
    const types = new Set(calls.map(([{ type }]) => type));
    expect([...types].sort()).toEqual(Object.keys(outbound).sort());
    const actions = new Set(calls.map(([, action]) => action));
    const ours = Object.entries(callers).flatMap(([action, caller]) => (caller === 'station' ? [] : [action]));
    expect([...actions].sort()).toEqual(ours.sort());
    expect(ours).toHaveLength(26);
  });

  it.each<[string, Command]>([
    ['a card of 21 letters', { type: 'reserve', reservationId: 1, idToken: 'x'.repeat(21), expiresAt: to }],
    [
      'a group of 21 letters',
      { type: 'reserve', reservationId: 1, idToken: 'A', parentIdToken: 'x'.repeat(21), expiresAt: to },
    ],
    [
      'a card of 21 letters in a list',
      {
        type: 'sendLocalList',
        version: 1,
        updateType: 'full',
        entries: [{ idToken: 'x'.repeat(21), info: { status: 'Accepted' } }],
      },
    ],
    ['a chain of 10001 letters', { type: 'certificateSigned', certificateChain: 'x'.repeat(10_001) }],
    [
      'a certificate of 5501 letters',
      { type: 'installCertificate', certificateType: 'CSMSRootCertificate', certificate: 'x'.repeat(5_501) },
    ],
    [
      'a log address of 513 letters',
      { type: 'getLog', log: 'SecurityLog', requestId: 1, location: `http://h/${'x'.repeat(504)}` },
    ],
    ['an address that is none', { type: 'getDiagnostics', location: 'C:\\logs with blanks' }],
    ['a transaction that is no number', { type: 'setChargingProfile', profile: { ...txProfile, transactionId: 'T' } }],
    ['half a connector', { type: 'trigger', message: 'Heartbeat', evseId: 1.5 }],
  ])('is never sent with %s', (_what, command) => {
    expect(() => ocpp16.outgoing(command)).toThrow(InvalidOutgoingMessage);
  });

  it('is never sent with a time that is none', () => {
    const command: Command = { type: 'updateFirmware', location: 'http://h/f', retrieveAt: 'soon' };
    expect(() => ocpp16.outgoing(command)).toThrow(RangeError);
  });

  it.each([
    [16.05, 16],
    [16.0999, 16],
    [32.3, 32.3],
    [0.1 + 0.2, 0.3],
    [6, 6],
    [11_040.77, 11_040.7],
  ])('limits to %d with one decimal and never more: %d', (limit, sent) => {
    const limited = { ...txProfile, schedule: { unit: 'A', periods: [{ startSeconds: 0, limit }] } } as const;
    const { payload } = ocpp16.outgoing({ type: 'setChargingProfile', profile: limited });
    expect(JSON.stringify(payload)).toContain(`"limit":${String(sent)}}`);
  });
});
