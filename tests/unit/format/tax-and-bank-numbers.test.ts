import { describe, expect, it } from 'vitest';
import { formatIban, ibanProblem, normalIban } from '../../../electron/contract/format/iban.ts';
import { normalVoen, voenProblem } from '../../../electron/contract/format/voen.ts';

describe('a VÖEN', () => {
  it.each(['1506566211', '1300615891', '1401555071', '1400057421'])('%s of a real company looks right', (voen) => {
    expect(voenProblem(voen)).toBeNull();
  });

  it.each([
    ['1401555081', 'checkDigit'],
    ['1400057424', 'status'],
    ['15065662110', 'shape'],
    ['15065 6621A', 'shape'],
  ])('%s looks wrong: %s', (voen, problem) => {
    expect(voenProblem(voen)).toBe(problem);
  });

  it('is read with spaces, and without the leading zero a spreadsheet dropped', () => {
    expect(normalVoen(' 1506 566 211 ')).toBe('1506566211');
    expect(normalVoen('123456782')).toBe('0123456782');
  });

  it('that is not given is no problem', () => {
    expect(voenProblem('  ')).toBeNull();
  });
});

describe('an IBAN', () => {
  const centralBank = 'AZ21NABZ00000000137010001944';

  it('of the Central Bank looks right, however it is typed, and so does a foreign one', () => {
    expect(ibanProblem(centralBank)).toBeNull();
    expect(ibanProblem('az21 nabz 0000 0000 1370 1000 1944')).toBeNull();
    expect(ibanProblem('TR33 0006 1005 1978 6457 8413 26')).toBeNull();
  });

  it.each([
    ['AZ21NABZ00000000137010001945', 'checkDigits'],
    ['AZ21NABZ0000000013701000194', 'length'],
    ['AZ2112345678901234567890123456', 'length'],
    ['NABZ', 'shape'],
    ['AZ21NABZ0000000013701000194ə', 'shape'],
  ])('%s looks wrong: %s', (iban, problem) => {
    expect(ibanProblem(iban)).toBe(problem);
  });

  it('is shown in groups of four and passed on without them', () => {
    expect(formatIban(centralBank)).toBe('AZ21 NABZ 0000 0000 1370 1000 1944');
    expect(normalIban('az21 nabz-0000')).toBe('AZ21NABZ0000');
  });
});
