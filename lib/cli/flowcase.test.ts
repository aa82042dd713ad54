import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { root } from '../../test/support/source-files.ts';

const line = '2 123456789012 eni-0a1b2c3d 203.0.113.45 10.0.1.25 54321 22 6 3 180 1705328595 1705328653 ACCEPT OK\n';

// The first start may bundle; the tests after it measure starts that do not.
beforeAll(async () => {
  expect(await finished(started(['--version']))).toMatchObject({ code: 0 });
}, 60_000);

test('the bin works from any folder, on stdin, with the result alone on stdout', async () => {
  const child = started(['facts', '-', '--json'], { cwd: tmpdir() });
  child.stdin.end(line.repeat(3));
  const { code, out, err } = await finished(child);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({ input: { records: 3 } });
});

test('the exit code and the two lines of an error come through', async () => {
  const { code, err } = await finished(started(['facts', '/no/such/file.log']));
  expect(code).toBe(2);
  expect(err).toMatch(/^flowcase: .+\n {2}.+\n$/);
});

test('a reader that has enough (`| head -1`) is no error', async () => {
  const child = started(['detections']);
  child.stdout.destroy();
  expect(await finished(child)).toMatchObject({ code: 0, err: '' });
});

test('Ctrl+C ends within a second and leaves no temporary file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'flowcase-stop-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const child = started(['facts', '-'], { environment: { TMPDIR: folder } });
  child.stdin.on('error', () => {});
  child.stdin.write(line);
  // It waits for more input once its spool is there.
  await expect.poll(() => readdirSync(folder)).not.toEqual([]);
  const at = performance.now();
  child.kill('SIGINT');
  const { code, out, err } = await finished(child);
  expect(performance.now() - at).toBeLessThan(1000);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^flowcase: Stopped\./);
  expect(readdirSync(folder)).toEqual([]);
});

test('doctor tells of a provider without a key, and prints no key it has', async () => {
  const environment = { FLOWCASE_PROVIDER: 'anthropic', ANTHROPIC_API_KEY: '', OPENAI_API_KEY: 'sk-planted-secret' };
  const { code, out, err } = await finished(started(['doctor'], { environment, cwd: tmpdir() }));
  expect(code).toBe(2);
  expect(out).toMatch(/^provider +broken +.*ANTHROPIC_API_KEY/m);
  expect(out).toMatch(/^engine +ok +DuckDB/m);
  expect(out).toMatch(/^openai +note +a key is set$/m);
  expect(`${out}${err}`).not.toContain('sk-planted-secret');
});

test('doctor with a provider that does not answer says so, exit code 2', async () => {
  // A port that was free a moment ago.
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise((resolve) => server.close(resolve));
  const environment = { FLOWCASE_PROVIDER: 'openai', OPENAI_BASE_URL: `http://user:planted@127.0.0.1:${port}/v1` };
  const { code, out } = await finished(started(['doctor'], { environment, cwd: tmpdir() }));
  expect(code).toBe(2);
  expect(out).toMatch(/^provider +broken +openai: /m);
  expect(out).not.toContain('planted');
});

function started(
  args: string[],
  { cwd = root, environment = {} }: { cwd?: string; environment?: Record<string, string> } = {},
) {
  const none = {
    OPENAI_API_KEY: '',
    OPENAI_BASE_URL: '',
    ANTHROPIC_API_KEY: '',
    FLOWCASE_PROVIDER: '',
    FLOWCASE_MODEL: '',
  };
  return spawn(process.execPath, [join(root, 'lib/cli/flowcase.mjs'), ...args], {
    cwd,
    env: { ...process.env, ...none, ...environment },
  });
}

async function finished(child: ChildProcessWithoutNullStreams) {
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece) => {
    out += piece;
  });
  child.stderr.on('data', (piece) => {
    err += piece;
  });
  const [code] = await once(child, 'close');
  return { code, out, err };
}
