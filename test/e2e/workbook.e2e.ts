import { gzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { samples } from '#lib/samples/samples.ts';

const sampleText = (id: string): string => samples.find((sample) => sample.id === id)?.text ?? '';

/** Pastes into the box as a person does: the text lies in the clipboard, and the keys are pressed. */
async function paste(page: Page, text: string): Promise<void> {
  await page.goto('/');
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
  await page.getByRole('textbox', { name: 'VPC Flow Logs' }).press('ControlOrMeta+v');
}

async function openSample(page: Page, id: string): Promise<void> {
  await paste(page, sampleText(id));
  await page.waitForURL('**/case/*');
}

async function runAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Run 1–4/ }).click();
  await expect(
    page
      .locator('#step-4')
      .getByText(/Risk level/i)
      .first(),
  ).toBeVisible({
    timeout: 30_000,
  });
}

/** What lies in the clipboard, by media type. */
const clipboard = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(async () => {
    const found: Record<string, string> = {};
    for (const item of await navigator.clipboard.read()) {
      for (const type of item.types) found[type] = await (await item.getType(type)).text();
    }
    return found;
  });

test('three actions: paste, run, copy; the clipboard holds an HTML table and aligned text', async ({ page }) => {
  const strangers: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (hostname !== '127.0.0.1' && protocol !== 'data:' && protocol !== 'blob:') strangers.push(request.url());
  });
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));

  await openSample(page, 'port-scan');
  await expect(page.getByText('34 lines = 34 records')).toBeVisible();
  await expect(page.getByText('203.0.113.45 tried 25 ports of 10.0.1.25').first()).toBeVisible();
  await runAll(page);
  await page.locator('#step-4').getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText(/Copied/).first()).toBeVisible();

  const copied = await clipboard(page);
  expect(copied['text/html']).toContain('<table');
  expect(copied['text/html']).toContain('Technique ID');
  expect(copied['text/html']).not.toContain('<script');
  expect(copied['text/plain']).toMatch(/^EXECUTIVE SUMMARY\n=+$/m);
  expect(copied['text/plain']).toMatch(/^Finding +\| Technique Name +\| Technique ID/m);
  expect(copied['text/plain']?.trimEnd().split('\n').at(-1)).toBe('Risk Level: Medium');
  expect(strangers).toEqual([]);
  expect(complaints).toEqual([]);
});

test('paste anywhere on the page is read, and a dropped file is', async ({ page }) => {
  await page.goto('/');
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, sampleText('nothing-wrong'));
  await page.waitForURL('**/case/*');
  await expect(page.getByText('46 lines = 46 records')).toBeVisible();
});

test('files, plain and gzipped, several at once', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Log files').setInputFiles([
    { name: 'a.log.gz', mimeType: 'application/gzip', buffer: gzipSync(sampleText('ssh-brute-force')) },
    { name: 'b.log', mimeType: 'text/plain', buffer: Buffer.from(sampleText('internal-spread')) },
  ]);
  await page.waitForURL('**/case/*');
  await expect(page.getByText('85 lines = 85 records')).toBeVisible();
  await expect(page.getByText('a.log.gz').first()).toBeAttached();
});

for (const sample of samples) {
  test(`sample «${sample.title}» opens with one click and carries its badge`, async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: new RegExp(sample.title) }).click();
    await page.waitForURL('**/case/*');
    await expect(page.getByText('SAMPLE').first()).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Facts' })).toBeVisible();
  });
}

