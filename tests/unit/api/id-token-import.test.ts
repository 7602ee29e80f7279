import { beforeEach, describe, expect, test } from 'vitest';
import type { Handlers } from '../../../electron/service/api/handlers.ts';
import { openApi } from './test-api.ts';

let handlers: Handlers;

beforeEach(async () => {
  ({ handlers } = await openApi());
});

const cards = async () => (await handlers['idTokens.list']({ limit: 100 })).rows;

describe('an import of cards', () => {
  test.each([';', ',', '\t'])('takes lines divided by %j, with or without a byte order mark', async (delimiter) => {
    const lines = [
      ['idToken', 'label', 'status', 'expiresAt', 'parentIdToken'],
      ['0417AB', 'Elvin', 'Blocked', '2027-01-31', 'FLEET'],
      ['0418AB', '"Taxi "', '', '', ''],
    ];
    const csv = `\uFEFF${lines.map((cells) => cells.join(delimiter)).join('\r\n')}\r\n`;
    expect(await handlers['idTokens.import']({ csv })).toEqual({ added: 2, updated: 0, unchanged: 0, refused: [] });
    expect(await cards()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          idToken: '0417AB',
          label: 'Elvin',
          status: 'Blocked',
          expiresAt: '2027-01-31T20:00:00.000Z',
          parentIdToken: 'FLEET',
        }),
        expect.objectContaining({ idToken: '0418AB', label: 'Taxi', status: 'Accepted', expiresAt: null }),
      ]),
    );
  });

  test.each(['2027-01-31', '31.01.2027', '31/1/2027'])('reads %s as the last valid day of the site', async (day) => {
    await handlers['idTokens.import']({ csv: `idToken;expiresAt\n0417AB;${day}` });
    expect(await cards()).toMatchObject([{ expiresAt: '2027-01-31T20:00:00.000Z' }]);
  });

  test('updates the cards that are there, and leaves what it has no column for', async () => {
    await handlers['idTokens.add']({ idToken: '0417AB', label: 'Old', status: 'Blocked', note: 'keep me' });
    const report = await handlers['idTokens.import']({ csv: 'IDTOKEN;Label\n0417ab;New\nFRESH;Fresh' });
    expect(report).toEqual({ added: 1, updated: 1, unchanged: 0, refused: [] });
    expect(await cards()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ idToken: '0417AB', label: 'New', status: 'Blocked', note: 'keep me' }),
      ]),
    );
  });

  test('tells of every line it does not take, by number and reason, and takes the rest', async () => {
    const csv = [
      'idToken;label;status;expiresAt;parentIdToken',
      'GOOD;One;Accepted;;',
      ';No card;;;',
      'ABCDEFGHIJKLMNOPQRSTU;Too long;;;',
      'good;Again;;;',
      'B;Two;Perhaps;;',
      'C;Three;;tomorrow;',
      'D;Four;;;ABCDEFGHIJKLMNOPQRSTU',
      `E;${'x'.repeat(101)};;;`,
      'F;Five;;;;;',
      '',
      'LAST;Six;blocked;2027-01-31T10:00:00+04:00;',
    ].join('\n');
    const report = await handlers['idTokens.import']({ csv });
    expect(report).toMatchObject({ added: 2, updated: 0 });
    expect(report.refused.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'badIdToken'],
      [4, 'badIdToken'],
      [5, 'repeatedLine'],
      [6, 'badStatus'],
      [7, 'badExpiry'],
      [8, 'badParent'],
      [9, 'labelTooLong'],
      [10, 'wrongColumns'],
    ]);
    expect((await cards()).map(({ idToken }) => idToken).sort()).toEqual(['GOOD', 'LAST']);
  });

  test.each(['', 'label;status\nA;B', '\n\n'])('without a column for the card is refused: %j', async (csv) => {
    await expect(handlers['idTokens.import']({ csv })).rejects.toMatchObject({ code: 'invalidInput' });
  });
});
