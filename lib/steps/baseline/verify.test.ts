import { describe, expect, it } from 'vitest';
import { sampleInvestigation } from '../../../test/support/sample-investigation.ts';
import type { BaselineWire } from './schema.ts';
import { verifyBaseline } from './verify.ts';

const sample = sampleInvestigation();
const good: BaselineWire = {
  rows: [
    { ref: 'F2', observation: 'Sent 520.1 MB to 198.51.100.23.' },
    { ref: 'F1', observation: '10 of 12 flows rejected, all to 10.0.1.25.' },
  ],
  ports: [{ ref: 'F7', observation: 'Accepted once.' }],
  highOutbound: [{ ref: 'F14', observation: 'Opened by 10.0.2.15.' }],
  summary: '14 flows in 58 s. 10.0.2.15 sent nearly everything.',
};
const verify = (change: Partial<BaselineWire>) => verifyBaseline({ ...good, ...change }, sample);

describe('verifyBaseline', () => {
  it('fills rows from the facts, in the order of the facts', () => {
    const { answer, rejected, substance } = verifyBaseline(good, sample);
    expect(rejected).toEqual([]);
    expect(substance).toBe(true);
    expect(answer.rows).toEqual([
      {
        address: '203.0.113.45',
        connections: 12,
        bytes: 720,
        direction: 'inbound',
        observation: '10 of 12 flows rejected, all to 10.0.1.25.',
      },
      {
        address: '10.0.2.15',
        connections: 1,
        bytes: 520093696,
        direction: 'outbound',
        observation: 'Sent 520.1 MB to 198.51.100.23.',
      },
    ]);
    expect(answer.ports).toMatchObject([{ port: 22, protocol: 'tcp', service: 'SSH', flows: 1 }]);
    expect(answer.highOutbound).toMatchObject([
      { source: '10.0.2.15', destination: '198.51.100.23', port: 8889, bytes: 520093696 },
    ]);
  });

  it.each([
    ['an invented address', 'Talks to 192.0.2.77.'],
    ['a wrong byte count', 'Sent 999 MB.'],
    ['a number of another host', 'Sent 520.1 MB.'],
    ['a reputation', 'A known malicious scanner.'],
    ['T9999', 'T9999 at work.'],
    ['HTML', '<b>Notable</b>'],
    ['a link', 'See https://evil.example.'],
    ['an image', '![x](http://evil.example/x.png)'],
    ['nothing', '  '],
  ])('a row whose observation holds %s goes, and is listed', (_, observation) => {
    const { answer, rejected } = verify({
      rows: [
        { ref: 'F1', observation },
        { ref: 'F2', observation: 'One flow.' },
      ],
    });
    expect(answer.rows.map(({ address }) => address)).toEqual(['10.0.2.15']);
    expect(rejected).toHaveLength(1);
  });

  it('keeps the sentences of an observation that stand', () => {
    const { answer } = verify({ rows: [{ ref: 'F1', observation: '10 flows rejected. It comes from Russia.' }] });
    expect(answer.rows[0]?.observation).toBe('10 flows rejected.');
  });

  it.each([
    ['does not exist', 'F99'],
    ['is of another table', 'F7'],
    ['is no short name', '203.0.113.45'],
  ])('a reference that %s names nothing', (_, ref) => {
    const { answer, rejected } = verify({ rows: [...good.rows, { ref, observation: 'One flow.' }] });
    expect(answer.rows).toHaveLength(2);
    expect(rejected).toHaveLength(1);
  });

  it('a row given twice stands once', () => {
    const { answer, rejected } = verify({ rows: [...good.rows, ...good.rows] });
    expect(answer.rows).toHaveLength(2);
    expect(rejected).toHaveLength(2);
  });

  it('without a row left there is no table, and the offline author takes over', () => {
    expect(verify({ rows: [] }).substance).toBe(false);
    expect(verify({ summary: 'It came from 192.0.2.77.' })).toMatchObject({ substance: true, answer: { summary: '' } });
  });

  it('a log without flows has no table to fill', () => {
    const facts = { ...sample.facts, topSources: [], topDestinations: [] };
    const wire = { rows: [], ports: [], highOutbound: [], summary: 'No record carries a flow.' };
    expect(verifyBaseline(wire, { ...sample, facts }).substance).toBe(true);
  });
});
