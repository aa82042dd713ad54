import type { OutboundFact, PortFact, Talker } from '#lib/model/facts.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import { factReferences } from '#lib/model/references.ts';
import { formatBytesExact, formatCount, formatTime, plural } from '#lib/names/format.ts';
import { checkWords, hostWords, paragraph, portWords, sentence, spanWords } from './words.ts';

/** Checks that are about how much left, so that what they name is «unusually much». */
const volumeChecks = new Set(['large-flow', 'large-transfer', 'upload-asymmetry', 'volume-spike', 'odd-port-egress']);

/** Below this a sum is not worth a sentence. */
const bytesWorthNaming = 1_000_000;

/** Step 1: what is notable about each busy address and port, and what left the network. */
export function writeBaseline(investigation: Investigation) {
  const references = factReferences(investigation);
  const highOutbound = references.flatMap((entry) => {
    if (entry.table !== 'outbound') return [];
    const checks = volumeChecksOf(entry.row, investigation);
    return checks.length > 0 ? [{ ref: entry.ref, observation: outboundObservation(entry.row, checks) }] : [];
  });
  return {
    rows: references.flatMap((entry) => {
      if (entry.table !== 'topSources' && entry.table !== 'topDestinations') return [];
      return [{ ref: entry.ref, observation: talkerObservation(entry.row, entry.table, investigation) }];
    }),
    ports: references.flatMap((entry) =>
      entry.table === 'topPorts' ? [{ ref: entry.ref, observation: portObservation(entry.row, investigation) }] : [],
    ),
    highOutbound,
    summary: summaryOf(investigation, highOutbound.length),
  };
}

function talkerObservation(
  talker: Talker,
  table: 'topSources' | 'topDestinations',
  investigation: Investigation,
): string {
  return paragraph(
    sentence(outcomeWords(talker, investigation)),
    peerSentence(talker, table, investigation.facts.topPairs),
    table === 'topSources' ? uploadSentence(talker, investigation.facts.outbound) : '',
    checkSentence(talker.address, investigation),
    talker.label === null ? '' : sentence(talker.label),
  );
}

/** `10 of 12 flows rejected`. Without an action in the log nothing is said of it. */
function outcomeWords({ flows, rejected }: Pick<Talker, 'flows' | 'rejected'>, { totals }: Investigation): string {
  if (totals.accepted + totals.rejected < totals.flows) {
    return rejected > 0 ? `${plural(flows, 'flow')}, ${formatCount(rejected)} rejected` : plural(flows, 'flow');
  }
  if (flows === 1) return rejected === 1 ? '1 flow, rejected' : '1 flow, accepted';
  if (rejected === 0) return `${plural(flows, 'flow')}, all accepted`;
  if (rejected === flows) return `${plural(flows, 'flow')}, all rejected`;
  return `${formatCount(rejected)} of ${plural(flows, 'flow')} rejected`;
}

/** Whom most of it went to or came from. Its own sentence, because the count is that of the pair. */
function peerSentence(
  talker: Talker,
  table: 'topSources' | 'topDestinations',
  pairs: Investigation['facts']['topPairs'],
): string {
  const sends = table === 'topSources';
  const busiest = pairs.find((pair) => (sends ? pair.source : pair.destination) === talker.address);
  if (!busiest) return '';
  const peer = sends ? busiest.destination : busiest.source;
  if (busiest.flows === talker.flows) return sentence(`${sends ? 'Sends to' : 'Receives from'} ${peer} alone`);
  return sentence(`Busiest peer: ${peer} (${plural(busiest.flows, 'flow')})`);
}

function uploadSentence({ address }: Talker, outbound: readonly OutboundFact[]): string {
  const largest = outbound.find(({ source }) => source === address);
  if (!largest || largest.bytes < bytesWorthNaming) return '';
  const { bytes, destination, port, protocol } = largest;
  return sentence(`${formatBytesExact(bytes)} went to ${destination} on ${portWords(port, protocol)}`);
}

