/** Everything a person can mend, in one table: what to say, what to do next, and how HTTP and the shell hear of it. */
const table = {
  'unknown-flag': { status: 400, exit: 2, message: 'That option is not known.' },
  usage: { status: 400, exit: 2, message: 'The command was not understood.' },
  'bad-value': { status: 400, exit: 2, message: 'That value cannot be used.' },
  'bad-request': { status: 400, exit: 2, message: 'The request could not be read.' },
  'no-input': { status: 400, exit: 2, message: 'There is nothing to read.' },
  'path-not-found': { status: 404, exit: 2, message: 'That path does not exist.' },
  'path-unreadable': { status: 400, exit: 2, message: 'That path cannot be read.' },
  'path-unwritable': { status: 500, exit: 2, message: 'That path cannot be written.' },
  'layout-ambiguous': { status: 422, exit: 2, message: 'The columns of this log cannot be told for certain.' },
  'layout-unknown': { status: 400, exit: 2, message: 'That layout names a field that flow logs do not have.' },
  'no-records': { status: 422, exit: 3, message: 'Nothing in the input could be read as a flow record.' },
  'case-not-found': { status: 404, exit: 2, message: 'That case does not exist here.' },
  'not-found': { status: 404, exit: 2, message: 'There is nothing at this address.' },
  'step-unknown': { status: 404, exit: 2, message: 'There is no such step.' },
  'step-order': { status: 409, exit: 2, message: 'An earlier step has to be written first.' },
  'detection-unknown': { status: 404, exit: 2, message: 'There is no such detection.' },
  'report-unknown': { status: 404, exit: 2, message: 'There is no such report format.' },
  'provider-unknown': { status: 400, exit: 2, message: 'There is no such provider.' },
  'provider-key': { status: 400, exit: 2, message: 'This provider has no key.' },
  'mask-required': {
    status: 400,
    exit: 2,
    message: 'Masking may be switched off for a provider on this machine only.',
  },
  'case-busy': { status: 409, exit: 2, message: 'This case is running already.' },
  'too-large': { status: 413, exit: 2, message: 'The upload is larger than this server takes.' },
  'media-type': { status: 415, exit: 2, message: 'The request must be JSON or a file upload.' },
  forbidden: { status: 403, exit: 2, message: 'The request came from another site.' },
  'config-invalid': { status: 500, exit: 2, message: 'A setting in the environment cannot be used.' },
  'port-taken': { status: 500, exit: 2, message: 'Another program listens on that port.' },
  'store-failed': { status: 500, exit: 2, message: 'The case could not be stored.' },
  cancelled: { status: 499, exit: 2, message: 'Stopped.' },
} as const;

export type ErrorCode = keyof typeof table;

const brand: unique symbol = Symbol.for('flowcase.app-error');

/**
 * An error for people: its message says what happened, its hint what to do next. Whatever is thrown and is not
 * an AppError is a bug and keeps its stack.
 */
export class AppError extends Error {
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly hint: string;
  /** Structured help beside the hint, such as the candidates of an ambiguous layout. */
  readonly details: unknown;

  constructor(
    code: ErrorCode,
    { detail, hint, cause, details }: { detail?: string; hint: string; cause?: unknown; details?: unknown },
  ) {
    super(detail ? `${table[code].message} ${detail}` : table[code].message, { cause });
    this.name = 'AppError';
    this.code = code;
    this.hint = hint;
    this.details = details ?? null;
  }

  /** A bundler may load this file twice, for pages and for routes; an error of the one is an AppError to the other. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && brand in value;
  }

  /** HTTP status of the problem document. */
  get status(): number {
    return table[this.code].status;
  }

  /** Exit code of the command line: 2 the user can mend it, 3 nothing could be read. */
  get exitCode(): number {
    return table[this.code].exit;
  }

  /** The short text of the table, without the detail: the title of a problem document. */
  get title(): string {
    return table[this.code].message;
  }
}
