import { AppError } from '#lib/model/app-error.ts';
import { reports } from '#lib/reports/registry.ts';
import { reportOptions } from '../../../../../_server/report-options.ts';
import { route } from '../../../../../_server/route.ts';
import { storedCase } from '../../../../../_server/stored-case.ts';

type Params = { id: string; format: string };

/** The report in one format, as a file to keep. */
export const GET = route<Params>(async ({ request, params, services }) => {
  const { name, investigation } = await storedCase(services, params.id);
  const format = reports.find((report) => report.id === params.format);
  if (!format) {
    throw new AppError('report-unknown', {
      detail: `«${params.format.slice(0, 40)}» is none.`,
      hint: `Ask for one of ${reports.map((report) => report.id).join(', ')}.`,
    });
  }
  return new Response(format.render(investigation, reportOptions(request)), {
    headers: {
      'content-type': format.mediaType,
      'content-disposition': `attachment; filename="${fileName(name)}.${format.extension}"`,
    },
  });
});

// Letters and digits only, so that the name is the same on every system and needs no quoting in any shell.
function fileName(name: string): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/[^a-zA-Z0-9.]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .toLowerCase()
    .slice(0, 60);
  return words === '' ? 'flowcase-report' : `flowcase-${words}`;
}