function checkSentence(address: string, { candidates, checks }: Investigation): string {
  const titles = (side: 'actors' | 'targets') => [
    ...new Set(
      candidates
        .filter((candidate) => candidate[side].includes(address))
        .map(({ detection }) => checkWords(detection, checks)),
    ),
  ];
  const [actor, target] = [titles('actors'), titles('targets')];
  const parts = [
    actor.length > 0 ? `as actor (${actor.join(', ')})` : '',
    target.length > 0 ? `as target (${target.join(', ')})` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? sentence(`Named by the checks ${parts.join(' and ')}`) : '';
}

function portObservation(row: PortFact, investigation: Investigation): string {
  const { port, protocol, service, flows, accepted, rejected } = row;
  const letIn = [
    ...new Set(
      investigation.facts.attackSurface
        .filter(
          (entry) =>
            entry.side === 'server' && entry.port === port && entry.protocol === protocol && entry.accepted > 0,
        )
        .map(({ host }) => host),
    ),
  ];
  return paragraph(
    sentence(outcomeWords({ flows, rejected }, investigation)),
    accepted > 0 && letIn.length > 0 ? sentence(`Let in to ${hostWords(letIn)}`) : '',
    /no(?:t a)? usual service/.test(service) ? 'No usual service stands behind this port.' : '',
  );
}

function volumeChecksOf({ source, destination, port }: OutboundFact, { candidates, checks }: Investigation): string[] {
  const naming = candidates.filter(
    ({ detection, actors, targets, ports }) =>
      volumeChecks.has(detection) &&
      actors.includes(source) &&
      (targets.length === 0 || targets.includes(destination)) &&
      (ports.length === 0 || ports.includes(port)),
  );
  return [...new Set(naming.map(({ detection }) => checkWords(detection, checks)))];
}

function outboundObservation(
  { flows, bytes, largestFlowBytes, initiator, source, destination }: OutboundFact,
  checks: string[],
): string {
  const opened = {
    source: `${source} opened the conversation.`,
    destination: `${destination} opened the conversation and was answered.`,
    unknown: 'Who opened the conversation cannot be told.',
  };
  return paragraph(
    flows === 1
      ? sentence(`1 flow carries ${formatBytesExact(bytes)}`)
      : sentence(
          `${plural(flows, 'flow')} carry ${formatBytesExact(bytes)}, the largest ${formatBytesExact(largestFlowBytes)}`,
        ),
    opened[initiator],
    sentence(`Named by the checks (${checks.join(', ')})`),
  );
}

function summaryOf(investigation: Investigation, highOutbound: number): string {
  const { totals, facts } = investigation;
  if (totals.flows === 0) return emptyLogSentence(investigation);
  const [source] = facts.topSources;
  const [destination] = facts.topDestinations;
  const [port] = facts.topPorts;
  const [outbound] = facts.outbound;
  return paragraph(
    sentence(`${volumeWords(investigation)}: ${actionWords(investigation)}`),
    source ? sentence(`Busiest source: ${source.address} (${plural(source.flows, 'flow')})`) : '',
    destination ? sentence(`Busiest destination: ${destination.address} (${plural(destination.flows, 'flow')})`) : '',
    port ? sentence(`Most wanted port: ${portWords(port.port, port.protocol)} (${plural(port.flows, 'flow')})`) : '',
    outbound
      ? sentence(
          `Largest outbound sum: ${outbound.source} sent ${formatBytesExact(outbound.bytes)} to ${outbound.destination} on ${portWords(outbound.port, outbound.protocol)}`,
        )
      : 'No accepted flow left for an external address.',
    outbound && highOutbound === 0 ? 'No check calls an outbound volume unusual.' : '',
  );
}

/** `14 flows with 520.1 MB (520,094,896 bytes) from … to … (58 s)`. */
export function volumeWords({ totals, window }: Pick<Investigation, 'totals' | 'window'>): string {
  const span = window ? ` ${spanWords({ firstSeen: window.start, lastSeen: window.end })}` : '';
  return `${plural(totals.flows, 'flow')} with ${formatBytesExact(totals.bytes)}${span}`;
}

function actionWords({ totals: { accepted, rejected } }: Investigation): string {
  if (accepted + rejected === 0) return 'the log does not say what was accepted';
  return `${formatCount(accepted)} accepted, ${formatCount(rejected)} rejected`;
}

/** Why there is nothing to judge: an empty interval and a gap in the logging are two different things. */
export function emptyLogSentence({ input, window }: Pick<Investigation, 'input' | 'window'>): string {
  const parts = [
    input.noData > 0 ? `${plural(input.noData, 'NODATA record')} (nothing flowed)` : '',
    input.skipData > 0 ? `${plural(input.skipData, 'SKIPDATA record')} (AWS left out an unknown number of flows)` : '',
    input.rejected > 0 ? `${plural(input.rejected, 'line')} that could not be read` : '',
  ].filter((part) => part !== '');
  const when = window ? ` from ${formatTime(window.start)} to ${formatTime(window.end)}` : '';
  return sentence(`The log holds no flow${when}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`);
}
