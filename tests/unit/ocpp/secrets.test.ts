import { expect, test } from 'vitest';
import { withoutSecret, withoutToldSecret } from '../../../ocpp/model/secrets.ts';

test.each([
  ['ftp://user:secret@192.168.1.9/in/', 'ftp://user@192.168.1.9/in/'],
  ['https://user:p%40ss:word@host:8443/a?b=c:d@e', 'https://user@host:8443/a?b=c:d@e'],
  ['http://192.168.1.20:9220/files/token/', 'http://192.168.1.20:9220/files/token/'],
  ['http://192.168.1.20:9220/files/AbCdEfGhIjKlMnOpQrSt_-/v2.bin', 'http://192.168.1.20:9220/files/…/v2.bin'],
  ['http://192.168.1.20:9220/files/AbCdEfGhIjKlMnOpQrSt_-/', 'http://192.168.1.20:9220/files/…/'],
  ['http://host/a:b@c', 'http://host/a:b@c'],
  ['nonsense', 'nonsense'],
])('of the address %s the log shows %s', (location, shown) => {
  const command = { type: 'getLog', log: 'SecurityLog', requestId: 1, location } as const;
  expect(withoutSecret(command)).toEqual({ ...command, location: shown });
});

test('a setting that is no password is kept, one that is is not', () => {
  const setting = { type: 'setConfiguration', key: 'HeartbeatInterval', value: '60' } as const;
  expect(withoutSecret(setting)).toEqual(setting);
  const password = { ...setting, key: 'AUTHORIZATIONKEY' };
  expect(withoutSecret(password)).toEqual({ ...password, value: '' });
});

test.each([
  [
    '[3,"1",{"configurationKey":[{"key":"AuthorizationKey","readonly":false,"value":"a{\\"b"},{"key":"A","value":"1"}]}]',
    '[3,"1",{"configurationKey":[{"key":"AuthorizationKey","readonly":false,"value":""},{"key":"A","value":"1"}]}]',
  ],
  [
    '[3,"1",{"configurationKey":[{"value":"x" , "key":"authorizationkey"}]}',
    '[3,"1",{"configurationKey":[{"value":"" , "key":"authorizationkey"}]}',
  ],
  ['[3,"1",{"unknownKey":["AuthorizationKey"]}]', '[3,"1",{"unknownKey":["AuthorizationKey"]}]'],
  [
    '[3,"1",{"configurationKey":[{"key":"A","value":"AuthorizationKey"}]}]',
    '[3,"1",{"configurationKey":[{"key":"A","value":"AuthorizationKey"}]}]',
  ],
])('of a password that a station tells, %s is kept as %s', (text, kept) => {
  expect(withoutToldSecret(text)).toBe(kept);
});
