import type { Fallback, RejectedClaim, StepId } from '#lib/model/steps.ts';
import type { ModelProvider, ModelRequest, Reply } from '#lib/providers/provider.ts';
import { complaintAbout } from './complaint.ts';
import { fallbackFor } from './fallback-hints.ts';
import { restoreStrings } from './restore-strings.ts';
import type { Verification } from './step.ts';
import type { Spent, Writing } from './writing.ts';

/** What came of asking: nothing, because it was stopped; an answer of substance; or why there is none. */
export type Asked =
  | { kind: 'stopped' }
  | ({ kind: 'answered'; verified: Verification<StepId>; model: string } & Spent)
  | ({ kind: 'failed'; fallback: Fallback; rejected: RejectedClaim[] } & Spent);

/** The model's answer after at most one repair. */
export async function askModel(provider: ModelProvider, writing: Writing): Promise<Asked> {
  const { tell, view } = writing;
  const first = await call(provider, writing, null);
  if (first.stopped) return { kind: 'stopped' };
  let { reply, verified } = read(first.reply, writing);
  let spent: Spent = { attempts: reply.attempts, usage: reply.usage };
  const said = [...(verified?.rejected ?? [])];

  const complaint = complaintAbout(reply, verified);
  if (complaint !== null) {
    tell({
      phase: 'repairing',
      message: verified ? 'Some claims did not pass the checks.' : 'The answer could not be read.',
    });
    // The complaint quotes restored text, and a model may have made up an address: both are masked like all that leaves.
    const previous = reply.outcome === 'ok' ? reply.text : reply.partial;
    const repair = { previous: view.text(previous), complaint: view.text(complaint) };
    const second = await call(provider, writing, repair);
    if (second.stopped) return { kind: 'stopped' };
    spent = sum(spent, second.reply);
    const mended = read(second.reply, writing);
    said.push(...(mended.verified?.rejected ?? []));
    if (mended.verified && (verified === null || better(mended.verified, verified))) ({ reply, verified } = mended);
    else if (verified === null) reply = mended.reply;
  }
  if (verified?.substance && reply.outcome === 'ok')
    return { kind: 'answered', verified, model: reply.model, ...spent };
  const fallback =
    reply.outcome === 'ok'
      ? fallbackFor('ungrounded', 'Nothing of substance in the answer passed the checks against the facts.')
      : fallbackFor(reply.outcome, reply.message);
  return { kind: 'failed', fallback, rejected: distinct(said), ...spent };
}

const distinct = (claims: readonly RejectedClaim[]): RejectedClaim[] => [
  ...new Map(claims.map((entry) => [`${entry.claim} ${entry.why}`, entry])).values(),
];

type Called = { stopped: true } | { stopped: false; reply: Reply & { attempts: number } };

async function call(
  provider: ModelProvider,
  { definition, composed, complete, signal, tell }: Writing,
  repair: ModelRequest['repair'],
): Promise<Called> {
  let characters = 0;
  let told = 0;
  tell({ phase: 'waiting' });
  const request: ModelRequest = {
    step: definition.id,
    system: composed.system,
    prompt: composed.prompt,
    repair,
    schema: definition.wire,
    schemaName: `${definition.id}_answer`,
    signal,
  };
  try {
    const reply = await complete(provider, request, {
      onText: (delta) => {
        characters += delta.length;
        // A piece may be one letter; nobody can read that many steps of progress.
        if (told > 0 && characters - told < 40) return;
        told = characters;
        tell({ phase: 'writing', characters });
      },
      onRetry: ({ outcome, message, waitMs }) => {
        characters = 0;
        told = 0;
        tell({ phase: 'retrying', outcome, message, waitMs });
      },
    });
    if (signal.aborted || reply.outcome === 'aborted') return { stopped: true };
    tell({ phase: 'checking', characters });
    return { stopped: false, reply };
  } catch (error) {
    // Whatever a stopped call throws, it was stopped; any other throw is a bug.
    if (signal.aborted) return { stopped: true };
    throw error;
  }
}

interface Read {
  reply: Reply & { attempts: number };
  /** Null where there was no answer to verify. */
  verified: Verification<StepId> | null;
}

/** Puts the values back into the answer and verifies it. */
function read(reply: Reply & { attempts: number }, { definition, investigation, view }: Writing): Read {
  if (reply.outcome !== 'ok') return { reply, verified: null };
  const wire = definition.wire.safeParse(restoreStrings(reply.value, view.restore));
  if (wire.success) return { reply, verified: definition.verify(wire.data, investigation) };
  const { usage, attempts, text } = reply;
  const message = 'The answer does not fit its schema.';
  return {
    reply: { outcome: 'invalid-schema', message, partial: text, usage, attempts, retryAfterMs: null },
    verified: null,
  };
}

/** The answer with substance before one without, then the one with fewer rejected claims, then the one that says more. */
function better(one: Verification<StepId>, other: Verification<StepId>): boolean {
  if (one.substance !== other.substance) return one.substance;
  if (one.rejected.length !== other.rejected.length) return one.rejected.length < other.rejected.length;
  return JSON.stringify(one.answer).length >= JSON.stringify(other.answer).length;
}

function sum({ attempts, usage }: Spent, next: Spent): Spent {
  return {
    attempts: attempts + next.attempts,
    usage: {
      inputTokens: usage.inputTokens + next.usage.inputTokens,
      outputTokens: usage.outputTokens + next.usage.outputTokens,
    },
  };
}
