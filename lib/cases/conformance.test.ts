import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Source } from '#lib/sources/source.ts';
import { sampleInvestigation } from '../../test/support/sample-investigation.ts';
import { createEmbeddedStore } from './embedded/embedded.ts';
import type { CaseOptions, CaseStore, NewInput } from './store.ts';

/** One line a store: opened twice with the same folder, it holds the same cases. */
const stores: { name: string; open: (dir: string, now: () => Date) => CaseStore }[] = [
  { name: 'embedded', open: (dataDir, now) => createEmbeddedStore({ dataDir, now }) },
];

describe.each(stores)('case store: $name', ({ open }) => {
  let dir = '';
  let store: CaseStore;
  let clock = Date.UTC(2026, 0, 15, 15, 0, 0);
  const now = () => new Date(clock);

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'flowcase cases #'));
    store = open(dir, now);
  });
  afterEach(async () => {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  });

  async function newCase(name: string, text = line): Promise<string> {
    const { id } = await store.receive(inputs(['paste', [text]]));
    clock += 1000;
    await store.create({ id, name, sample: false, options, investigation: sampleInvestigation() });
    return id;
  }

  it('gives back what it was given', async () => {
    const { id, sources } = await store.receive(inputs(['paste', [line]]));
    expect(sources.map((source) => [source.name, source.size])).toEqual([['paste', line.length]]);

    const created = await store.create({
      id,
      name: 'Port scan',
      sample: true,
      options: { layout: ['version', 'srcaddr'], internal: ['198.51.100.0/24'] },
      investigation: sampleInvestigation(),
    });
    expect(created).toMatchObject({ name: 'Port scan', sample: true, flows: 14, candidates: 2, worst: 'high' });
    expect(await store.get(id)).toEqual(created);
  });

  it('survives being closed and opened again, with its inputs', async () => {
    const id = await newCase('Port scan');
    await store.close();
    store = open(dir, now);

    expect((await store.get(id))?.investigation).toEqual(sampleInvestigation());
    expect((await store.list()).map((entry) => entry.name)).toEqual(['Port scan']);
    expect(await texts(await store.sources(id))).toEqual([line]);
  });

  it('keeps several inputs in the order given, and tells two of one name apart', async () => {
    const { id } = await store.receive(inputs(['a.log', ['one\n']], ['b.log', ['t', 'wo\n']], ['a.log', ['three\n']]));
    await store.create({ id, name: 'Files', sample: false, options, investigation: sampleInvestigation() });

    const sources = await store.sources(id);
    expect(sources.map((source) => source.name)).toEqual(['a.log', 'b.log', 'a.log (2)']);
    expect(await texts(sources)).toEqual(['one\n', 'two\n', 'three\n']);
  });

  it('keeps compressed inputs compressed and opens them as text, as often as asked', async () => {
    const bytes = gzipSync(line.repeat(100));
    const { sources } = await store.receive(inputs(['a.log.gz', [bytes]]));
    expect(sources[0]?.size).toBe(bytes.length);
    expect(await texts(sources)).toEqual([line.repeat(100)]);
    expect(await texts(sources)).toEqual([line.repeat(100)]);
  });

  it('never lets the name of an input name a file', async () => {
    const { sources } = await store.receive(inputs(['../../../escaped.log', [line]], ['/etc/passwd', [line]]));
    expect(sources.map((source) => source.name)).toEqual(['../../../escaped.log', '/etc/passwd']);
    expect(await texts(sources)).toEqual([line, line]);
    expect((await readdir(join(dir, '..'))).filter((name) => name.startsWith('escaped'))).toEqual([]);
  });

  it('keeps nothing of an upload that breaks off, and passes its error on', async () => {
    async function* broken(): AsyncGenerator<NewInput> {
      yield { name: 'whole.log', bytes: chunks(['whole\n']) };
      yield {
        name: 'half.log',
        bytes: (async function* () {
          yield new TextEncoder().encode('half');
          throw new Error('the connection is gone');
        })(),
      };
    }
    await expect(store.receive(broken())).rejects.toThrow('the connection is gone');
    expect(await filesBelow(dir)).not.toContain('whole');
    expect(await store.list()).toEqual([]);
  });

  it('forgets what was received when told to, and a case never by that way', async () => {
    const { id } = await store.receive(inputs(['paste', ['only received\n']]));
    await store.discard(id);
    await expect(store.create({ id, name: 'x', sample: false, options, investigation: sampleInvestigation() }))
      .rejects //
      .toMatchObject({ code: 'case-not-found' });

    const kept = await newCase('Kept');
    await store.discard(kept);
    expect(await texts(await store.sources(kept))).toEqual([line]);
  });

  it('lists the case that changed last first, and only cases', async () => {
    const first = await newCase('first');
    await newCase('second');
    await store.receive(inputs(['paste', [line]]));
    expect((await store.list()).map((entry) => entry.name)).toEqual(['second', 'first']);

    clock += 1000;
    await store.update(first, sampleInvestigation());
    expect((await store.list()).map((entry) => entry.name)).toEqual(['first', 'second']);
  });

  it('updates the document and what the list says of it', async () => {
    const id = await newCase('Port scan');
    clock += 60_000;
    await store.update(id, { ...sampleInvestigation(), candidates: [] });
    const [entry] = await store.list();
    expect(entry).toMatchObject({ candidates: 0, worst: null, updatedAt: now().toISOString() });
    expect(entry?.createdAt).not.toBe(entry?.updatedAt);
    expect((await store.get(id))?.investigation.candidates).toEqual([]);
  });

  it('takes updates at the same time one after the other: each is whole', async () => {
    const id = await newCase('Port scan');
    const documents = Array.from({ length: 20 }, (_, index) => {
      const investigation = sampleInvestigation();
      return { ...investigation, totals: { ...investigation.totals, flows: index, bytes: index * 1000 } };
    });
    await Promise.all([...documents.map((document) => store.update(id, document)), store.list(), newCase('Another')]);
    const stored = await store.get(id);
    expect(stored?.investigation.totals).toMatchObject({ flows: stored?.flows, bytes: (stored?.flows ?? -1) * 1000 });
  });

  it('sees what another program wrote into the same folder', async () => {
    const other = open(dir, now);
    const id = await newCase('Mine');
    await other.rename(id, 'Theirs');
    expect((await store.get(id))?.name).toBe('Theirs');
    await other.close();
  });

  it('removes the case, its inputs and every trace of its text', async () => {
    const secret = '2 123456789012 eni-0a1b2c3d 203.0.113.99 10.0.1.25 1 2 6 1 40 1705328595 1705328596 REJECT OK\n';
    const { id } = await store.receive(inputs(['paste', [secret]]));
    const investigation = sampleInvestigation();
    investigation.facts.blindSpots = [secret];
    await store.create({ id, name: 'Secret', sample: false, options, investigation });
    expect(await filesBelow(dir)).toContain('203.0.113.99');

    expect(await store.remove(id)).toBe(true);
    expect(await store.get(id)).toBeNull();
    expect(await store.list()).toEqual([]);
    expect(await filesBelow(dir)).not.toContain('203.0.113.99');
    expect(await store.remove(id)).toBe(false);
  });

  it('says so when a case is not there, whatever the id looks like', async () => {
    for (const id of ['nothing', '', '..', '../cases', "' or 1=1 --"]) {
      expect(await store.get(id)).toBeNull();
      expect(await store.remove(id)).toBe(false);
      await store.discard(id);
      await expect(store.sources(id)).rejects.toMatchObject({ code: 'case-not-found' });
      await expect(store.update(id, sampleInvestigation())).rejects.toMatchObject({ code: 'case-not-found' });
      await expect(store.rename(id, 'x')).rejects.toMatchObject({ code: 'case-not-found' });
    }
    expect(await newCase('Still here')).toMatch(/^[a-z0-9]+$/);
  });
});

const options: CaseOptions = { layout: 'auto', internal: [] };
const line = '2 123456789012 eni-0a1b2c3d 203.0.113.45 10.0.1.25 54321 22 6 3 180 1705328595 1705328653 REJECT OK\n';

async function* inputs(...given: [name: string, parts: (string | Uint8Array)[]][]): AsyncGenerator<NewInput> {
  for (const [name, parts] of given) yield { name, bytes: chunks(parts) };
}

async function* chunks(parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? new TextEncoder().encode(part) : part;
}

const texts = (sources: Source[]): Promise<string[]> => Promise.all(sources.map(text));

async function text(source: Source): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of source.open()) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** Every byte that a store left in its folder, whatever the files are called. */
async function filesBelow(dir: string): Promise<string> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return (await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'latin1')))).join('\n');
}
