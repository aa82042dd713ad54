/** A place bytes come from. Opening it twice gives the same bytes, so that an evidence line can be read again. */
export interface Source {
  /** What a person knows it by: the path as given, `paste`, `stdin`, the name of the uploaded file. */
  name: string;
  /** Bytes as stored, or null where nobody knows before the end. */
  size: number | null;
  /**
   * Decompressed bytes. A damaged stream yields what could be read, then throws a `SourceDamage`. `onStored` hears how
   * many stored bytes each piece took, for progress.
   */
  open(onStored?: (bytes: number) => void): AsyncIterable<Uint8Array>;
}

/** The source ends early: what came before is good. */
export class SourceDamage extends Error {
  override name = 'SourceDamage';
}
