import 'server-only';
import type { NewInput } from '#lib/cases/store.ts';
import { AppError } from '#lib/model/app-error.ts';
import { CaseFields } from './case-options.ts';
import { partText, readMultipart } from './multipart.ts';

/** The files of a form as they come in, and its plain fields once all of it has. */
export function readUpload(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
): { inputs: AsyncIterable<NewInput>; fields: () => CaseFields } {
  const fields = new Map<string, string>();

  async function* inputs(): AsyncGenerator<NewInput> {
    let files = 0;
    for await (const part of readMultipart(body, boundary)) {
      if (part.fileName === null) fields.set(part.name, await partText(part, fieldBytesMax));
      // A file field in which nothing was chosen comes as a file without a name.
      else if (part.fileName !== '') {
        files += 1;
        yield { name: part.fileName, bytes: part.bytes };
      }
    }
    if (files === 0) throw nothing();
  }

  return { inputs: inputs(), fields: () => fieldsOf(fields) };
}

const fieldBytesMax = 100_000;

function nothing(): AppError {
  return new AppError('no-input', { detail: 'The form holds no file.', hint: 'Choose at least one log file.' });
}

function fieldsOf(given: ReadonlyMap<string, string>): CaseFields {
  const parsed = CaseFields.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('bad-request', {
    detail: `${issue?.path.join('.') ?? 'The form'}: ${issue?.message ?? 'not as expected'}.`,
    hint: 'A form takes the fields name, layout, internal and sample, all of them optional.',
  });
}
