import 'server-only';
import type { z } from 'zod';
import { AppError } from '#lib/model/app-error.ts';
import { limitBody } from './limit-body.ts';

/** The JSON body of a request as `schema` has it; no body reads as `{}`. Throws `bad-request` naming the key that is wrong, never its value. */
export async function readBody<Body>(request: Request, schema: z.ZodType<Body>, bytesMax: number): Promise<Body> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of limitBody(request, Math.min(bytesMax, jsonBytesMax))) chunks.push(chunk);
  const parsed = schema.safeParse(json(chunks));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('bad-request', {
    detail: `${issue?.path.join('.') || 'The body'}: ${issue?.message ?? 'not as expected'}.`,
    hint: 'See «HTTP» in the README for what each request takes.',
  });
}

// The text stands three times in memory while it is parsed, and a string cannot be longer than about 500 MB.
const jsonBytesMax = 256_000_000;

function json(chunks: Uint8Array[]): unknown {
  if (chunks.every((chunk) => chunk.length === 0)) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    // The parser's own message quotes the text, which may be a log; so it is not passed on as the cause either.
    throw new AppError('bad-request', {
      detail: 'The body is not JSON in UTF-8.',
      hint: 'Send one JSON object, such as {"text": "…"}.',
    });
  }
}
