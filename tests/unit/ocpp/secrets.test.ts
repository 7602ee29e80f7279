import { expect, test } from 'vitest';
import { withoutSecret } from '../../../ocpp/model/secrets.ts';

test.each([
  ['ftp://user:secret@192.168.1.9/in/', 'ftp://user@192.168.1.9/in/'],
  ['https://user:p%40ss:word@host:8443/a?b=c:d@e', 'https://user@host:8443/a?b=c:d@e'],
  ['http://192.168.1.20:9220/files/token/', 'http://192.168.1.20:9220/files/token/'],
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