test('a finding opens exactly its lines, and Escape gives the focus back', async ({ page }) => {
  await openSample(page, 'port-scan');
  const chip = page.getByRole('button', { name: /L1–L27 · 25 lines/ }).first();
  await chip.focus();
  await page.keyboard.press('Enter');
  const panel = page.locator('aside', { has: page.locator('#evidence-heading') });
  await expect(panel.getByText('25 lines')).toBeVisible();
  await expect(panel.getByText('L1', { exact: true })).toBeVisible();
  await expect(panel.getByText('L4', { exact: true })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(chip).toBeFocused();
});

test('a case survives a reload with its steps', async ({ page }) => {
  await openSample(page, 'slow-exfiltration');
  await runAll(page);
  await page.reload();
  await expect(page.locator('#step-4').getByText('265.2 MB').first()).toBeVisible();
  await expect(page.locator('#step-4').getByText('Critical').first()).toBeVisible();
});

test('broken lines are listed with their reasons, and the rest is analysed', async ({ page }) => {
  await openSample(page, 'broken-lines');
  await expect(page.getByText(/20 (lines )?(not readable|could not be read|not read|bad)/i).first()).toBeVisible();
  await expect(page.getByText('srcaddr: not an IP address').first()).toBeAttached();
});

test('columns that cannot be told are a question; an answer reads the log', async ({ page }) => {
  const swapped = (n: number) =>
    `10.0.0.1 123456789012 eni-0a1b2c3d 10.0.0.2 443 5${n}000 6 ${3 + n} ${180 + n * 700} 1705328595 1705328653 ACCEPT OK 2`;
  await paste(page, [1, 2, 3, 4].map(swapped).join('\n'));
  await expect(page.getByText(/columns of this log cannot be told/i)).toBeVisible();
  await page.getByRole('button', { name: /^Use/ }).first().click();
  await page.waitForURL('**/case/*');
  await expect(page.getByText('4 lines = 4 records')).toBeVisible();
});

test('text that is no flow log: says so, says what to do, and keeps the text', async ({ page }) => {
  await paste(page, '{"eventName":"ConsoleLogin"}\nhello');
  await expect(page.getByText(/Nothing in the input could be read/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'VPC Flow Logs' })).toHaveValue(/ConsoleLogin/);
});

async function runWithModel(page: Page, model: string): Promise<void> {
  await page.getByRole('radio', { name: /OpenAI/ }).click();
  await page.getByRole('textbox', { name: /model/i }).fill(model);
  await page.getByRole('button', { name: /Run 1–4/ }).click();
}

test('a model writes, masked; its invented address is rejected and listed', async ({ page }) => {
  await openSample(page, 'port-scan');
  await runWithModel(page, 'invented-address');
  await expect(page.getByText('AI · invented-address').first()).toBeVisible({ timeout: 30_000 });
  await expect(
    page
      .locator('#step-4')
      .getByText(/Risk level/i)
      .first(),
  ).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText(/rejected by checks/i).first()).toBeVisible();
});

test('a model that refuses: the steps are written by rules, and the page says why', async ({ page }) => {
  await openSample(page, 'port-scan');
  await runWithModel(page, 'refuse');
  await expect(
    page
      .locator('#step-4')
      .getByText(/Risk level/i)
      .first(),
  ).toBeVisible({
    timeout: 30_000,
  });
  await expect(
    page
      .getByText(/refus|declin/i)
      .locator('visible=true')
      .first(),
  ).toBeVisible();
});

test('a run can be stopped, and nothing computed is lost', async ({ page }) => {
  await openSample(page, 'port-scan');
  await runWithModel(page, 'slow');
  await page.getByRole('button', { name: 'Stop' }).first().click();
  await expect(page.getByRole('button', { name: /Run 1–4/ })).toBeEnabled({ timeout: 15_000 });
  await expect(page.getByText('203.0.113.45 tried 25 ports of 10.0.1.25').first()).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  for (const width of [1440, 390]) {
    test(`no accessibility violation, no sideways scroll: ${theme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 900 });
      const look = async () => {
        await page.waitForLoadState('networkidle');
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
        ).toEqual([]);
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wide).toBe(0);
      };
      await page.goto('/');
      await look();
      await openSample(page, 'ssh-brute-force');
      await runAll(page);
      await look();
      await page.goto('/cases');
      await look();
      await page.goto('/help');
      await look();
    });
  }
}
