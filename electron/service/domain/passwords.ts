import { createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** 16 MiB and about 50 ms: paid once for each station and start of the service. */
const cost = { N: 16_384, r: 8, p: 1 } as const;
const keyBytes = 32;
const saltBytes = 16;
const mostRemembered = 10_000;
/** Slow checks one address may have under way, and how many of its others may wait for them. */
const mostAtOnce = 4;
const mostWaiting = 60;
/** The most that fits into `AuthorizationKey` (security whitepaper, configuration keys). */
const randomKeyBytes = 20;

/** A password nobody can guess, as hexadecimal digits. */
export function makeStationKey(): string {
  return randomBytes(randomKeyBytes).toString('hex').toUpperCase();
}

/** The salted hash of a password a person chose, as `scrypt$N$r$p$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await derive(canonical(Buffer.from(password)), salt);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** The salted hash of a key of `makeStationKey`, as `sha256$salt$hash`: what cannot be guessed needs no slow hash (ASVS 6.5.2). */
export function hashStationKey(key: string): string {
  const salt = randomBytes(saltBytes);
  return ['sha256', salt.toString('base64'), quickHash(canonical(Buffer.from(key)), salt).toString('base64')].join('$');
}

/** Checks passwords that stations send; one that was right before in this process costs next to nothing. */
export interface PasswordCheck {
  /** Null when too many of the same source are being checked: it has to try again later. */
  isRight(password: Uint8Array, hash: string, source: string): Promise<boolean | null>;
}

export function createPasswordCheck(): PasswordCheck {
  const memoryKey = randomBytes(keyBytes);
  const right = new Set<string>();
  const slow = createLanes();
  return {
    async isRight(password, hash, source) {
      if (!hash.startsWith('scrypt$')) return spellings(password).some((spelling) => isQuickMatch(spelling, hash));
      const seen = createHmac('sha256', memoryKey).update(hash).update('\0').update(password).digest('base64');
      if (right.has(seen)) return true;
      const isRight = await slow.run(source, () => isSlowMatch(password, hash));
      if (isRight !== true) return isRight;
      if (right.size >= mostRemembered) right.clear();
      right.add(seen);
      return true;
    },
  };
}

/** Some stations send the key's raw bytes, others the hex text it was typed as (OCPP 1.6 security whitepaper, `AuthorizationKey`). */
function spellings(password: Uint8Array): readonly Buffer[] {
  const sent = Buffer.from(password);
  return [canonical(sent), Buffer.from(sent.toString('hex').toUpperCase())];
}

/** The same key as hex text is the same whatever the case of its digits. */
function canonical(password: Buffer): Buffer {
  const text = password.toString('latin1');
  return /^(?:[0-9a-fA-F]{2}){8,20}$/.test(text) ? Buffer.from(text.toUpperCase()) : password;
}

function isQuickMatch(password: Buffer, hash: string): boolean {
  const [, salt = '', wanted = ''] = hash.split('$');
  return isSame(quickHash(password, Buffer.from(salt, 'base64')), Buffer.from(wanted, 'base64'));
}

async function isSlowMatch(password: Uint8Array, hash: string): Promise<boolean> {
  const [, , , , salt = '', wanted = ''] = hash.split('$');
  for (const spelling of spellings(password)) {
    if (isSame(await derive(spelling, Buffer.from(salt, 'base64')), Buffer.from(wanted, 'base64'))) return true;
  }
  return false;
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function quickHash(password: Buffer, salt: Buffer): Buffer {
  return createHash('sha256').update(salt).update(password).digest();
}

function derive(password: Buffer, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, keyBytes, cost, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

interface Lane {
  busy: number;
  readonly waiting: (() => void)[];
}

/** One address cannot keep all others waiting: its slow work is done a few at a time. */
function createLanes(): { run<T>(source: string, work: () => Promise<T>): Promise<T | null> } {
  const lanes = new Map<string, Lane>();
  return {
    async run(source, work) {
      const lane = lanes.get(source) ?? { busy: 0, waiting: [] };
      if (lane.waiting.length >= mostWaiting) return null;
      lanes.set(source, lane);
      if (lane.busy >= mostAtOnce) await new Promise<void>((resolve) => lane.waiting.push(resolve));
      else lane.busy += 1;
      try {
        return await work();
      } finally {
        const next = lane.waiting.shift();
        if (next !== undefined) next();
        else lane.busy -= 1;
        if (lane.busy === 0) lanes.delete(source);
      }
    },
  };
}
