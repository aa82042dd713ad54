import { WireFailure } from './wire-failure.ts';

/**
 * Throws when a key cannot be sent in a header: pasted with a line break, a blank or a typographic character. The
 * platform would throw too, with the key in its message.
 */
export function checkKey(apiKey: string): void {
  if (/^[\x21-\x7e]+$/.test(apiKey)) return;
  throw new WireFailure('auth', 'the key is empty or holds a character that no key has, such as a blank.');
}
