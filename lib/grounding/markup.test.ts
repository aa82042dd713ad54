import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../test/support/problems-of.ts';
import { checkMarkup } from './markup.ts';

describe('checkMarkup', () => {
  it.each([
    'Fewer than 5 < 12 ports; a -> b, x > y.',
    'See https://attack.mitre.org/techniques/T1595/001/ or [T1048](https://attack.mitre.org/techniques/T1048/).',
    'A naïve façade in Zürich, «quoted», costs 5 µs – “ok”…',
    'Two\nlines.',
  ])('passes: %s', (sentence) => expect(problemsOf(checkMarkup, sentence)).toEqual([]));

  it.each([
    '<script>alert(1)</script>',
    '<b>bold</b>',
    'a &lt;b&gt;',
    '![pixel](http://evil.example/p.png)',
    '[click](javascript:alert(3))',
    'https://attack.mitre.org.evil.example/techniques/T1048/',
    'https://attack.mitre.org/techniques/T1048/?next=https://evil.example',
    'hxxps://evil.example/a',
    'www.evil.example/a',
    'data:text/html,hello',
    'a‮b',
    'a​b',
    'ра',
    '٣ hosts',
    '203.0.113.4\u0336',
  ])('rejects: %s', (sentence) => expect(problemsOf(checkMarkup, sentence)).not.toEqual([]));
});
