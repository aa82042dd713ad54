/**
 * What a fake provider does with one call. `answer` is the text the model writes: all of it, or where the call goes
 * wrong in the middle, as far as it came.
 */
export type Scenario =
  | { kind: 'ok'; answer: string }
  /** The answer inside a Markdown fence. */
  | { kind: 'fenced'; answer: string }
  | { kind: 'not-json' }
  /** JSON that fits no schema of ours. */
  | { kind: 'bad-schema' }
  | { kind: 'refusal' }
  | { kind: 'truncated'; answer: string }
  | { kind: 'filtered'; answer: string }
  /** Answer and request together fill the context. */
  | { kind: 'context-full'; answer: string }
  /** The stream says that the model failed. */
  | { kind: 'failed' }
  /** An error event in the middle of the answer. */
  | { kind: 'error-event'; answer: string }
  /** The stream ends cleanly before it is over. */
  | { kind: 'cut'; answer: string }
  /** The socket breaks in the middle. */
  | { kind: 'broken'; answer: string }
  /** Every piece takes its time. */
  | { kind: 'slow'; answer: string; pauseMs: number }
  /** Some text, then nothing more, and the line stays open. */
  | { kind: 'stalled'; answer: string }
  /** Not even headers. */
  | { kind: 'no-answer' }
  /** 401; with the key in its words, as some servers do. */
  | { kind: 'unauthorized'; echo: string }
  | { kind: 'unknown-model' }
  | { kind: 'context' }
  | { kind: 'rejected'; says: string }
  | { kind: 'rate-limited'; retryAfterMs: number }
  | { kind: 'quota' }
  | { kind: 'server-error' }
  | { kind: 'overloaded' }
  /** A proxy's 502 page. */
  | { kind: 'bad-gateway' }
  /** A web page where the interface should be. */
  | { kind: 'web-page' }
  | { kind: 'redirect'; to: string };
