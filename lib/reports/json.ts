import type { ReportFormat } from './report.ts';

/** The whole document, as it is stored: nothing in it is shortened or defanged. */
export const json: ReportFormat = {
  id: 'json',
  title: 'JSON',
  mediaType: 'application/json',
  extension: 'json',
  render: (investigation) => `${JSON.stringify(investigation, null, 2)}\n`,
};
