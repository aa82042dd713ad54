import 'server-only';
import { z } from 'zod';
import type { NewCase } from './create-case.ts';

// One text or a list: the same words are taken from a script, a form and the command line.
const words = z.union([z.string(), z.array(z.string())]).transform((given) =>
  [given]
    .flat()
    .flatMap((text) => text.split(/[\s,]+/))
    .filter((word) => word !== ''),
);

/**
 * What may be said about a case beside its logs, all of it optional: `name`; `layout`, which is `auto`, `default` or the
 * AWS field names in column order; `internal`, the CIDRs that count as internal besides the private ranges; `sample`.
 */
export const CaseFields = z.object({
  name: z.string().trim().max(200).optional(),
  layout: words.optional(),
  internal: words.optional(),
  sample: z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]).optional(),
});
export type CaseFields = z.infer<typeof CaseFields>;

/** The fields as a case is made of them. */
export function newCase({ name, layout = [], internal = [], sample = false }: CaseFields): NewCase {
  const auto = layout.length === 0 || (layout.length === 1 && layout[0] === 'auto');
  return { name: name || null, sample, options: { layout: auto ? 'auto' : layout, internal } };
}
