import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { commandView } from '../../../electron/service/api/views.ts';
import type { CommandRecord } from '../../../electron/service/store/store.ts';
import { openApi } from './test-api.ts';

const content = randomBytes(3000);
const base64 = (from: number, to: number): string => content.subarray(from, to).toString('base64');

test('firmware comes in pieces, is listed, read back and removed', async () => {
  const { handlers } = await openApi();
  const begun = await handlers['files.begin']({ fileName: 'v2.bin', sizeBytes: 3000 });
  expect(begun).toMatchObject({ kind: 'firmware', stationId: null, stationName: null, sha256: null });
  const { fileId } = begun;
  await handlers['files.append']({ fileId, offset: 0, base64: base64(0, 2000) });
  expect(await handlers['files.list']({})).toEqual({ total: 0, rows: [] });
  const whole = await handlers['files.append']({ fileId, offset: 2000, base64: base64(2000, 3000) });
  expect(whole.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(await handlers['files.list']({ kind: 'firmware' })).toEqual({ total: 1, rows: [whole] });
  expect(await handlers['files.list']({ kind: 'log' })).toEqual({ total: 0, rows: [] });
  expect(await handlers['files.read']({ fileId, offset: 2900, length: 1000 })).toEqual({
    offset: 2900,
    base64: base64(2900, 3000),
    last: true,
  });
  await handlers['files.remove']({ fileId });
  await expect(handlers['files.read']({ fileId, offset: 0, length: 1 })).rejects.toMatchObject({ code: 'notFound' });
});

test('a piece that is no base64, or too long, is refused before anything is done', async () => {
  const { dispatch } = await openApi();
  for (const text of ['not base64!', 'A'.repeat(1_400_004)]) {
    const params = { fileId: '1', offset: 0, base64: text };
    const answer: unknown = JSON.parse(await dispatch(JSON.stringify({ id: 1, method: 'files.append', params })));
    expect(answer).toMatchObject({ error: { code: 'invalidInput', details: { faults: [{ path: 'base64' }] } } });
  }
});

test('transfers are listed with all that was said of them', async () => {
  const { site, handlers } = await openApi();
  const station = await site.connect('HALL-1');
  site.answerCommands(() => ({ kind: 'accepted' }));
  await handlers['stations.command']({ stationId: 'HALL-1', command: { type: 'getDiagnostics' } });
  await station.say((rules) => rules.logStatus({ status: 'Uploading', requestId: null }));
  const { total, rows } = await handlers['transfers.list']({ stationId: 'HALL-1' });
  expect([total, rows.length]).toEqual([1, 1]);
  expect(rows[0]).toMatchObject({
    ...{ kind: 'diagnostics', stationName: 'HALL-1', state: 'running', elsewhere: false, status: 'Uploading' },
    statuses: [{ status: 'Uploading' }],
  });
});

test('a command that was given when commands looked different is shown as it was', () => {
  const record: Omit<CommandRecord, 'request'> = {
    commandId: '1',
    stationId: 'HALL-1',
    evseId: null,
    type: 'reset',
    sentAt: 0,
    answeredAt: null,
    outcome: null,
    effect: 'none',
    effectAt: null,
  };
  const request = { type: 'reset', mode: 'lukewarm', vendorHint: 7 };
  expect(commandView({ ...record, request: JSON.stringify(request) }).request).toEqual(request);
});
