import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { stepIds } from '#lib/model/steps.ts';
import { type AnswerFor, byModel, scenarioModels } from './by-model.ts';
import { startFakeServer } from './server.ts';

// A provider to try things against by hand and from a browser:
//   tsx test/support/fakes/main.ts --port 8123 --answers answers.json
//   OPENAI_BASE_URL=http://127.0.0.1:8123/v1 FLOWCASE_PROVIDER=openai FLOWCASE_MODEL=good …
// The answers are a JSON object with one answer a step, or a module that exports `answerFor(step, body)`.

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    answers: { type: 'string' },
    'slow-ms': { type: 'string', default: '150' },
  },
});

const answerFor = values.answers === undefined ? noAnswers : await readAnswers(resolve(values.answers));
const server = await startFakeServer({
  script: byModel(answerFor, { slowMs: Number(values['slow-ms']) }),
  models: scenarioModels,
  port: Number(values.port),
});
process.stdout.write(`${server.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());

function noAnswers(): string {
  return '{}';
}

async function readAnswers(file: string): Promise<AnswerFor> {
  if (!file.endsWith('.json')) {
    const loaded = z
      .object({ answerFor: z.custom<AnswerFor>((found) => typeof found === 'function', 'must export answerFor') })
      .parse(await import(pathToFileURL(file).href));
    return loaded.answerFor;
  }
  const answers = z.partialRecord(z.enum(stepIds), z.unknown()).parse(JSON.parse(await readFile(file, 'utf8')));
  return (step) => JSON.stringify(answers[step] ?? {});
}
