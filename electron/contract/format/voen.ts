/** `shape`: not ten digits; `checkDigit`: the ninth digit does not follow from the others; `status`: the last digit is neither 1 nor 2. */
export type VoenProblem = 'shape' | 'checkDigit' | 'status';

const weights = [4, 1, 8, 6, 2, 7, 5, 3] as const;

/** The ten digits of a taxpayer's number (VÖEN): without spaces and hyphens, with the leading zero that spreadsheets drop. */
export function normalVoen(text: string): string {
  const bare = text.replaceAll(/[\s-]/g, '');
  return /^\d{9}$/.test(bare) ? `0${bare}` : bare;
}

/**
 * What looks wrong about a VÖEN; null for one that looks right, and for none. A reason to look again, never to refuse: the rule of the check digit
 * is published nowhere, and older numbers may not follow it.
 */
export function voenProblem(text: string): VoenProblem | null {
  const voen = normalVoen(text);
  if (voen === '') return null;
  if (!/^\d{10}$/.test(voen)) return 'shape';
  const digits = Array.from(voen, Number);
  const sum = weights.reduce((total, weight, index) => total + weight * (digits[index] ?? 0), 0);
  if (sum % 11 !== digits[8]) return 'checkDigit';
  return digits[9] === 1 || digits[9] === 2 ? null : 'status';
}
