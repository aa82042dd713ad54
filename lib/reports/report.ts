import type { Investigation } from '#lib/model/investigation.ts';

/** One report format: a pure function from the document to text. */
export interface ReportFormat {
  id: string;
  title: string;
  mediaType: string;
  /** Without the dot. */
  extension: string;
  render(investigation: Investigation): string;
}
