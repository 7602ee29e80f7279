/** Letters and digits that cannot be mistaken for one another on a charger's small screen. */
const characters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const length = 20;

/** About 116 bits: OCPP asks for at least 16 random bytes' worth of guessing (security whitepaper A00.FR.205). */
export function generatePassword(): string {
  const fair = Math.floor(256 / characters.length) * characters.length;
  let password = '';
  while (password.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      if (byte < fair && password.length < length) password += characters.charAt(byte % characters.length);
    }
  }
  return password;
}
