import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readAnswer } from './read-answer.ts';

const Answer = z.object({ summary: z.string(), rows: z.array(z.strictObject({ level: z.enum(['high', 'low']) })) });
const json = '{"summary":"Use ```deny``` rules.","rows":[{"level":"low"}]}';
const value = { summary: 'Use ```deny``` rules.', rows: [{ level: 'low' }] };

describe('what is read', () => {
  test.each([
    ['bare JSON', json],
    ['blanks and a byte order mark around it', `\uFEFF \n${json}\n`],
    ['a fence with a language', `\`\`\`json\n${json}\n\`\`\``],
    ['a fence without one', `\`\`\`\n${json}\n\`\`\`\n`],
    ['a fence inside a sentence', `Here it is:\n\n\`\`\`JSON\n${json}\n\`\`\`\nI hope this helps.`],
    ['thoughts before it', `<think>\n{"draft": true}\n</think>\n\n${json}`],
  ])('%s', (_name, text) => {
    expect(readAnswer(text, Answer)).toEqual({ outcome: 'ok', value });
  });

  test('keys that a schema does not know are left out', () => {
    expect(readAnswer('{"a":1,"b":2}', z.object({ a: z.number() }))).toEqual({ outcome: 'ok', value: { a: 1 } });
  });
});

describe('what is not JSON', () => {
  test.each([
    ['prose', 'It looks normal.', 'The answer is not valid JSON.'],
    ['half an object', json.slice(0, 20), 'The answer is not valid JSON.'],
    ['two fences', `\`\`\`json\n${json}\n\`\`\`\n\`\`\`json\n${json}\n\`\`\``, 'The answer is not valid JSON.'],
    ['nothing', ' \n', 'The model answered nothing.'],
  ])('%s', (_name, text, message) => {
    expect(readAnswer(text, Answer)).toEqual({ outcome: 'invalid-json', message });
  });
});

describe('what does not fit', () => {
  test('is named by place, in words that repeat nothing of the answer', () => {
    const found = readAnswer('{"summary":5,"rows":[{"level":"203.0.113.9","203.0.113.10":1}]}', Answer);
    expect(found).toEqual({
      outcome: 'invalid-schema',
      message:
        'The answer does not fit its schema: summary: Invalid input: expected string, received number; rows.0.level: Invalid option: expected one of "high"|"low"; rows.0: keys that the schema does not have.',
    });
  });

  test('is counted beyond the first five places', () => {
    const rows = Array.from({ length: 8 }, () => ({ level: 'x' }));
    const found = readAnswer(JSON.stringify({ summary: '', rows }), Answer);
    expect(found.outcome === 'invalid-schema' && found.message).toMatch(/; and 3 more\.$/);
  });

  test('is the whole where it is not even an object', () => {
    const found = readAnswer('null', Answer);
    expect(found.outcome === 'invalid-schema' && found.message).toContain('the whole: Invalid input');
  });
});
