import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { findChromium } from '../../lib/build/chromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const chromium = findChromium();
const ports = { app: 3210, models: 3211 };

// Headless Chromium looks for updates and for Google's hosts at every start; nothing of a test leaves this machine.
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../../test-results',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${ports.app}`,
    launchOptions: { ...(chromium ? { executablePath: chromium } : {}), args: quiet },
    permissions: ['clipboard-read', 'clipboard-write'],
    timezoneId: 'America/New_York',
    viewport: { width: 1440, height: 900 },
  },
  webServer: [
    {
      command: `node node_modules/tsx/dist/cli.mjs test/support/fakes/main.ts --port ${ports.models} --answers test/e2e/answers.ts --slow-ms 400`,
      cwd: root,
      port: ports.models,
      reuseExistingServer: false,
    },
    {
      command: `node lib/cli/flowcase.mjs serve --port ${ports.app}`,
      cwd: root,
      url: `http://127.0.0.1:${ports.app}/api/health`,
      reuseExistingServer: false,
      timeout: 120_000,
      env: {
        FLOWCASE_DATA_DIR: mkdtempSync(join(tmpdir(), 'flowcase-e2e-')),
        OPENAI_API_KEY: 'sk-test-000000000000000000000000',
        OPENAI_BASE_URL: `http://127.0.0.1:${ports.models}/v1`,
        FLOWCASE_MODEL: 'good',
      },
    },
  ],
});
