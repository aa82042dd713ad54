import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';

// A holder on another machine cannot be asked whether it lives; no step takes this long.
const abandonedAfterMs = 20 * 60_000;

/** Runs `work` while no other process that uses the same lock file does; waits for it to end first. */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  for (let waited = 0; !(await taken(file)); waited++) {
    if (waited === 10) console.error('Waiting for another start of Flowcase to finish its setup …');
    if (abandoned(file)) rmSync(file, { force: true });
    await pause(100);
  }
  const free = () => rmSync(file, { force: true });
  process.once('exit', free);
  try {
    return await work();
  } finally {
    process.removeListener('exit', free);
    free();
  }
}

async function taken(file) {
  const mine = `${hostname()} ${process.pid}`;
  try {
    writeFileSync(file, mine, { flag: 'wx' });
    // Someone who saw an abandoned lock a moment ago may still remove this one in its place.
    await pause(50);
    return readFileSync(file, 'utf8') === mine;
  } catch (error) {
    if (error.code === 'EEXIST' || error.code === 'ENOENT') return false;
    throw error;
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function abandoned(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > abandonedAfterMs) return true;
    const [host, pid] = readFileSync(file, 'utf8').split(' ');
    if (host !== hostname()) return false;
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    // ESRCH: its process is gone. EPERM: it lives and belongs to someone else. ENOENT: it was freed meanwhile.
    return error.code === 'ESRCH';
  }
}
