import type { Candidate } from '#lib/model/detection.ts';
import type { FactReference } from '#lib/model/references.ts';

/** The part of a context that a step knows about a field, before there is a sentence. */
export interface Place {
  candidate?: Candidate | null;
  row?: FactReference | null;
  technique?: string | null;
}

/** The addresses a named row of the facts is about; none for a port. */
export function factAddresses(reference: FactReference | null): string[] {
  switch (reference?.table) {
    case 'topSources':
    case 'topDestinations':
    case 'assets':
      return [reference.row.address];
    case 'topPairs':
    case 'outbound':
      return [reference.row.source, reference.row.destination];
    case 'attackSurface':
      return [reference.row.host, reference.row.peer];
    default:
      return [];
  }
}
