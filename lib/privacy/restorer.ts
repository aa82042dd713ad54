/** Restores text that arrives in pieces. */
export interface Restorer {
  /** The part of the text that is certain by now; what may be the beginning of a token is held back. */
  push(delta: string): string;
  /** The rest. */
  end(): string;
}

/** Gives the same text as `restore` on the whole, however it is cut. */
export function createRestorer(restore: (text: string) => string): Restorer {
  // One character before the text still to come says whether that begins in the middle of a word.
  let before = ' ';
  let held = '';

  const release = (text: string) => {
    if (text === '') return '';
    const restored = restore(before + text).slice(1);
    before = /[A-Za-z0-9]$/.test(text) ? 'z' : ' ';
    return restored;
  };

  return {
    push(delta) {
      const text = before + held + delta;
      const cut = Math.max(1, unfinished.exec(text)?.index ?? text.length);
      held = text.slice(cut);
      return release(text.slice(1, cut));
    },
    end() {
      const rest = held;
      held = '';
      return release(rest);
    },
  };
}

const starts = ['IN', 'EX', 'ENI', 'ACCT', 'INST', 'VPC', 'SUBNET', 'FILE', 'ID']
  .flatMap((kind) => Array.from(kind, (_, index) => kind.slice(0, index + 1)))
  .join('|');

/** A word at the end of the text that is a token, or may still become one. */
const unfinished = new RegExp(
  String.raw`(?<![A-Za-z0-9])(?:t(?:[+-]\d*s?)?|${starts}|(?:IN|EX)\d+H?|(?:IN|EX)\d+H\d[A-Za-z0-9]*|(?:ENI|ACCT|INST|VPC|SUBNET|FILE|ID)\d[A-Za-z0-9]*)$`,
  'i',
);
