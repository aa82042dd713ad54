import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { tool } from '#lib/investigate.ts';
import { Investigation } from '#lib/model/investigation.ts';
import { reports } from '#lib/reports/registry.ts';
import manifest from '../../package.json' with { type: 'json' };
import { main } from './main.ts';

const log = [
  '2 123456789012 eni-0a1b2c3d 203.0.113.45 10.0.1.25 54321 22 6 3 180 1705328595 1705328653 ACCEPT OK',
  '2 123456789012 eni-0a1b2c3d 10.0.1.25 203.0.113.45 22 54321 6 3 480 1705328595 1705328653 ACCEPT OK',
  'not a record',
].join('\n');

test('--version and --help are results: they go to stdout, exit code 0', async () => {
  expect(await flowcase(['--version'])).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
  const help = await flowcase(['help', 'investigate']);
  expect(help).toMatchObject({ code: 0, err: '' });
  for (const { id } of reports) expect(help.out).toContain(id);
});

test('the version stands in package.json, in --version and in the document', () => {
  expect(tool).toBe(`flowcase ${manifest.version}`);
});

test('without a command the help goes to stderr, exit code 2', async () => {
  const { code, out, err } = await flowcase([]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('investigate');
});

test.each([
  [['facts'], 'Missing required argument'],
  [['facts', '--colour', 'x.log'], 'Unknown option'],
  [['fact', 'x.log'], 'Unknown command'],
  [['detections', 'no-such-thing'], '«no-such-thing»'],
  [['detections', 'a', 'b'], 'Too many arguments'],
  [['investigate', 'x.log', '--report', 'pdf'], 'markdown'],
  [['investigate', 'x.log', '--report', 'html', '--json'], 'exclude each other'],
  [['investigate', 'x.log', '--provider', 'oracle'], '«oracle»'],
  [['investigate', 'x.log', '--out', '/no/such/folder/report.txt'], '/no/such/folder/report.txt'],
  [['facts', '/no/such/file.log'], '/no/such/file.log'],
  [['facts', 'x.log', '--set', 'port-scan=3'], 'port-scan=3'],
  [['facts', 'x.log', '--memory', 'much'], 'much'],
  [['facts', 'x.log', '--threads', '0'], '--threads 0'],
  [['facts', '-', '--layout', 'srcaddr colour'], 'colour'],
  [['facts', '-', '--internal', '10.0.0.0/99'], '10.0.0.0/99'],
  [['serve', '--port', '70000'], '70000'],
  [['prompt', '5', 'x.log'], '«5»'],
  [['answer', '1', 'x.log'], '--from'],
  [['answer', '1', 'x.log', '--from', '/no/such/answer.json'], '/no/such/answer.json'],
])('%j is a mistake a person can mend: two lines on stderr, exit code 2', async (argv, said) => {
  const { code, out, err } = await flowcase(argv, log);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^flowcase: .+\n {2}.+\n$/);
  expect(err).toContain(said);
});

test('exit code 3: nothing in the input could be read as a flow record', async () => {
  expect(await flowcase(['facts', '-'], 'hello\nworld\n')).toMatchObject({ code: 3, out: '' });
});

test('facts - --json prints the document and nothing else', async () => {
  const { code, out, err } = await flowcase(['facts', '-', '--json'], log);
  const investigation = Investigation.parse(JSON.parse(out));
  expect(code).toBe(0);
  expect(investigation.input).toMatchObject({ lines: 3, records: 2, rejected: 1 });
  expect(investigation.steps.baseline).toBeNull();
  expect(err).toMatch(/^1 line could not be read as a record; the first: stdin:3 /);
});

test('--quiet says nothing on stderr', async () => {
  expect(await flowcase(['facts', '-', '--quiet'], log)).toMatchObject({ code: 0, err: '' });
});

test('facts as text: totals, an aligned table, every check', async () => {
  const { out } = await flowcase(['facts', '-', '--quiet'], log);
  expect(out).toContain('flows     2 (2 accepted, 0 rejected)');
  expect(out).toMatch(/^ {2}203\.0\.113\.45 {2}external {6}1 {2}180 bytes {9}0 {2}inbound/m);
  expect(out).toMatch(/^CHECKS$/m);
});

test('a layout may be written as AWS prints a log format', async () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how AWS writes it.
  const layout = '${srcaddr} ${dstaddr} ${dstport} ${protocol} ${bytes}';
  const { out } = await flowcase(['facts', '-', '--json', '--layout', layout], '203.0.113.45 10.0.1.25 22 6 180\n');
  expect(Investigation.parse(JSON.parse(out)).input.sources[0]).toMatchObject({
    layout: ['srcaddr', 'dstaddr', 'dstport', 'protocol', 'bytes'],
    layoutFrom: 'given',
  });
});

