import { expect, test } from 'vitest';
import {
  createPasswordCheck,
  hashPassword,
  hashStationKey,
  makeStationKey,
} from '../../../electron/service/domain/passwords.ts';

test('of one address only so many passwords are checked at once, and the next are told to come later', async () => {
  const passwords = createPasswordCheck();
  const hash = await hashPassword('a password of 16');
  let waiting = 64;
  const checks = Array.from({ length: waiting }, () =>
    passwords.isRight(Buffer.from('wrong'), hash, '192.168.1.66').finally(() => {
      waiting -= 1;
    }),
  );
  expect(await passwords.isRight(Buffer.from('wrong'), hash, '192.168.1.66')).toBeNull();
  expect(waiting).toBe(64);
  expect(await passwords.isRight(Buffer.from('a password of 16'), hash, '192.168.1.50')).toBe(true);
  expect(waiting).toBeGreaterThan(0);
  expect(new Set(await Promise.all(checks))).toEqual(new Set([false]));
  expect(await passwords.isRight(Buffer.from('a password of 16'), hash, '192.168.1.66')).toBe(true);
});

test('a thousand keys that were made here are checked in a blink, however many come at once', async () => {
  const passwords = createPasswordCheck();
  const key = makeStationKey();
  const hash = hashStationKey(key);
  const wrong = Array.from({ length: 1000 }, () =>
    passwords.isRight(Buffer.from(makeStationKey()), hash, '192.168.1.66'),
  );
  expect(new Set(await Promise.all(wrong))).toEqual(new Set([false]));
  expect(await passwords.isRight(Buffer.from(key, 'hex'), hash, '192.168.1.66')).toBe(true);
  expect(hashStationKey(key)).not.toBe(hash);
});
