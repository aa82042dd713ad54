import type { View } from './view.ts';

/** Values as they are: for a provider on this machine, and for people. */
export const openView: View = {
  masked: false,
  address: (text) => text,
  term: (_kind, text) => text,
  time: isoTime,
  text: (free) => free,
};

/** Epoch seconds as `2024-01-15T14:23:15Z`. A number that is no time on any calendar stays a number. */
export function isoTime(epoch: number): string {
  const date = new Date(epoch * 1000);
  return Number.isNaN(date.getTime()) ? String(epoch) : date.toISOString().replace('.000Z', 'Z');
}
