/** Identities and id tokens are equal whatever the case of their ASCII letters (OCPP 1.6 CiString); other letters stay as they are. */
export function foldAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

export function sameAscii(one: string, other: string): boolean {
  return foldAscii(one) === foldAscii(other);
}
