import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** 16 MiB and about 50 ms: paid once for each station and start of the service. */
const cost = { N: 16_384, r: 8, p: 1 } as const;
const keyBytes = 32;
const saltBytes = 16;
const mostRemembered = 10_000;

/** The salted hash of a station's password, as `scrypt$N$r$p$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await derive(canonical(Buffer.from(password)), salt);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Checks passwords that stations send; one that was right before in this process costs next to nothing. */
export interface PasswordCheck {
  isRight(password: Uint8Array, hash: string): Promise<boolean>;
}

export function createPasswordCheck(): PasswordCheck {
  const memoryKey = randomBytes(keyBytes);
  const right = new Set<string>();
  return {
    async isRight(password, hash) {
      const seen = createHmac('sha256', memoryKey).update(hash).update('\0').update(password).digest('base64');
      if (right.has(seen)) return true;
      if (!(await matchesAny(password, hash))) return false;
      if (right.size >= mostRemembered) right.clear();
      right.add(seen);
      return true;
    },
  };
}

/** Some stations send the key's raw bytes, others the hex text it was typed as (OCPP 1.6 security whitepaper, `AuthorizationKey`). */
async function matchesAny(password: Uint8Array, hash: string): Promise<boolean> {
  const sent = Buffer.from(password);
  if (await matches(canonical(sent), hash)) return true;
  return matches(Buffer.from(sent.toString('hex').toUpperCase()), hash);
}

/** The same key as hex text is the same whatever the case of its digits. */
function canonical(password: Buffer): Buffer {
  const text = password.toString('latin1');
  return /^(?:[0-9a-fA-F]{2}){8,20}$/.test(text) ? Buffer.from(text.toUpperCase()) : password;
}

async function matches(password: Buffer, hash: string): Promise<boolean> {
  const [, , , , salt = '', key = ''] = hash.split('$');
  const wanted = Buffer.from(key, 'base64');
  const found = await derive(password, Buffer.from(salt, 'base64'));
  return wanted.length === found.length && timingSafeEqual(wanted, found);
}

function derive(password: Buffer, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, keyBytes, cost, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
