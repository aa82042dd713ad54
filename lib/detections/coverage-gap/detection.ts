import { z } from 'zod';
import type { EvidenceFilter } from '#lib/model/detection.ts';
import type { Confidence, Severity } from '#lib/model/scale.ts';
import { formatCount, plural } from '#lib/names/format.ts';
import { defineDetection } from '../detection.ts';

const count = z.number().int().nonnegative();

const Row = z.object({
  kind: z.enum(['skipped', 'silent', 'one-action', 'one-way']),
  records: count,
  interfaces: count,
  /** What is affected, of `whole`: intervals, flows or conversations by kind. */
  part: count,
  whole: count,
  /** Longest silence, in aggregation intervals. */
  intervals: count,
  wide: z.boolean(),
  firstSeen: z.number().int().nullable(),
  lastSeen: z.number().int().nullable(),
});
type Row = z.infer<typeof Row>;

interface Judgement {
  title: string;
  severity: Severity;
  confidence: Confidence;
  why: string;
  measures: Record<string, number>;
  step: string;
  evidence: EvidenceFilter;
}

export const coverageGap = defineDetection({
  id: 'coverage-gap',
  catalogue: 'D37',
  title: 'Coverage gap',
  looksFor: 'Signs that the log does not show all of the traffic.',
  needs: [],
  flowsMin: 0,
  thresholds: {
    skippedPercentAbove: {
      value: 1,
      unit: 'percent of the intervals of all interfaces, for medium',
      source: 'Flowcase',
    },
    cellsMin: { value: 100, unit: 'intervals of all interfaces, before a share means anything', source: 'Flowcase' },
    silentIntervalsMin: { value: 3, unit: 'intervals without any record of an interface', source: 'Flowcase' },
    activeIntervalsMin: { value: 12, unit: 'intervals with records of the same interface', source: 'Flowcase' },
    gapPercentMax: {
      value: 10,
      unit: 'percent of the intervals that may follow a pause, for a steady interface',
      source: 'Flowcase',
    },
    oneActionFlowsMin: { value: 1000, unit: 'flows', source: 'Flowcase: a smaller log may well hold a single action' },
    conversationsMin: {
      value: 100,
      unit: 'accepted TCP conversations with more packets than a SYN is repeated',
      source: 'Flowcase',
    },
    oneWayPercentAbove: { value: 90, unit: 'percent of these conversations', source: 'Flowcase' },
    retryPacketsMax: {
      value: 7,
      unit: 'packets of a client that hears nothing',
      source: 'Linux: one SYN and six repeats',
    },
  },
  sameFactAs: [],
  row: Row,
  judge(row, { aggregationSeconds }) {
    const { step, ...judged } = judgementOf(row, aggregationSeconds);
    return {
      ...judged,
      actors: [],
      targets: [],
      ports: [],
      protocol: null,
      firstSeen: row.firstSeen,
      lastSeen: row.lastSeen,
      flows: row.records,
      bytes: 0,
      steps: [step],
      // Who switches logging off is seen in CloudTrail; a gap by itself fits no technique.
      attack: [],
    };
  },
  benign: [
    'A capacity limit of the logging itself, which AWS marks as SKIPDATA',
    'A flow log that records a single action by its own setting, or of a single interface',
    'An excerpt that was filtered before it came here',
  ],
  confirm: [
    'The settings of the flow log: filter, format and which resources it covers',
    'CloudTrail for CreateFlowLogs and DeleteFlowLogs in the same hours',
    'Delivery errors of the flow log, and the files of the hours that are missing',
  ],
});

function judgementOf(row: Row, aggregationSeconds: number): Judgement {
  const { kind, records, interfaces, part, whole, intervals } = row;
  switch (kind) {
    case 'skipped':
      return {
        title: `Coverage gap: ${plural(records, 'SKIPDATA record')}`,
        severity: row.wide ? 'medium' : 'low',
        confidence: 'high',
        why: `${plural(records, 'record')} with the status SKIPDATA: AWS left out an unknown number of flows of ${plural(interfaces, 'interface')} in ${formatCount(part)} of ${plural(whole, 'interval')}.`,
        measures: { records, interfaces, skippedIntervals: part, intervals: whole },
        step: row.wide ? 'medium: a share of the log that can hide something' : 'low: single intervals are incomplete',
        evidence: { logStatus: 'SKIPDATA' },
      };
    case 'silent':
      return {
        title: `Coverage gap: ${plural(interfaces, 'interface')} fell silent for a time`,
        severity: 'info',
        confidence: 'low',
        why: `${plural(interfaces, 'interface')} that otherwise reported steadily had no record at all, not even NODATA, for up to ${plural(intervals, 'interval')} of ${plural(aggregationSeconds, 'second')} in a row.`,
        measures: { interfaces, longestSilenceIntervals: intervals, intervalSeconds: aggregationSeconds },
        step: 'info: an interface without traffic would have a NODATA record',
        evidence: {},
      };
    case 'one-action': {
      const action = part === whole ? 'ACCEPT' : 'REJECT';
      return {
        title: `Coverage gap: all of ${plural(records, 'flow')} are ${action}`,
        severity: 'info',
        confidence: 'medium',
        why: `All of ${plural(records, 'flow')} have the action ${action}, so the flow log probably records only this action.`,
        measures: { records },
        step: 'info: what the filter leaves out cannot be judged',
        evidence: { action },
      };
    }
    case 'one-way':
      return {
        title: 'Coverage gap: the replies are missing',
        severity: 'info',
        confidence: 'medium',
        why: `${formatCount(part)} of ${plural(whole, 'accepted TCP conversation')} with a session’s worth of packets have no reply in this log, so only one direction was recorded or kept.`,
        measures: { oneWayConversations: part, conversations: whole },
        step: 'info: whether a service answered cannot be told from one direction',
        evidence: { action: 'ACCEPT', side: 'request' },
      };
  }
}
