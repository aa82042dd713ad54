import { CommanderError } from 'commander';
import { AppError } from '#lib/model/app-error.ts';
import { visibleText } from '#lib/reports/plain-text.ts';

/** What stderr says of an error, and the exit code. What is for people gets two lines; a bug keeps its stack. */
export function errorText(error: unknown): { text: string; exitCode: number } {
  if (error instanceof CommanderError) return errorText(usageError(error));
  if (error instanceof AppError) {
    // A message may quote the log or a path, and a terminal obeys escape sequences.
    const lines = [`flowcase: ${error.message}`, `  ${error.hint}`, ...choices(error.details)];
    return { text: `${lines.map(visibleText).join('\n')}\n`, exitCode: error.exitCode };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `flowcase: this is a bug, please report it with these lines.\n${stack}\n`, exitCode: 1 };
}

function usageError({ code, message }: CommanderError): AppError {
  const [detail = '', suggestion] = message.replace(/^error: /, '').split('\n');
  const hint = `${suggestion ? `${suggestion.replace(/[()]/g, '')} ` : ''}Run flowcase --help, or flowcase COMMAND --help.`;
  const sentence = `${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`;
  return new AppError(code === 'commander.unknownOption' ? 'unknown-flag' : 'usage', { detail: sentence, hint });
}

/** The layouts that a log without a header may have, as `layout-ambiguous` carries them. */
function choices(details: unknown): string[] {
  if (typeof details !== 'object' || details === null || !('candidates' in details)) return [];
  if (!Array.isArray(details.candidates)) return [];
  return details.candidates.flatMap((candidate: unknown) =>
    typeof candidate === 'object' && candidate !== null && 'layout' in candidate && Array.isArray(candidate.layout)
      ? [`  --layout '${candidate.layout.join(' ')}'`]
      : [],
  );
}
