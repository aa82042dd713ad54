import type { Investigation } from '#lib/model/investigation.ts';

export interface ReportOptions {
  /** Writes external addresses as `203[.]0[.]113[.]45`, so that no ticket system makes links of them. Default: as they are. */
  defang?: boolean;
  /** Ends with the program, prompts and models behind each step. Default: it does. */
  footer?: boolean;
}

/** One report format: a pure function from the document to text. */
export interface ReportFormat {
  id: string;
  title: string;
  mediaType: string;
  /** Without the dot. */
  extension: string;
  render(investigation: Investigation, options?: ReportOptions): string;
}
