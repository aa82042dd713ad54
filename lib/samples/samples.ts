import { brokenLines } from './broken-lines.ts';
import { internalSpread } from './internal-spread.ts';
import { nothingWrong } from './nothing-wrong.ts';
import { portScan } from './port-scan.ts';
import { slowExfiltration } from './slow-exfiltration.ts';
import { sshBruteForce } from './ssh-brute-force.ts';

/** A case to try the program with: made-up logs from documentation addresses. */
export interface Sample {
  id: string;
  title: string;
  /** One sentence: what there is to see. */
  description: string;
  text: string;
}

/** The built-in cases, in the order of the page. */
export const samples: readonly Sample[] = [
  portScan,
  sshBruteForce,
  slowExfiltration,
  internalSpread,
  nothingWrong,
  brokenLines,
];
