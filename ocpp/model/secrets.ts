import type { Command, ConfigurationKey } from './command.ts';

/** Configuration keys whose value is a password, in lower case (OCPP 1.6 security whitepaper, `AuthorizationKey`). */
const secretKeys: ReadonlySet<string> = new Set(['authorizationkey']);

/** The value of such a key is neither shown nor kept. */
export function isSecretKey(key: string): boolean {
  return secretKeys.has(key.toLowerCase());
}

/** What a station told, as it may be shown and kept: of a password not even what the station shows of it. */
export function withoutSecretValues(keys: readonly ConfigurationKey[]): readonly ConfigurationKey[] {
  return keys.map((one) => (isSecretKey(one.key) ? { ...one, value: null } : one));
}

/** A command, or what is asked before it is complete, as it may be written down: a password in it is left out. */
export function withoutSecret<C extends { readonly type: Command['type'] }>(command: C): C {
  return { ...command, ...secretsOf(command) };
}

interface MayHoldSecret {
  readonly type: Command['type'];
  readonly key?: unknown;
  readonly location?: unknown;
}

/** What has to be said in place of a secret. */
function secretsOf({ type, key, location }: MayHoldSecret): { readonly value?: string; readonly location?: string } {
  if (type === 'setConfiguration') return typeof key === 'string' && isSecretKey(key) ? { value: '' } : {};
  return typeof location === 'string' ? { location: withoutToken(withoutPassword(location)) } : {};
}

/** `ftp://user:password@host/folder` names its user only. */
function withoutPassword(location: string): string {
  return location.replace(/^([a-z][a-z0-9+.-]*:\/\/[^/@:]*):[^/]*@/i, '$1@');
}

/** Whoever knows the whole address of a file of ours may fetch it, or send one. */
function withoutToken(location: string): string {
  return location.replace(/(\/files\/)[\w-]{22}(?=\/|$)/, '$1…');
}

/** An object without others in it, as JSON; strings may hold braces. */
const flatObject = /\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}/g;
const secretEntry = new RegExp(`"key"\\s*:\\s*"(?:${[...secretKeys].join('|')})"`, 'i');

/** The text of an answer as it may be kept: some stations tell the password they are asked never to tell. It need not be whole JSON. */
export function withoutToldSecret(text: string): string {
  if (!secretEntry.test(text)) return text;
  return text.replace(flatObject, (object) =>
    secretEntry.test(object) ? object.replace(/("value"\s*:\s*)"(?:[^"\\]|\\.)*"/, '$1""') : object,
  );
}
