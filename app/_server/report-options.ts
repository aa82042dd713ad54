import 'server-only';
import { z } from 'zod';
import { AppError } from '#lib/model/app-error.ts';
import type { ReportOptions } from '#lib/reports/report.ts';

const flag = z.enum(['1', '0', 'true', 'false']).transform((text) => text === '1' || text === 'true');
const Options = z.object({ defang: flag.default(false), footer: flag.default(true) }).strict();

/** How a report is wanted: `?defang=1` writes external addresses so that nothing makes links of them, `?footer=0` leaves out where it comes from. */
export function reportOptions(request: Request): Required<ReportOptions> {
  const parsed = Options.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('bad-value', {
    detail: [issue?.path.join('.'), issue?.message].filter(Boolean).join(': '),
    hint: 'Ask with defang=1 or defang=0, and footer=1 or footer=0.',
  });
}
