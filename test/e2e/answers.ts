import type { StepId } from '#lib/model/steps.ts';

/** What a good model would answer to a prompt: facts by the references it reads there, words without numbers of its own. */
export function answerFor(step: StepId, body: unknown): string {
  const prompt = JSON.stringify(body);
  const all = (pattern: RegExp) => [...new Set(prompt.match(pattern) ?? [])];
  const candidates = all(/\bC\d+\b(?!\.)/g);
  const inside = all(/\bIN\d+H\d+\b/g);
  const outside = all(/\bEX\d+H\d+\b/g);
  const answers: Record<StepId, unknown> = {
    baseline: {
      rows: [
        { ref: 'F1', observation: `The busiest source is ${outside[0] ?? inside[0] ?? 'outside'}.` },
        { ref: 'F2', observation: 'Next in line.' },
      ],
      ports: [],
      highOutbound: [],
      summary: 'One source stands out by the number of its flows.',
    },
    anomalies: {
      findings: candidates.map((candidate) => ({
        candidate,
        severity: 'low',
        title: `What ${candidate} shows`,
        why: 'The pattern of the records is the one this check looks for.',
        evidence: [],
      })),
    },
    attack: {
      rows: [
        {
          finding: 1,
          technique: 'T1595.001',
          tactic: 'Reconnaissance',
          reasoning: 'An outside source tries the ports of one host.',
          confidence: 'Low',
        },
      ],
      unmapped: [],
    },
    report: {
      executiveSummary: 'An outside source tried the ports of a web server. Most attempts were refused.',
      riskLevel: 'Medium',
      findings: [
        { finding: 1, observed: 'Attempts on one port after the other.', why: 'That is how services are looked for.' },
      ],
      affectedAssets: inside.slice(0, 1).map((address) => ({ address, involvement: 'Its ports were tried.' })),
      actions: outside.slice(0, 1).map((object) => ({ action: `Block ${object} at the network ACL.`, object })),
      furtherInvestigation: {
        logSources: ['Authentication logs of the host'],
        questions: ['Is the source a known scanner?'],
      },
    },
  };
  return JSON.stringify(answers[step]);
}
