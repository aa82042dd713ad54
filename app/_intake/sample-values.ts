import type { Given } from './given.ts';

/** Bytes of a file that are looked at to show what its columns hold. */
const headBytes = 65_536;

/**
 * The values of the first line that has as many as a layout has columns, or null where no line does. `source` is the name of
 * the input that the question is about.
 */
export async function sampleValues(given: Given, source: string | null, columns: number): Promise<string[] | null> {
  const text = given.kind === 'text' ? given.text.slice(0, headBytes) : await headText(given.files, source);
  return lineValues(text, columns);
}

/** As above, of a text. */
export function lineValues(text: string, columns: number): string[] | null {
  for (const line of text.split(/\r?\n/)) {
    const values = line.trim().split(/\s+/);
    if (values.length === columns) return values;
  }
  return null;
}

async function headText(files: readonly File[], source: string | null): Promise<string> {
  const file = files.find((entry) => source?.endsWith(entry.name)) ?? files[0];
  if (!file) return '';
  const head = file.slice(0, headBytes);
  const bytes = new Uint8Array(await head.arrayBuffer());
  const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return gzipped ? await gunzipHead(head) : new TextDecoder().decode(bytes);
}

// The head of a gzip file ends in the middle of its stream: what comes out before that error is what we want.
async function gunzipHead(head: Blob): Promise<string> {
  const reader = head.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (let next = await reader.read(); !next.done && text.length < headBytes; next = await reader.read()) {
      text += decoder.decode(next.value, { stream: true });
    }
  } catch {
    return text;
  }
  return text;
}
