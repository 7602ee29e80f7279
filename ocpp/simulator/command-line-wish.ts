import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { SecurityProfile } from '../model/station.ts';
import type { KeySpelling, TlsMaterial } from './access.ts';
import { featureProfiles, isFeatureProfile, type FeatureProfile } from './feature-profiles.ts';
import { playableQuirks, unplayableQuirks } from './quirks/play-quirk.ts';
import { isMake, type Make } from './station-profile.ts';

export const usage = `Simulated charging stations that speak OCPP 1.6J to any central system.

  npm run simulate -- --url ws://127.0.0.1:9220/ocpp --id SIM1 [--id SIM2 …] [options]

  --url URL              address of the central system, without the identity
  --id ID                identity of a station; give it again for another station
  --make ac22|dc60       AC 22 kW with sockets (default), or DC 60 kW with cables
  --connectors N         connectors of each station (1)
  --profiles LIST        what it can do (${featureProfiles.join(',')})
  --card TAG             a card drivers carry; give it again for another card
  --auto                 drivers come and go by themselves
  --ago HOURS            the stations' clock begins so many hours in the past (0, or 24 with --speed)
  --speed N              and runs N times faster until it has caught up
  --sample SECONDS       interval of meter values (30)
  --quirk N              plays row N of the catalogue of field quirks, instead of the above; "list" names them all
  --help

Security:
  --password P           for HTTP Basic authentication; "hex:0011…" for bytes
  --key-spelling WORD    a new AuthorizationKey is used as the "bytes" of its digits (default), or as the "text" it is
  --ca FILE              roots the station trusts, PEM
  --cert FILE --key FILE its own certificate and the key to it, PEM
  --security-profile N   0 to 3; follows from the URL, the password and the certificate
  --secure-url URL       where security profiles 2 and 3 connect to
`;

/** What the command line asks for. */
export interface Wish {
  readonly url: string;
  readonly stationIds: readonly string[];
  readonly make: Make;
  readonly connectors: number;
  readonly profiles: readonly FeatureProfile[];
  readonly password: string | Buffer | undefined;
  readonly keySpelling: KeySpelling;
  readonly tls: TlsMaterial;
  readonly securityProfile: SecurityProfile | undefined;
  readonly secureUrl: string | undefined;
  readonly cards: readonly string[];
  readonly auto: boolean;
  readonly agoHours: number;
  readonly speed: number;
  readonly sampleSeconds: number;
  /** The row to play; null for stations as usual. */
  readonly quirk: number | null;
}

export class UsageError extends Error {}

/** What was asked for; null for the usage, a text to show and nothing else. */
export function readWish(argv: readonly string[]): Wish | string | null {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      url: { type: 'string' },
      id: { type: 'string', multiple: true },
      make: { type: 'string', default: 'ac22' },
      connectors: { type: 'string', default: '1' },
      profiles: { type: 'string', default: featureProfiles.join(',') },
      password: { type: 'string' },
      'key-spelling': { type: 'string', default: 'bytes' },
      ca: { type: 'string' },
      cert: { type: 'string' },
      key: { type: 'string' },
      'security-profile': { type: 'string' },
      'secure-url': { type: 'string' },
      card: { type: 'string', multiple: true, default: ['04A2B91C5F8280', '9C41E7B2', '5D20A8F3', 'E1730C9A'] },
      auto: { type: 'boolean', default: false },
      ago: { type: 'string' },
      speed: { type: 'string', default: '1' },
      sample: { type: 'string', default: '30' },
      quirk: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  if (values.quirk === 'list') return quirkList();
  const quirk = values.quirk === undefined ? null : readQuirk(values.quirk);
  const url = requireUrl('--url', values.url);
  if (values.id === undefined && quirk === null) throw new UsageError('--id is missing');
  if (!isMake(values.make)) throw new UsageError('--make must be ac22 or dc60');
  const keySpelling = values['key-spelling'];
  if (keySpelling !== 'bytes' && keySpelling !== 'text') throw new UsageError('--key-spelling must be bytes or text');
  const speed = readNumber('--speed', values.speed, 1, 3600);
  const secureUrl = values['secure-url'];
  return {
    url,
    stationIds: values.id ?? [],
    make: values.make,
    connectors: readNumber('--connectors', values.connectors, 1, 20),
    profiles: readProfiles(values.profiles),
    password: readPassword(values.password),
    keySpelling,
    tls: { ca: readPem(values.ca), cert: readPem(values.cert), key: readPem(values.key) },
    securityProfile: readSecurityProfile(values['security-profile']),
    secureUrl: secureUrl === undefined ? undefined : requireUrl('--secure-url', secureUrl),
    cards: values.card,
    auto: values.auto,
    agoHours: readNumber('--ago', values.ago ?? (speed > 1 ? '24' : '0'), 0, 8760),
    speed,
    sampleSeconds: readNumber('--sample', values.sample, 1, 86_400),
    quirk,
  };
}

function requireUrl(flag: string, text: string | undefined): string {
  if (text !== undefined && /^wss?:\/\/./.test(text)) return text;
  throw new UsageError(`${flag} must begin with ws:// or wss://`);
}

function readNumber(flag: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max) return value;
  throw new UsageError(`${flag} must be a number from ${String(min)} to ${String(max)}`);
}

function readProfiles(text: string): readonly FeatureProfile[] {
  return text.split(',').map((word) => {
    const profile = word.trim();
    if (!isFeatureProfile(profile)) throw new UsageError(`--profiles knows ${featureProfiles.join(', ')}`);
    return profile;
  });
}

function readPassword(text: string | undefined): string | Buffer | undefined {
  const digits = text === undefined ? undefined : /^hex:((?:[0-9a-f]{2})+)$/i.exec(text)?.[1];
  return digits === undefined ? text : Buffer.from(digits, 'hex');
}

function readPem(path: string | undefined): string | undefined {
  return path === undefined ? undefined : readFileSync(path, 'utf8');
}

function readSecurityProfile(text: string | undefined): SecurityProfile | undefined {
  if (text === undefined) return undefined;
  const profile = readNumber('--security-profile', text, 0, 3);
  if (profile === 0 || profile === 1 || profile === 2 || profile === 3) return profile;
  throw new UsageError('--security-profile must be a number from 0 to 3');
}

/** The row of a quirk that can be played. */
export function readQuirk(text: string): number {
  const number = Number(text);
  const reason = unplayableQuirks.get(number);
  if (reason !== undefined) throw new UsageError(`--quirk ${text} cannot be played: it is ${reason}`);
  if (playableQuirks.some((quirk) => quirk.number === number)) return number;
  throw new UsageError('--quirk must be a number from 1 to 77, or list');
}

function quirkList(): string {
  return [
    ...playableQuirks.map(({ number, title }) => `${String(number).padStart(3)}  a station that ${title}`),
    ...[...unplayableQuirks].map(([number, reason]) => `${String(number).padStart(3)}  not played: ${reason}`),
  ].join('\n');
}
