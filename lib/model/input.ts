import { z } from 'zod';

const count = z.number().int().nonnegative();

/** One input as it was read: lines = headers + blank + records + rejected holds for each and for the sum. */
export const SourceReport = z.object({
  name: z.string(),
  format: z.string(),
  /** AWS field names in the order of the columns; of the first layout where a source changes its own. */
  layout: z.array(z.string()),
  layoutFrom: z.enum(['header', 'inferred', 'given']),
  /** Bytes as they lie on disk (compressed where they are). */
  bytes: count,
  lines: count,
  headers: count,
  blank: count,
  records: count,
  rejected: count,
  /** Why the source could not be read to its end, or null. */
  damage: z.string().nullable(),
});
export type SourceReport = z.infer<typeof SourceReport>;

export const RejectedLine = z.object({
  source: z.string(),
  /** Counted from 1, in the decompressed text. */
  line: count,
  reason: z.string(),
  /** At most 400 characters of the line. */
  text: z.string(),
});
export type RejectedLine = z.infer<typeof RejectedLine>;

export const InputReport = z.object({
  sources: z.array(SourceReport),
  lines: count,
  headers: count,
  blank: count,
  records: count,
  /** Records of status NODATA and SKIPDATA; both are among `records`. */
  noData: count,
  skipData: count,
  rejected: count,
  /** The first 100. */
  rejectedLines: z.array(RejectedLine),
  /** Fields of the flow log format that no record carries a value for. */
  missingFields: z.array(z.string()),
  /** CIDRs that count as internal besides the private ranges. */
  internal: z.array(z.string()),
});
export type InputReport = z.infer<typeof InputReport>;
