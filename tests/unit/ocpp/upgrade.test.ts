import { describe, expect, it } from 'vitest';
import { readCredentials } from '../../../ocpp/upgrade/credentials.ts';
import { readIdentity } from '../../../ocpp/upgrade/identity.ts';
import { isForeignPage } from '../../../ocpp/upgrade/origin.ts';
import { ReconnectBrake } from '../../../ocpp/upgrade/reconnect-brake.ts';
import { chooseSubprotocol, readSubprotocols } from '../../../ocpp/upgrade/subprotocol.ts';

describe('the identity a station dials with', () => {
  it.each([
    ['/ocpp/CP1', 'CP1'],
    ['/CP1', 'CP1'],
    ['/steve/websocket/CentralSystemService/TACW1142021G1020.1', 'TACW1142021G1020.1'],
    ['/ocpp/CP1?token=a/b#c', 'CP1'],
    ['/ocpp/RDAM%20123', 'RDAM 123'],
    ['/ocpp/a*b-c_d=e:f+g|h@i.j', 'a*b-c_d=e:f+g|h@i.j'],
    ['/ocpp/a%2Bb%7Cc', 'a+b|c'],
    ['ws://192.168.1.10:9220/ocpp/CP1', 'CP1'],
    ['/../../etc', 'etc'],
    [`/ocpp/${'x'.repeat(48)}`, 'x'.repeat(48)],
  ])('of %s is %s', (url, text) => {
    expect(readIdentity(url)).toEqual({ text, isValid: true, isPadded: false });
  });

  it.each([
    ['/ocpp/CP1/', 'CP1'],
    ['//ocpp//CP1//', 'CP1'],
    ['//CP1', 'CP1'],
    ['/ocpp/%20CP1%20', 'CP1'],
    ['/ocpp/%43P1', 'CP1'],
    ['/ocpp/CP%2D1', 'CP-1'],
  ])('of %s is %s, with something that does not belong to it', (url, text) => {
    expect(readIdentity(url)).toEqual({ text, isValid: true, isPadded: true });
  });

  it.each([
    '',
    '/',
    '/ocpp',
    '/ocpp/',
    '/ocpp/%20',
    '/ocpp/..',
    '/ocpp/%2e%2e%2f',
    '/ocpp/CP%2F1',
    '/ocpp/CP%00',
    '/ocpp/CP%0A1',
    '/ocpp/%E0%A4%A',
    '/ocpp/%',
    '/ocpp/%253Cimg%253E',
    '/ocpp/<img onerror=x>',
    '/ocpp/%F0%9F%94%8C',
    `/ocpp/${'x'.repeat(49)}`,
    `/ocpp/${'x'.repeat(300)}`,
    'ws://192.168.1.10:9220',
  ])('cannot be %s', (url) => {
    expect(readIdentity(url).isValid).toBe(false);
  });
});

describe('the subprotocol', () => {
  const supported = [{ version: 'ocpp2.0.1' }, { version: 'ocpp1.6' }] as const;
  const choose = (header: string | undefined): unknown => {
    const chosen = chooseSubprotocol(readSubprotocols(header), supported, supported[1]);
    return chosen && [chosen.protocol.version, chosen.offered];
  };

  it.each([
    ['ocpp1.6', ['ocpp1.6', 'ocpp1.6']],
    ['ocpp1.5, ocpp1.6 , ocpp2.0.1', ['ocpp1.6', 'ocpp1.6']],
    ['ocpp2.0.1,ocpp1.6', ['ocpp2.0.1', 'ocpp2.0.1']],
    ['OCPP1.6', ['ocpp1.6', 'OCPP1.6']],
    [undefined, ['ocpp1.6', null]],
    ['', ['ocpp1.6', null]],
    ['ocpp1.5, soap', null],
  ])('for an offer of %j is %j', (header, chosen) => {
    expect(choose(header)).toEqual(chosen);
  });
});

describe('credentials', () => {
  const basic = (bytes: string | Buffer): string => `Basic ${Buffer.from(bytes).toString('base64')}`;

  it('are user and raw password', () => {
    const password = Buffer.from([0x00, 0xff, 0x3a, 0x80]);
    expect(readCredentials(basic(Buffer.concat([Buffer.from('AL1000:'), password])), 'AL1000')).toEqual({
      user: 'AL1000',
      password: new Uint8Array(password),
    });
  });

  it('may name an identity that holds a colon', () => {
    expect(readCredentials(basic('CP:1:secret'), 'CP:1')?.user).toBe('CP:1');
    expect(readCredentials(basic('CP:1:secret'), 'other')?.user).toBe('CP');
  });

  it.each([undefined, '', 'Basic', 'Basic !!!', 'Bearer abc', basic('no colon')])('are none in %j', (header) => {
    expect(readCredentials(header, 'CP1')).toBeNull();
  });
});

describe('a page in a browser', () => {
  it.each([
    ['https://evil.example', true],
    ['http://localhost:9230', true],
    ['null', true],
    [undefined, false],
    ['file://', false],
    ['http://192.168.1.10:9220', false],
    ['http://192.168.1.10', false],
    ['192.168.1.10', false],
  ])('with the origin %j is foreign: %s', (origin, isForeign) => {
    expect(isForeignPage({ origin, host: '192.168.1.10:9220' })).toBe(isForeign);
  });

  it.each([
    ['evil.example:9220', 'Mozilla/5.0 (X11; Linux x86_64) Chrome/114.0', true],
    ['evil.example:9220', undefined, false],
    ['csms.example:9220', 'ESP32 Websocket Client', false],
    ['192.168.1.10:9220', 'Mozilla/5.0', false],
    ['[fe80::1]:9220', 'Mozilla/5.0', false],
    ['localhost:9220', 'Mozilla/5.0', false],
  ])(
    'whose name was made to lead to this computer is foreign as well: from %s by %s it is %s',
    (host, agent, isForeign) => {
      expect(isForeignPage({ origin: `http://${host}`, host, 'user-agent': agent })).toBe(isForeign);
    },
  );
});

describe('reconnecting all the time', () => {
  it('is free ten times a minute, then slower and slower, and forgiven after a minute', () => {
    const brake = new ReconnectBrake();
    const delays = Array.from({ length: 16 }, (_, second) => brake.delayMs('CP1', second * 1_000));
    expect(delays).toEqual([...Array.from({ length: 10 }, () => 0), 500, 1_000, 2_000, 4_000, 8_000, 8_000]);
    expect(brake.delayMs('CP2', 16_000)).toBe(0);
    expect(brake.delayMs('CP1', 61_000)).toBe(0);
  });
});
