const shortest = 8;

/** The message key of what is wrong with a station's password; null for a good one and for none. */
export function passwordProblem(password: string): string | null {
  if (password === '') return null;
  if (password.length < shortest) return 'station.password.tooShort';
  // It travels as HTTP Basic authentication, and chargers' own menus know little more than ASCII.
  return /^[\x21-\x7e]+$/.test(password) ? null : 'station.password.badCharacters';
}
