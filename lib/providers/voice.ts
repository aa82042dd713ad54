import type { CallError } from './call-error.ts';
import type { FailedOutcome, ModelRequest } from './provider.ts';

/** Puts outcomes into words for people. What it returns holds no key, no header and nothing of a request. */
export interface Voice {
  /** The outcome of an error that the provider spoke; `request` is what its words must not repeat. */
  spoken(outcome: FailedOutcome, error: CallError, request: ModelRequest | null): string;
  /** The outcome of something that happened below the protocol. */
  found(outcome: FailedOutcome, explanation: string): string;
  /** A probe that found the provider there. */
  reached(models: readonly string[]): string;
}

export interface VoiceOptions {
  /** How people know the provider, in the middle of a sentence: `OpenAI`, `the server at 127.0.0.1:11434`. */
  service: string;
  model: string;
  apiKey: string;
}

export function createVoice({ service, model, apiKey }: VoiceOptions): Voice {
  return {
    spoken(outcome, error, request) {
      const status = error.status === null ? '' : ` (${error.status})`;
      // An error about the key is the one most likely to repeat it, if only in part.
      const quote = error.status === 401 ? '' : quoted(error.text, apiKey, request);
      const wait = error.retryAfterMs === null ? '' : ` It asks to wait ${Math.ceil(error.retryAfterMs / 1000)} s.`;
      switch (outcome) {
        case 'auth':
          return sentence(`${service} refused the key${status}.${quote}`);
        case 'quota':
          return `The account at ${service} has no credit left or has reached its limit${status}.${quote}`;
        case 'rate-limited':
          return sentence(`${service} takes no more calls for the moment${status}.${wait}`);
        case 'overloaded':
          return sentence(`${service} is overloaded${status}.${wait}`);
        case 'timeout':
          return sentence(`${service} gave up waiting for its model${status}.`);
        case 'context-too-long':
          return `The request is longer than the model ${model} takes${status}.${quote}`;
        case 'not-found':
          return sentence(`${service} has no model ${model}, or the base URL is not right${status}.${quote}`);
        case 'filtered':
          return `A content filter of ${service} stopped the request${status}.`;
        case 'server':
          return sentence(`${service} failed${status}.${quote}`);
        default:
          return sentence(`${service} did not accept the request${status}.${quote}`);
      }
    },
    found(outcome, explanation) {
      const words = withoutKeys(explanation, apiKey);
      // The guard stands on this side and speaks for itself: the provider has no part in it.
      return sentence(outcome === 'blocked-by-guard' ? words : `${service}: ${words}`);
    },
    reached(models) {
      const offer = models.length === 1 ? '1 model' : `${models.length} models`;
      const missing = models.includes(model) ? '' : `; ${model} is not among them`;
      return sentence(`${service} answers and offers ${offer}${missing}.`);
    },
  };
}

/** How people know a server: its host, without what else may stand in the URL. */
export function serviceName(official: string, baseUrl: string | null): string {
  if (baseUrl === null) return official;
  return URL.canParse(baseUrl) ? `the server at ${new URL(baseUrl).host}` : 'the server at the base URL';
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const quoteMax = 300;
/** Words that a message and a request may share by chance are shorter than this. */
const echoMin = 24;

/** The provider's words, where they are words: a page is not, and what repeats the request is not repeated here. */
function quoted(text: string, apiKey: string, request: ModelRequest | null): string {
  const line = withoutKeys(text.replace(/\s+/g, ' ').trim(), apiKey).slice(0, quoteMax);
  if (line === '' || line.startsWith('<') || echoes(line, request)) return '';
  return ` It says: «${line}»`;
}

function echoes(line: string, request: ModelRequest | null): boolean {
  if (!request) return false;
  const sent = [request.system, request.prompt, request.repair?.previous ?? '', request.repair?.complaint ?? '']
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '');
  if (sent.some((part) => line.includes(part))) return true;
  for (let at = 0; at + echoMin <= line.length; at++) {
    const run = line.slice(at, at + echoMin);
    if (sent.some((part) => part.includes(run))) return true;
  }
  return false;
}

/** The key itself, whatever looks like one, and what is left of one after somebody put stars in it. */
function withoutKeys(text: string, apiKey: string): string {
  const bare = text
    .replace(/\b(?:authorization|(?:x-)?api-key)["']?\s*[:=]\s*["']?(?:(?:bearer|basic)\s+)?[^\s"',;]+/gi, removed)
    .replace(/\bbearer\s+[\w.~+/=-]{8,}/gi, removed)
    .replace(/\b[sp]k-[\w*.…-]{4,}/g, removed)
    .replace(/\S*[*•…]{3,}\S*/g, removed);
  return apiKey === '' ? bare : bare.replaceAll(apiKey, removed);
}

const removed = '[key removed]';
