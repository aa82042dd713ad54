/** Numbers and times as people read them: English grouping, SI bytes, UTC. The same value always gives the same text. */

const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** `1,234`. */
export function formatCount(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `742 bytes`, `520.1 MB`: SI units, one decimal. */
export function formatBytes(bytes: number): string {
  let power = 0;
  // 999,950 rounds to «1000.0 kB»: the next unit reads better.
  while (power < units.length - 1 && bytes / 1000 ** power >= (power === 0 ? 1000 : 999.95)) power++;
  if (power === 0) return plural(bytes, 'byte');
  return `${(bytes / 1000 ** power).toFixed(1)} ${units[power]}`;
}

/** `520.1 MB (520,093,696 bytes)`; below 1 kB the exact number alone. */
export function formatBytesExact(bytes: number): string {
  return bytes < 1000 ? formatBytes(bytes) : `${formatBytes(bytes)} (${formatCount(bytes)} bytes)`;
}

/** Epoch seconds as `2024-01-15 14:23:15Z`. */
export function formatTime(epoch: number): string {
  return new Date(epoch * 1000).toISOString().replace('T', ' ').replace('.000Z', 'Z');
}

/** `53 s`, `4 min 10 s`, `6 h 36 min`, `2 d 3 h`: the two largest units. */
export function formatDuration(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [Math.floor(seconds) % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  if (first < 0) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}

/** `20-25, 80, 443`: sorted, runs of three and more as ranges. */
export function formatPorts(ports: readonly number[]): string {
  const sorted = [...new Set(ports)].sort((a, b) => a - b);
  const pieces: string[] = [];
  for (let index = 0; index < sorted.length; ) {
    let end = index;
    while (sorted[end + 1] === (sorted[end] ?? 0) + 1) end++;
    if (end - index >= 2) pieces.push(`${sorted[index]}-${sorted[end]}`);
    else for (let at = index; at <= end; at++) pieces.push(String(sorted[at]));
    index = end + 1;
  }
  return pieces.join(', ');
}

/** `1 flow`, `12 flows`; words that do not take an s give their plural. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
