import { chmod, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleInvestigation } from '../../../test/support/sample-investigation.ts';
import type { CaseStore, NewInput } from '../store.ts';
import { createEmbeddedStore } from './embedded.ts';

describe('embedded store', () => {
  let dir = '';
  let store: CaseStore;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'flowcase-'));
    store = createEmbeddedStore({ dataDir: dir });
  });
  afterEach(async () => {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('lets nobody but the owner read inputs or documents', async () => {
    await rm(dir, { recursive: true });
    const { id } = await store.receive(oneInput());
    await store.create({ id, name: 'x', sample: false, options, investigation: sampleInvestigation() });
    const files = [['.'], ['cases'], ['cases', id], ['cases', id, '0001'], ['flowcase.db'], ['flowcase.db-wal']];
    const modes = await Promise.all(files.map(async (path) => (await stat(join(dir, ...path))).mode & 0o077));
    expect(modes).toEqual(files.map(() => 0));
  });

  it('names a case that no longer parses, and lists and removes it all the same', async () => {
    const { id } = await store.receive(oneInput());
    await store.create({ id, name: 'From the future', sample: false, options, investigation: sampleInvestigation() });
    await store.close();
    await rewrite(dir, `update case_file set investigation = '{"schemaVersion":99}'`);

    store = createEmbeddedStore({ dataDir: dir });
    await expect(store.get(id)).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining(`«From the future» (${id})`),
    });
    expect(await store.list()).toMatchObject([{ id, name: 'From the future', flows: 14 }]);
    expect(await store.remove(id)).toBe(true);
  });

  it('does not touch tables that a newer program made', async () => {
    await store.list();
    await store.close();
    await rewrite(dir, 'insert into migration values (7)');
    store = createEmbeddedStore({ dataDir: dir });
    await expect(store.list()).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining('newer'),
    });
  });

  it('brings a new folder to the newest version once, though two programs start at the same time', async () => {
    const other = createEmbeddedStore({ dataDir: dir });
    expect(await Promise.all([store.list(), other.list()])).toEqual([[], []]);
    await other.close();
  });

  it('sweeps what a crash left behind after a day, not sooner, and never a case', async () => {
    const { id } = await store.receive(oneInput());
    await store.create({ id, name: 'x', sample: false, options, investigation: sampleInvestigation() });
    const { id: received } = await store.receive(oneInput());
    await store.close();
    await mkdir(join(dir, 'cases', 'abc.part'));
    await writeFile(join(dir, 'cases', 'abc.part', '0001'), 'half');

    store = createEmbeddedStore({ dataDir: dir });
    await store.list();
    expect((await readdir(join(dir, 'cases'))).sort()).toEqual([id, received, 'abc.part'].sort());

    await store.close();
    const dayAgo = new Date(Date.now() - 25 * 60 * 60 * 1000);
    for (const name of [id, received, 'abc.part']) await utimes(join(dir, 'cases', name), dayAgo, dayAgo);
    store = createEmbeddedStore({ dataDir: dir });
    await store.list();
    expect(await readdir(join(dir, 'cases'))).toEqual([id]);
  });

  it('says which input is gone when a file was taken away', async () => {
    const { id } = await store.receive(oneInput());
    await store.create({ id, name: 'x', sample: false, options, investigation: sampleInvestigation() });
    await rm(join(dir, 'cases', id), { recursive: true });
    await expect(store.sources(id)).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining('«paste»'),
    });
    expect((await store.get(id))?.name).toBe('x');
  });

  it('is an error for people when the folder cannot be made, and works once it can', async () => {
    const file = join(dir, 'in-the-way');
    await writeFile(file, '');
    const blocked = createEmbeddedStore({ dataDir: join(file, 'data') });
    await expect(blocked.list()).rejects.toMatchObject({
      code: 'store-failed',
      hint: expect.stringContaining('FLOWCASE_DATA_DIR'),
    });
    await rm(file);
    expect(await blocked.list()).toEqual([]);
    await blocked.close();
  });

  it('keeps a folder that was there readable as it was, but not the cases in it', async () => {
    await chmod(dir, 0o755);
    await mkdir(join(dir, 'cases'), { mode: 0o755 });
    await store.list();
    expect((await stat(dir)).mode & 0o777).toBe(0o755);
    expect((await stat(join(dir, 'cases'))).mode & 0o777).toBe(0o700);
  });
});

const options: Parameters<CaseStore['create']>[0]['options'] = { layout: 'auto', internal: [] };

async function* oneInput(): AsyncGenerator<NewInput> {
  yield {
    name: 'paste',
    bytes: (async function* () {
      yield new TextEncoder().encode('2 123456789012 eni-0a1b2c3d - - - - - - - 1705328595 1705328653 - NODATA\n');
    })(),
  };
}

async function rewrite(dir: string, statement: string): Promise<void> {
  const client = createClient({ url: `file:${join(dir, 'flowcase.db')}` });
  await client.execute(statement);
  client.close();
}
