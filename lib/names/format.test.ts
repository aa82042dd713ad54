import { expect, it } from 'vitest';
import {
  formatBytes,
  formatBytesExact,
  formatCount,
  formatDuration,
  formatPorts,
  formatTime,
  joinWords,
  plural,
} from './format.ts';

it('groups digits by three', () => {
  expect([0, 999, 1000, 1234567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567']);
});

it('writes bytes in SI units with one decimal, and takes the next unit rather than 1000.0', () => {
  expect([1, 742, 1000, 999_949, 999_950, 520_093_696, 1e15].map(formatBytes)).toEqual([
    '1 byte',
    '742 bytes',
    '1.0 kB',
    '999.9 kB',
    '1.0 MB',
    '520.1 MB',
    '1.0 PB',
  ]);
});

it('adds the exact number where the unit rounds', () => {
  expect([742, 520_093_696].map(formatBytesExact)).toEqual(['742 bytes', '520.1 MB (520,093,696 bytes)']);
});

it('writes times in UTC', () => {
  expect([0, 1705328595].map(formatTime)).toEqual(['1970-01-01 00:00:00Z', '2024-01-15 14:23:15Z']);
});

it('writes durations in their two largest units', () => {
  expect([0, 53, 60, 250, 23_790, 183_600, 86_401].map(formatDuration)).toEqual([
    '0 s',
    '53 s',
    '1 min',
    '4 min 10 s',
    '6 h 36 min',
    '2 d 3 h',
    '1 d',
  ]);
});

it('joins runs of three and more ports', () => {
  expect(formatPorts([443, 22, 20, 21, 80, 23, 24, 25, 443])).toBe('20-25, 80, 443');
  expect(formatPorts([21, 22])).toBe('21, 22');
  expect(formatPorts([])).toBe('');
});

it('counts in the singular and the plural', () => {
  expect([0, 1, 12].map((count) => plural(count, 'flow'))).toEqual(['0 flows', '1 flow', '12 flows']);
  expect(plural(1200, 'entry', 'entries')).toBe('1,200 entries');
});

it('joins words with one and', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(joinWords)).toEqual(['', 'a', 'a and b', 'a, b and c']);
});
