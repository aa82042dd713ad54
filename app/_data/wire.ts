import * as z from 'zod/mini';

// What the browser reads of the server's answers, and no more: the pages themselves are rendered on the server. The
// small build of zod keeps these checks cheap to load.

export const Problem = z.object({
  title: z.string(),
  status: z.number(),
  detail: z.optional(z.string()),
  code: z.string(),
  hint: z.optional(z.string()),
  /** Which input the question is about, and what its columns may be (`layout-ambiguous`). */
  source: z.optional(z.string()),
  candidates: z.optional(z.array(z.object({ layout: z.array(z.string()), why: z.string() }))),
});
export type Problem = z.infer<typeof Problem>;

export const Created = z.object({
  id: z.string(),
  url: z.string(),
  input: z.object({ lines: z.number(), records: z.number(), rejected: z.number() }),
});
export type Created = z.infer<typeof Created>;

export const Samples = z.array(
  z.object({ id: z.string(), title: z.string(), description: z.string(), text: z.string() }),
);

const number = z.nullable(z.number());
const text = z.nullable(z.string());

export const LinesPage = z.object({
  total: z.number(),
  lines: z.array(
    z.object({
      source: z.string(),
      line: z.number(),
      text: z.string(),
      fields: z.object({
        srcaddr: text,
        dstaddr: text,
        srcport: number,
        dstport: number,
        protocol: number,
        packets: number,
        bytes: number,
        start: number,
        end: number,
        action: text,
      }),
    }),
  ),
});
export type LinesPage = z.infer<typeof LinesPage>;
export type Line = LinesPage['lines'][number];

export const Clipboard = z.object({ html: z.string(), text: z.string() });
export type Clipboard = z.infer<typeof Clipboard>;

const step = z.enum(['baseline', 'anomalies', 'attack', 'report']);

/** The events of a run without the document they carry: the page asks the server to render it. */
export const RunEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step-start'), step, provider: z.string(), model: text }),
  z.object({
    type: z.literal('step-delta'),
    step,
    phase: z.enum(['preparing', 'waiting', 'writing', 'checking', 'repairing', 'retrying']),
    characters: z.number(),
    waitMs: z.number(),
    message: z.string(),
  }),
  z.object({
    type: z.literal('step-end'),
    step,
    investigation: z.object({ steps: z.record(step, z.nullable(Outcome())) }),
  }),
  z.object({ type: z.literal('done') }),
  z.object({ type: z.literal('stopped'), reason: z.string(), code: z.string(), hint: z.string() }),
]);
export type RunEvent = z.infer<typeof RunEvent>;

/** Of a written step: how it came about. */
function Outcome() {
  return z.object({
    rejectedClaims: z.array(z.object({ claim: z.string() })),
    fallback: z.nullable(z.object({ message: z.string() })),
  });
}
