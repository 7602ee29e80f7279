import type { Command } from './command.ts';

/** Configuration keys whose value is a password, in lower case (OCPP 1.6 security whitepaper, `AuthorizationKey`). */
const secretKeys: ReadonlySet<string> = new Set(['authorizationkey']);

/** The value of such a key is neither shown nor kept. */
export function isSecretKey(key: string): boolean {
  return secretKeys.has(key.toLowerCase());
}

/** A command as it may be written down: a password in it is left out. */
export function withoutSecret<C extends Command>(command: C): C {
  const isSecret = command.type === 'setConfiguration' && isSecretKey(command.key);
  return isSecret ? { ...command, value: '' } : command;
}
