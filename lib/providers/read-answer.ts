import type { z } from 'zod';

export type ReadAnswer =
  | { outcome: 'ok'; value: unknown }
  | { outcome: 'invalid-json' | 'invalid-schema'; message: string };

const issuesMax = 5;

/**
 * The JSON of an answer, checked against its schema. Liberal in one thing: models without enforced output wrap their
 * JSON in a Markdown fence, in a sentence or two, or put their thoughts before it; one such block is taken out.
 * Messages name places in the schema and never quote the answer, which nobody has checked yet.
 */
export function readAnswer(text: string, schema: z.ZodType): ReadAnswer {
  const json = parseAny([text, ...unwrapped(text)]);
  if (json === null) {
    return {
      outcome: 'invalid-json',
      message: text.trim() === '' ? 'The model answered nothing.' : 'The answer is not valid JSON.',
    };
  }
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return { outcome: 'ok', value: parsed.data };
  return { outcome: 'invalid-schema', message: `The answer does not fit its schema: ${issueList(parsed.error)}` };
}

function parseAny(texts: readonly string[]): { value: unknown } | null {
  for (const text of texts) {
    try {
      return { value: JSON.parse(text) };
    } catch {
      // The next reading of the same text may be JSON.
    }
  }
  return null;
}

/** What may be the JSON inside: the text without thoughts before it, and what stands between the first fence and the last. */
function unwrapped(text: string): string[] {
  const bare = text.trim().replace(/^<think>[\s\S]*?<\/think>/, '');
  const fenced = /```(?:json)?([\s\S]*)```/i.exec(bare)?.[1];
  return fenced === undefined ? [bare] : [bare, fenced];
}

function issueList(error: z.ZodError): string {
  const shown = error.issues.slice(0, issuesMax).map((issue) => `${place(issue.path)}: ${complaint(issue)}`);
  const rest = error.issues.length - shown.length;
  return `${shown.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}.`;
}

const place = (path: readonly PropertyKey[]) => (path.length === 0 ? 'the whole' : path.map(String).join('.'));

/** Zod's words, except where they would repeat a name that the model made up. */
const complaint = (issue: z.core.$ZodIssue) =>
  issue.code === 'unrecognized_keys' ? 'keys that the schema does not have' : issue.message;
