import { randomBytes } from 'node:crypto';

// Lower-case letters and digits without i, l, o and u, which are misread when an id is typed from a screen.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Sixteen characters of base 32: 80 bits, which nobody guesses. */
export function randomId(): string {
  return Array.from(randomBytes(16), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}