test('investigate prints the report; --json the same document with its four steps', async () => {
  const report = await flowcase(['investigate', '-', '--quiet'], log);
  expect(report).toMatchObject({ code: 0, err: '' });
  expect(report.out).toContain('EXECUTIVE SUMMARY');
  expect(report.out.trimEnd().split('\n').at(-1)).toMatch(/^Risk Level: (Critical|High|Medium|Low)$/);
  const { out } = await flowcase(['investigate', '-', '--quiet', '--json'], log);
  const { steps } = Investigation.parse(JSON.parse(out));
  expect(Object.values(steps).map((step) => step?.author)).toEqual(['computed', 'computed', 'computed', 'computed']);
});

test('prompt is masked unless it is asked for as it is', async () => {
  const masked = await flowcase(['prompt', '1', '-', '--quiet'], log);
  expect(masked).toMatchObject({ code: 0, err: '' });
  expect(masked.out).not.toMatch(/203\.0\.113\.45|10\.0\.1\.25|123456789012|eni-0a1b2c3d/);
  const open = await flowcase(['prompt', 'baseline', '-', '--quiet', '--unmasked'], log);
  expect(open.out).toContain('203.0.113.45');
  expect((await flowcase(['prompt', '4', '-', '--quiet'], log)).code).toBe(0);
});

test('answer keeps what the facts hold, its tokens resolved, and says what was dropped', async () => {
  const { out: told } = await flowcase(['prompt', '1', '-', '--quiet'], log);
  const token = /\bEX\w+/.exec(told)?.[0];
  expect(token).toBeDefined();
  const rows = [{ ref: 'F2', observation: `${token} sent 180 bytes in 1 flow.` }];
  const summary = 'The log holds 2 flows. The address 192.0.2.99 sent 77 GB.';
  const file = join(temporary(), 'answer.json');
  writeFileSync(file, JSON.stringify({ rows, ports: [], highOutbound: [], summary }));
  const { code, out, err } = await flowcase(['answer', '1', '-', '--from', file], log);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    author: 'pasted',
    answer: {
      rows: [{ address: '203.0.113.45', connections: 1, observation: '203.0.113.45 sent 180 bytes in 1 flow.' }],
      summary: 'The log holds 2 flows.',
    },
  });
  expect(err).toContain('dropped: The address 192.0.2.99');
});

test('an answer that is none is a mistake a person can mend', async () => {
  const file = join(temporary(), 'answer.json');
  writeFileSync(file, 'Sorry, I cannot help with that.');
  expect(await flowcase(['answer', '1', '-', '--from', file, '--quiet'], log)).toMatchObject({ code: 2, out: '' });
});

test('--out writes the file in one piece, through a link, and leaves stdout empty', async () => {
  const folder = temporary();
  writeFileSync(join(folder, 'old.md'), 'old');
  symlinkSync(join(folder, 'old.md'), join(folder, 'link.md'));
  const { code, out, err } = await flowcase(
    ['investigate', '-', '--report', 'markdown', '--out', join(folder, 'link.md')],
    log,
  );
  expect({ code, out }).toEqual({ code: 0, out: '' });
  expect(err).toContain('link.md');
  expect(readFileSync(join(folder, 'old.md'), 'utf8')).toContain('EXECUTIVE SUMMARY');
  expect(readdirSync(folder).sort()).toEqual(['link.md', 'old.md']);
});

test('a folder is no place for a report, and nothing is written to it', async () => {
  const folder = temporary();
  expect(await flowcase(['investigate', '-', '--out', folder], log)).toMatchObject({ code: 2, out: '' });
  expect(readdirSync(folder)).toEqual([]);
});

test('what the log says cannot command the terminal', async () => {
  const { out, err } = await flowcase(['facts', '-'], `${log}\n\u001b[2J\u0007evil line\n`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point.
  expect(`${out}${err}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});

test('progress is a line that is rewritten on a terminal, and is gone in the end', async () => {
  const { err } = await flowcase(['facts', '-'], log, { terminal: true });
  expect(err).toContain('\r\u001b[2KReading · ');
  expect(err.lastIndexOf('\r\u001b[2K')).toBeGreaterThan(err.lastIndexOf('Reading'));
});

test('a bug keeps its stack, exit code 1', async () => {
  const broken = new Readable({
    read() {
      this.destroy(new RangeError('planted'));
    },
  });
  const { code, err } = await flowcase(['facts', '-'], broken);
  expect(code).toBe(1);
  expect(err).toMatch(/RangeError: planted\n {4}at /);
});

async function flowcase(argv: string[], stdin: string | Readable = '', { terminal = false } = {}) {
  const [out, err] = [collector(), collector()];
  const code = await main(argv, {
    stdin: typeof stdin === 'string' ? Readable.from([stdin]) : stdin,
    stdout: out.stream,
    stderr: Object.assign(err.stream, { isTTY: terminal }),
  });
  return { code, out: out.text(), err: err.text() };
}

function collector() {
  const pieces: string[] = [];
  const stream = new Writable({
    write(piece, _, done) {
      pieces.push(String(piece));
      done();
    },
  });
  return { stream, text: () => pieces.join('') };
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowcase-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
