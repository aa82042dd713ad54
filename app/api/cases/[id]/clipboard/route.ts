import { clipboardReport } from '#lib/reports/clipboard.ts';
import { reportOptions } from '../../../../_server/report-options.ts';
import { route } from '../../../../_server/route.ts';
import { storedCase } from '../../../../_server/stored-case.ts';

type Params = { id: string };

/** The report in the two shapes that a clipboard takes at once. */
export const GET = route<Params>(async ({ request, params: { id }, services }) => {
  const { investigation } = await storedCase(services, id);
  return Response.json(clipboardReport(investigation, reportOptions(request)));
});
