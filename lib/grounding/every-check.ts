import { checkAddresses } from './addresses.ts';
import type { Check } from './check.ts';
import { checkMarkup } from './markup.ts';
import { checkNumbers } from './numbers.ts';
import { checkPorts } from './ports.ts';
import { checkReferences } from './references.ts';
import { checkReputation } from './reputation.ts';
import { checkSeverity } from './severity.ts';
import { checkTechniques } from './techniques.ts';
import { checkTerms } from './terms.ts';
import { checkTimes } from './times.ts';

/** All checks: what any free text of any step goes through, a person's edit and a pasted answer as well. */
export const everyCheck: readonly Check[] = [
  checkMarkup,
  checkTerms,
  checkAddresses,
  checkPorts,
  checkNumbers,
  checkTimes,
  checkTechniques,
  checkSeverity,
  checkReputation,
  checkReferences,
];
