import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { samples } from '#lib/samples/samples.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const port = 3212;

function serve(data: string): Promise<ChildProcess> {
  const server = spawn(process.execPath, ['lib/cli/flowcase.mjs', 'serve', '--port', String(port)], {
    cwd: root,
    env: { ...process.env, FLOWCASE_DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    server.stdout.on('data', (piece: Buffer) => piece.toString().includes('http://') && resolve(server));
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

const ended = (server: ChildProcess) =>
  new Promise<void>((resolve) => {
    server.once('exit', () => resolve());
    server.kill('SIGTERM');
  });

test('a case survives a restart of the program, and its lines can still be opened', async ({ page, request }) => {
  const data = mkdtempSync(join(tmpdir(), 'flowcase-restart-'));
  const first = await serve(data);
  const made = await request.post(`http://127.0.0.1:${port}/api/cases`, { data: { text: samples[0]?.text } });
  expect(made.status()).toBe(201);
  const { url, id }: { url: string; id: string } = await made.json();
  await ended(first);

  const second = await serve(data);
  await page.goto(`http://127.0.0.1:${port}${new URL(url, 'http://x').pathname}`);
  await expect(page.getByText('34 lines = 34 records')).toBeVisible();
  const lines = await request.get(`http://127.0.0.1:${port}/api/cases/${id}/flows?candidate=C1&limit=5`);
  expect(await lines.json()).toMatchObject({ total: 25 });
  await ended(second);
});
