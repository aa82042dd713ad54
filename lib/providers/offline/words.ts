import type { Candidate } from '#lib/model/detection.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import type { Severity } from '#lib/model/scale.ts';
import { formatDuration, formatPorts, formatTime, joinWords, plural } from '#lib/names/format.ts';

/** A service in a sentence: `tcp/443`; `icmp` where there are no ports. */
export function portWords(port: number, protocol: string): string {
  if (protocol === 'unknown') return `port ${port}`;
  if (port === 0) return protocol;
  return /^[a-z]+$/.test(protocol) ? `${protocol}/${port}` : `port ${port} (${protocol})`;
}

/** The ports of a candidate: `tcp/22`, `tcp ports 20-25, 80`, `34 tcp ports`; empty where it is about none. */
export function serviceWords({ ports, protocol, measures }: Candidate): string {
  const [first] = ports;
  if (first === undefined) return protocol ?? '';
  if (ports.length === 1) return portWords(first, protocol ?? 'unknown');
  const list = formatPorts(ports);
  const kind = protocol === null ? '' : `${protocol} `;
  // A list that fills a line is read by nobody; the candidate has it in full.
  return list.length <= 60 ? `${kind}ports ${list}` : plural(measures.distinctPorts ?? ports.length, `${kind}port`);
}

/** Up to three hosts by address, more as the first three `and others`. */
export function hostWords(addresses: readonly string[]): string {
  return addresses.length > 3 ? `${addresses.slice(0, 3).join(', ')} and others` : joinWords(addresses);
}

/** `from … to … (53 s)`, short without the length, `at …`; empty without times. */
export function spanWords(
  { firstSeen, lastSeen }: Pick<Candidate, 'firstSeen' | 'lastSeen'>,
  form: 'full' | 'short' = 'full',
): string {
  const [from, to] = [firstSeen ?? lastSeen, lastSeen ?? firstSeen];
  if (from === null || to === null) return '';
  if (from === to) return `at ${formatTime(from)}`;
  const span = `from ${formatTime(from)} to ${formatTime(to)}`;
  return form === 'short' ? span : `${span} (${formatDuration(to - from)})`;
}

/** The title of a check inside a sentence: `port scan`, `ICMP tunnel`. */
export function checkWords(detection: string, checks: Investigation['checks']): string {
  return inSentence(checks.find((check) => check.detection === detection)?.title ?? detection.replaceAll('-', ' '));
}

/** Without its capital, unless the word is an abbreviation. */
export function inSentence(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** `HIGH-002`, as the report numbers its findings. */
export function findingId(severity: Severity, number: number): string {
  return `${severity.toUpperCase()}-${String(number).padStart(3, '0')}`;
}

/** One sentence: its first letter large, one stop at its end. */
export function sentence(text: string): string {
  const trimmed = text.trim().replace(/[.;,]+$/, '');
  return trimmed === '' ? '' : `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}.`;
}

/** Sentences in a row, without the empty ones. */
export function paragraph(...sentences: readonly string[]): string {
  return sentences.filter((text) => text !== '').join(' ');
}
