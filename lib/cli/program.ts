import { Command, CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { type Terminal, write } from './terminal.ts';

/** What every command is given. */
export interface Context {
  terminal: Terminal;
  /** Fires on Ctrl+C; its reason is the error to end with. */
  signal: AbortSignal;
}

/**
 * Reads the arguments and runs the command they name; resolves to its exit code. The commands are loaded when they are
 * called, so that `--version` loads no engine and `facts` no provider.
 */
export async function runProgram(argv: readonly string[], context: Context): Promise<number> {
  let exitCode = 0;
  let help = '';
  const program = new Command('flowcase')
    .description('Guided triage of AWS VPC Flow Logs: every number computed, every sentence checked.')
    .version(manifest.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        help += text;
      },
      // The error comes as an exception, and is said once, in the words of the program.
      writeErr: () => {},
    });

  const command = (usage: string, description: string, run: (...args: unknown[]) => Promise<number>) =>
    program
      .command(usage)
      .description(description)
      .action(async (...args: unknown[]) => {
        // Behind the arguments and the flags commander hands over the command itself.
        exitCode = await run(...args.slice(0, -1));
      });

  reading(
    command('investigate', 'facts, checks and the four steps; prints the report', async (paths, flags) =>
      (await import('./commands/investigate.ts')).investigate(paths, flags, context),
    ),
  )
    .option('--report <format>', 'text, markdown, html, jira, csv or json (default: text)')
    .option('--out <file>', 'write the report to a file')
    .option('--provider <id>', 'offline, openai or anthropic (default: FLOWCASE_PROVIDER, else offline)')
    .option('--model <name>', 'model of the provider (default: FLOWCASE_MODEL)')
    .option('--json', 'print the whole investigation as JSON');

  reading(
    command('facts', 'facts and checks, without the four steps', async (paths, flags) =>
      (await import('./commands/facts.ts')).facts(paths, flags, context),
    ),
  ).option('--json', 'print them as JSON');

  reading(
    command(
      'prompt <step>',
      'what a model would be told for a step, masked; to paste into a chat',
      async (step, paths, flags) => (await import('./commands/prompt.ts')).prompt(step, paths, flags, context),
    ),
  ).option('--unmasked', 'with addresses and names as they are; not to be pasted outside');

  reading(
    command(
      'answer <step>',
      'checks an answer that a model elsewhere gave to the prompt of a step',
      async (step, paths, flags) => (await import('./commands/answer.ts')).answer(step, paths, flags, context),
    ),
  ).requiredOption('--from <file>', 'the answer, as it was copied');

  command('detections [id]', 'what is looked for; with an id its thresholds and its SQL', async (id) =>
    (await import('./commands/detections.ts')).listDetections(id, context),
  );

  command('serve', 'the web app, on this machine only', async (flags) =>
    (await import('./commands/serve.ts')).serve(flags, context),
  )
    .option('--port <number>', 'port to listen on (default: PORT, else 3000)')
    .option('--host <address>', 'address to listen on (default: HOST, else 127.0.0.1)')
    .option('--open', 'open it in the browser of this desktop');

  command('doctor', 'versions, engine, store, provider: what works here', async () =>
    (await import('./commands/doctor.ts')).doctor(context),
  );

  if (argv.length === 0) {
    await write(context.terminal.stderr, program.helpInformation());
    return 2;
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!isHelp(error)) throw error;
    await write(context.terminal.stdout, help);
  }
  return exitCode;
}

/** The flags of every command that reads logs. */
function reading(command: Command): Command {
  return command
    .argument('<paths...>', 'files, folders, globs, or - for standard input')
    .option('--layout <fields>', 'auto, default, or the AWS field names in column order, as one argument')
    .option('--internal <cidrs>', 'networks that count as internal besides the private ranges, with commas')
    .option('--set <threshold>', 'detection.threshold=value; may be given again', collect, [])
    .option('--memory <size>', 'most memory of the engine, such as 4GB (default: FLOWCASE_MEMORY)')
    .option('--threads <number>', 'threads of the engine on large inputs')
    .option('--quiet', 'no progress and no notes on stderr');
}

const collect = (value: string, before: string[]): string[] => [...before, value];

// Asked for help or the version, commander leaves by an exception too.
const isHelp = (error: unknown): boolean => error instanceof CommanderError && error.exitCode === 0;
