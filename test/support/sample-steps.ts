import { Investigation } from '#lib/model/investigation.ts';
import type { Steps } from '#lib/model/steps.ts';
import { sampleInvestigation } from './sample-investigation.ts';

/**
 * The sample investigation with its four steps written: 1 and 3 by the program, 2 by a model with one claim rejected,
 * 4 by the program because the provider failed. For units that need what was written.
 */
export function sampleWithSteps(): Investigation {
  return Investigation.parse({ ...sampleInvestigation(), steps: sampleSteps() });
}

export function sampleSteps(): Steps {
  return {
    baseline: {
      ...written('1-baseline'),
      answer: {
        rows: [
          {
            address: '203.0.113.45',
            connections: 12,
            bytes: 720,
            direction: 'inbound',
            observation: '10 of 12 flows rejected; all to 10.0.1.25',
          },
          {
            address: '10.0.2.15',
            connections: 1,
            bytes: 520093696,
            direction: 'outbound',
            observation: 'One flow to 198.51.100.23 on port 8889',
          },
          {
            address: '10.0.1.25',
            connections: 1,
            bytes: 480,
            direction: 'outbound',
            observation: 'Answers to 203.0.113.45 from port 22',
          },
        ],
        ports: [
          { port: 22, protocol: 'tcp', service: 'SSH', flows: 1, observation: 'Accepted once' },
          { port: 8889, protocol: 'tcp', service: 'not a usual service', flows: 1, observation: 'Carries 520.1 MB' },
        ],
        highOutbound: [
          {
            source: '10.0.2.15',
            destination: '198.51.100.23',
            port: 8889,
            protocol: 'tcp',
            bytes: 520093696,
            observation: 'Opened by 10.0.2.15',
          },
        ],
        summary: '14 flows in 58 s, too short for a baseline of rates.\n10.0.2.15 sent nearly all of the bytes.',
      },
    },
    anomalies: {
      ...written('2-anomalies'),
      author: 'model',
      provider: 'openai',
      model: 'example-model-1',
      attempts: 2,
      usage: { inputTokens: 1408, outputTokens: 512 },
      rejectedClaims: [{ claim: '10.0.9.9 received 847 connections.', why: 'no fact holds 10.0.9.9' }],
      answer: {
        findings: [
          {
            number: 1,
            candidate: 'C1',
            title: '10.0.2.15 sent 520.1 MB to 198.51.100.23 on port 8889',
            severity: 'high',
            why: 'One record carries 520,093,696 bytes to an external address on a port without a usual service.',
            entries: [{ source: '10.0.2.15', destination: '198.51.100.23', port: 8889, file: 'paste', line: 15 }],
          },
          {
            number: 2,
            candidate: 'C2',
            title: '203.0.113.45 tried 12 ports of 10.0.1.25',
            severity: 'medium',
            why: '10 of the 12 attempts were refused; ports 22 and 443 answered.',
            entries: [
              { source: '203.0.113.45', destination: '10.0.1.25', port: 22, file: 'paste', line: 1 },
              { source: '203.0.113.45', destination: '10.0.1.25', port: 443, file: 'paste', line: 6 },
            ],
          },
        ],
      },
    },
    attack: {
      ...written('3-attack'),
      answer: {
        rows: [
          {
            finding: 2,
            techniqueName: 'Active Scanning: Scanning IP Blocks',
            technique: 'T1595.001',
            tactic: 'Reconnaissance',
            reasoning: 'An external source tried 12 ports of 10.0.1.25 in 53 s.',
            confidence: 'High',
          },
        ],
        unmapped: [1],
      },
    },
    report: {
      ...written('4-report'),
      fallback: {
        outcome: 'rate-limited',
        message: 'The provider took no more requests.',
        hint: 'Run step 4 again in a minute.',
      },
      answer: {
        executiveSummary:
          'Two findings need attention in 58 s of traffic. HIGH-001: 10.0.2.15 sent 520.1 MB (520,093,696 bytes) to 198.51.100.23.\n\nMEDIUM-002: 203.0.113.45 tried 12 ports of 10.0.1.25.',
        riskLevel: 'High',
        findings: [
          {
            id: 'HIGH-001',
            finding: 1,
            severity: 'high',
            source: '10.0.2.15',
            destination: '198.51.100.23',
            start: 1705328610,
            end: 1705328650,
            observed: '10.0.2.15 sent 520.1 MB (520,093,696 bytes) to 198.51.100.23 on tcp port 8889 in one record.',
            why: 'The volume is above 500,000,000 bytes, and port 8889 has no usual service.',
          },
          {
            id: 'MEDIUM-002',
            finding: 2,
            severity: 'medium',
            source: '203.0.113.45',
            destination: '10.0.1.25',
            start: 1705328595,
            end: 1705328648,
            observed:
              '203.0.113.45 tried 12 ports of 10.0.1.25 in 53 s; 10 attempts were refused, 22 and 443 answered.',
            why: 'Many ports of one host in under a minute is how services are looked for.',
          },
        ],
        affectedAssets: [
          { address: '10.0.2.15', role: 'client', involvement: 'Sent 520.1 MB to 198.51.100.23' },
          { address: '10.0.1.25', role: 'web server', involvement: 'Tried on 12 ports by 203.0.113.45' },
        ],
        actions: [
          { action: 'Isolate 10.0.2.15 and keep an image of its memory and disk.', object: '10.0.2.15' },
          { action: 'Block the source at the network ACL', object: '203.0.113.45' },
          { action: 'Restrict egress to port 8889.', object: '8889' },
        ],
        furtherInvestigation: {
          logSources: ['Host logs of 10.0.2.15', 'CloudTrail data events'],
          questions: ['Is 198.51.100.23 a sanctioned destination?'],
        },
      },
    },
  };
}

/** What every step carries when the program wrote it. */
function written(id: string) {
  return {
    author: 'computed' as const,
    provider: 'offline',
    model: null,
    prompt: { id, version: 1, sha256: 'ab12cd34'.repeat(8) },
    attempts: 0,
    fallback: null,
    rejectedClaims: [],
    usage: { inputTokens: 0, outputTokens: 0 },
  };
}
