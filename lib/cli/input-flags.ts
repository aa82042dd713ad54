import { z } from 'zod';
import { AppError } from '#lib/model/app-error.ts';

/** The flags of every command that reads logs, as they were typed. */
export const InputFlags = z.object({
  layout: z.string().default('auto'),
  internal: z.string().default(''),
  set: z.array(z.string()).default([]),
  memory: z.string().optional(),
  threads: z.string().optional(),
  quiet: z.boolean().default(false),
});
export type InputFlags = z.infer<typeof InputFlags>;

/** `auto`, or the column names: `default`, names with blanks or commas between, or AWS's own `${version} ${vpc-id}`. */
export function layoutOf({ layout }: InputFlags): readonly string[] | 'auto' {
  const names = words(layout).map((word) => word.replace(/^\$\{(.*)\}$/, '$1'));
  return names.length === 1 && names[0] === 'auto' ? 'auto' : names;
}

/** CIDRs that count as internal. */
export const internalOf = ({ internal }: InputFlags): string[] => words(internal);

const words = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '');

/** Changed thresholds by `detection.threshold`. Throws `bad-value` on anything but a name, `=` and a number. */
export function thresholdsOf({ set }: InputFlags): Record<string, number> {
  return Object.fromEntries(
    set.map((given) => {
      const [, name, value] = /^([a-z0-9-]+\.\w+)=(\S+)$/.exec(given.trim()) ?? [];
      if (name === undefined || value === undefined || !Number.isFinite(Number(value))) {
        throw new AppError('bad-value', {
          detail: `--set «${given.slice(0, 80)}» is not detection.threshold=number.`,
          hint: 'For example: --set port-scan.distinctPortsMin=20. `flowcase detections ID` lists the thresholds.',
        });
      }
      return [name, Number(value)];
    }),
  );
}

/** Size and threads of the engine; null where the configuration decides. Throws `bad-value`. */
export function engineSizeOf({ memory, threads }: InputFlags): { memory: string | null; threads: number | undefined } {
  if (memory !== undefined && !/^\d+(\.\d+)?\s*(KB|MB|GB)$/i.test(memory)) {
    throw new AppError('bad-value', {
      detail: `--memory ${memory.slice(0, 40)}.`,
      hint: 'Write it like --memory 4GB.',
    });
  }
  return {
    memory: memory ?? null,
    threads: threads === undefined ? undefined : wholeNumber('--threads', threads, 1, 1024),
  };
}

/** The number behind a flag. Throws `bad-value` naming the flag where it is none or out of bounds. */
export function wholeNumber(flag: string, text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new AppError('bad-value', {
    detail: `${flag} ${text.slice(0, 40)}.`,
    hint: `Give a whole number from ${min} to ${max}.`,
  });
}
