/** `shape`: not a country, two digits and up to 30 letters and digits; `length`: not the 28 characters of Azerbaijan; `checkDigits`: mistyped. */
export type IbanProblem = 'shape' | 'length' | 'checkDigits';

const lengthInAzerbaijan = 28;

/** An IBAN as programs pass it on: capitals, without spaces and hyphens. Only ASCII letters change, so that i never becomes İ. */
export function normalIban(text: string): string {
  return text.replaceAll(/[\s-]/g, '').replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
}

/** `AZ21 NABZ 0000 0000 1370 1000 1944`. */
export function formatIban(text: string): string {
  return normalIban(text).replaceAll(/(.{4})(?=.)/g, '$1 ');
}

/** What looks wrong about an IBAN (ISO 13616); null for one that looks right, and for none. A reason to look again, never to refuse. */
export function ibanProblem(text: string): IbanProblem | null {
  const iban = normalIban(text);
  if (iban === '') return null;
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/.test(iban)) return 'shape';
  if (iban.startsWith('AZ') && (iban.length !== lengthInAzerbaijan || !/^[A-Z]{4}/.test(iban.slice(4))))
    return 'length';
  return remainder97(iban) === 1 ? null : 'checkDigits';
}

/** ISO 7064 MOD 97-10: the first four characters go to the end, letters count as 10 to 35. */
function remainder97(iban: string): number {
  const moved = iban.slice(4) + iban.slice(0, 4);
  return Array.from(moved, (character) => Number.parseInt(character, 36)).reduce(
    (rest, value) => (rest * (value < 10 ? 10 : 100) + value) % 97,
    0,
  );
}
