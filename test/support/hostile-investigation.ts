import { Investigation } from '#lib/model/investigation.ts';
import { sampleWithSteps } from './sample-steps.ts';

/** What a log line, a file name or a model might carry to break out of a report or to act on whoever opens it. */
export const hostile = {
  markup: '<img src=x onerror=alert(1)><script>alert(2)</script> & &lt;b&gt;',
  link: '[click](javascript:alert(3)) ![pixel](http://evil.example/p.png) <http://evil.example/a>',
  bare: 'see http://evil.example/x and www.evil.example and HTTPS://evil.example',
  emphasis: '*bold* _under_ `code` ``two`` ~~gone~~ | cell || head $math$',
  wiki: '{color:red}x{color} [~admin] [a|http://evil.example] !pic.png! h1. {noformat} {{mono}} -del- ??cite?? \\\\ (x) :)',
  formula: "=cmd()|' /C calc'!A0",
  lines: 'first\n# second\r\n- third\u2028fourth\n| a | b |',
  invisible: '\u001b[31mred\u001b[0m \u202egnp.exe \u200bhidden \u0000 nul \u{e0041}tag',
} as const;

/** The sample with every one of these in each place that a log, a file name, a person or a model fills. */
export function hostileInvestigation(value: string = Object.values(hostile).join(' ')): Investigation {
  const sample = sampleWithSteps();
  const { baseline, anomalies, attack, report } = sample.steps;
  return Investigation.parse({
    ...sample,
    input: {
      ...sample.input,
      sources: sample.input.sources.map((source) => ({ ...source, name: value, damage: value })),
      rejectedLines: sample.input.rejectedLines.map((line) => ({ ...line, source: value, reason: value, text: value })),
      missingFields: [value],
    },
    facts: {
      ...sample.facts,
      assets: sample.facts.assets.map((asset) => ({
        ...asset,
        role: value,
        roleFrom: value,
        interfaces: [value],
        instances: [value],
      })),
      blindSpots: [value],
    },
    checks: sample.checks.map((check) => ({
      ...check,
      title: value,
      outcome: check.outcome === 'unavailable' ? 'failed' : check.outcome,
      error: value,
    })),
    candidates: sample.candidates.map((candidate) => ({
      ...candidate,
      title: value,
      why: value,
      protocol: value,
      steps: [value],
      benign: [value],
      confirm: [value],
      evidence: candidate.evidence.map((line) => ({ ...line, source: value, text: value })),
    })),
    steps: {
      baseline: baseline && {
        ...baseline,
        answer: {
          rows: baseline.answer.rows.map((row) => ({ ...row, address: value, observation: value })),
          ports: baseline.answer.ports.map((row) => ({ ...row, service: value, observation: value })),
          highOutbound: baseline.answer.highOutbound.map((row) => ({ ...row, observation: value })),
          summary: value,
        },
      },
      anomalies: anomalies && {
        ...anomalies,
        model: value,
        rejectedClaims: [{ claim: value, why: value }],
        answer: {
          findings: anomalies.answer.findings.map((finding) => ({
            ...finding,
            title: value,
            why: value,
            entries: finding.entries.map((entry) => ({ ...entry, file: value })),
          })),
        },
      },
      attack: attack && {
        ...attack,
        answer: {
          rows: attack.answer.rows.map((row) => ({
            ...row,
            techniqueName: value,
            technique: value,
            tactic: value,
            reasoning: value,
          })),
          unmapped: attack.answer.unmapped,
        },
      },
      report: report && {
        ...report,
        fallback: { outcome: 'server', message: value, hint: value },
        answer: {
          ...report.answer,
          executiveSummary: value,
          findings: report.answer.findings.map((finding) => ({
            ...finding,
            id: value,
            source: value,
            destination: value,
            observed: value,
            why: value,
          })),
          affectedAssets: report.answer.affectedAssets.map((asset) => ({ ...asset, role: value, involvement: value })),
          actions: [
            { action: value, object: '10.0.2.15' },
            { action: 'Look at', object: value },
          ],
          furtherInvestigation: { logSources: [value], questions: [value] },
        },
      },
    },
  });
}
