import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import type { ExportedFile } from '../../../electron/contract/views.ts';
import type { MeterValue, SampledValue } from '../../../ocpp/model/meter.ts';
import { at } from '../domain/test-site.ts';
import { openApi, type TestApi } from './test-api.ts';

const payload =
  '{"FV":"1.4","GI":"ABC & <D>","GS":"17","PG":"T1","RD":[{"TM":"2026-07-06T08:00:00,000+0400 S","RV":0.2596}]}';
const begin = `OCMF|${payload}|{"SA":"ECDSA-secp256r1-SHA256","SD":"3045ə\\u0000\\"₼"}`;
const end = `  OCMF|{"PG":"T2"}|{"SD":"30"}\r\n`;
const makersOwn = 'AP;0;3;ALCV3\u0001ABNLBQWRSGHVBY;';

function sample(text: string, given: Partial<SampledValue> = {}): SampledValue {
  return {
    text,
    value: null,
    measurand: 'Energy.Active.Import.Register',
    unit: 'Wh',
    phase: null,
    context: 'Transaction.Begin',
    location: 'Outlet',
    format: 'SignedData',
    ...given,
  };
}

/** A charge whose meter signs at the start, in a message of its own after the plain reading, twice, and at the end. */
async function signedCharge(
  api: TestApi,
  signedAtEnd: readonly string[],
  signedAtStart: readonly string[] = [begin, begin],
): Promise<string> {
  const { site } = api;
  const station = await site.connect('HALL-1');
  const started = at(site.time.now());
  const { transactionId } = await station.say((rules) =>
    rules.transactionStarted({
      ...{ evseId: 1, transactionId: null, idToken: 'CARD', reservationId: null },
      ...{ meterStartWh: 1000, time: started },
    }),
  );
  const plain = sample('1000', { value: 1000, format: 'Raw' });
  for (const sampledValues of [[plain], ...signedAtStart.map((text) => [sample(text)])])
    await station.say((rules) =>
      rules.meterValues({ evseId: 1, transactionId, meterValues: [{ time: started, sampledValues }] }),
    );
  site.time.pass(3_600_000);
  const stopped = at(site.time.now());
  const meterValues: readonly MeterValue[] = [
    { time: stopped, sampledValues: signedAtEnd.map((text) => sample(text, { context: 'Transaction.End' })) },
  ];
  await station.say((rules) =>
    rules.transactionEnded({
      ...{ idToken: null, reason: 'Local', meterValues, transactionId },
      ...{ meterStopWh: 8000, time: stopped },
    }),
  );
  const { rows } = await api.handlers['sessions.list']({});
  return rows[0]?.sessionId ?? '';
}

const textOf = ({ base64 }: ExportedFile): string => Buffer.from(base64, 'base64').toString('utf8');

describe('values a meter signed', () => {
  test('come back byte for byte, once, in order, though a plain reading of the same moment came before', async () => {
    const api = await openApi({ settings: { acceptAnyCard: true } });
    const sessionId = await signedCharge(api, [end, makersOwn]);
    const values = await api.handlers['sessions.signedValues']({ sessionId });
    expect(values.map(({ context, text, kind }) => [context, text, kind])).toEqual([
      ['Transaction.Begin', begin, 'OCMF'],
      ['Transaction.End', end, 'OCMF'],
      ['Transaction.End', makersOwn, 'other'],
    ]);
    const { points } = await api.handlers['sessions.series']({ sessionId });
    expect(points[0]?.energyWh).toBe(1000);
  });

  test('are saved as sent', async () => {
    const api = await openApi({ settings: { acceptAnyCard: true } });
    const sessionId = await signedCharge(api, [end]);
    const file = await api.handlers['sessions.exportSignedValues']({ sessionId, format: 'text' });
    expect(file.fileName).toBe(`stansiya-session-${sessionId}-signed.ocmf`);
    expect(textOf(file)).toBe(`${begin}\n${end}`);
  });

  test('are saved for the transparency software, with the meter’s key where the station told it', async () => {
    const api = await openApi({ settings: { acceptAnyCard: true } });
    const sessionId = await signedCharge(api, [end, makersOwn]);
    await api.site.store.write((unit) =>
      unit.configuration.told('HALL-1', [{ key: 'MeterPublicKey1', value: '3059AB', readonly: true }], 0),
    );
    const xml = textOf(await api.handlers['sessions.exportSignedValues']({ sessionId, format: 'xml' }));
    const escaped = begin
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;');
    expect(xml).toContain(`<signedData format="OCMF" encoding="plain">${escaped}</signedData>`);
    expect(xml).toContain('&#13;\n</signedData>');
    expect(xml).toContain(`<signedData encoding="base64">${Buffer.from(makersOwn).toString('base64')}</signedData>`);
    expect(xml.match(/<publicKey encoding="hex">3059AB<\/publicKey>/g)).toHaveLength(3);
    expect(xml.match(/<value transactionId="[^"]+" context="Transaction\.(Begin|End)">/g)).toHaveLength(3);
  });

  test('are none in most sessions, and then there is nothing to save', async () => {
    const api = await openApi({ settings: { acceptAnyCard: true } });
    const sessionId = await signedCharge(api, [], []);
    expect(await api.handlers['sessions.signedValues']({ sessionId })).toEqual([]);
    const saving = api.handlers['sessions.exportSignedValues']({ sessionId, format: 'text' });
    await expect(saving).rejects.toMatchObject({ code: 'notFound', details: { what: 'signedValues' } });
  });
});
