/** Kinds of identifying values, each with its own token. */
export type TermKind = 'interface' | 'account' | 'instance' | 'vpc' | 'subnet' | 'file' | 'other';

/**
 * How values look to whoever reads a prompt: as they are (`openView`), or as typed tokens (`createMask`). Prompts are
 * written through a view field by field; text is never searched for things to hide.
 */
export interface View {
  masked: boolean;
  address(text: string): string;
  term(kind: TermKind, text: string): string;
  /** Epoch seconds: ISO 8601 in UTC as it is, or relative to the first record (`t+12s`) when masked. */
  time(epoch: number): string;
  /** Words that the program wrote earlier or that passed its checks: titles, reasons, answers of earlier steps. */
  text(free: string): string;
}
