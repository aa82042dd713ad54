import { readFileSync } from 'node:fs';

/** Ends the process with a sentence a person can act on where Node is older than `engines` in package.json asks for. */
export function checkNode() {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const needed = engines.node.replace(/[^\d.]/g, '');
  if (!older(process.versions.node, needed)) return;
  console.error(`flowcase: Node ${needed} or newer is needed; this is ${process.versions.node}.`);
  console.error('  Install a current Node from https://nodejs.org/ and run the command again.');
  process.exit(2);
}

function older(version, needed) {
  const have = version.split('.').map(Number);
  const want = needed.split('.').map(Number);
  for (let part = 0; part < want.length; part++) {
    if (have[part] !== want[part]) return have[part] < want[part];
  }
  return false;
}
