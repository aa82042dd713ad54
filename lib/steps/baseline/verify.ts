import { everyCheck } from '#lib/grounding/every-check.ts';
import type { Investigation } from '#lib/model/investigation.ts';
import type { FactReference } from '#lib/model/references.ts';
import type { BaselineAnswer } from '#lib/model/steps.ts';
import { createGate, type Gate } from '../gate.ts';
import type { Verification } from '../step.ts';
import type { BaselineWire } from './schema.ts';

const checks = { observation: everyCheck, summary: everyCheck };

/** Puts the fact rows in the place of their short names, in the order of the facts. A row whose observation falls goes with it. */
export function verifyBaseline(wire: BaselineWire, investigation: Investigation): Verification<'baseline'> {
  const gate = createGate(investigation, 'baseline');
  const rows = noted(
    wire.rows,
    gate,
    ({ table }) => table === 'topSources' || table === 'topDestinations',
    'a source or destination',
  );
  const ports = noted(wire.ports, gate, ({ table }) => table === 'topPorts', 'a port');
  const outbound = noted(wire.highOutbound, gate, ({ table }) => table === 'outbound', 'an outbound row');
  const answer: BaselineAnswer = {
    rows: rows.flatMap(({ reference, observation }) => {
      if (reference.table !== 'topSources' && reference.table !== 'topDestinations') return [];
      const { address, flows, bytes, direction } = reference.row;
      return [{ address, connections: flows, bytes, direction, observation }];
    }),
    ports: ports.flatMap(({ reference, observation }) => {
      if (reference.table !== 'topPorts') return [];
      const { port, protocol, service, flows } = reference.row;
      return [{ port, protocol, service, flows, observation }];
    }),
    highOutbound: outbound.flatMap(({ reference, observation }) => {
      if (reference.table !== 'outbound') return [];
      const { source, destination, port, protocol, bytes } = reference.row;
      return [{ source, destination, port, protocol, bytes, observation }];
    }),
    summary: gate.pass(wire.summary, checks.summary),
  };
  const { topSources, topDestinations } = investigation.facts;
  const hasTable = answer.rows.length > 0 || topSources.length + topDestinations.length === 0;
  return {
    answer,
    rejected: [...gate.rejected],
    substance: hasTable && (answer.rows.length > 0 || answer.summary !== ''),
  };
}

interface Noted {
  reference: FactReference;
  observation: string;
}

/** The rows that exist, are of the right table and still say something, each once. */
function noted(
  wire: readonly { ref: string; observation: string }[],
  gate: Gate,
  belongs: (reference: FactReference) => boolean,
  wanted: string,
): Noted[] {
  const kept = new Map<string, Noted>();
  for (const { ref, observation } of wire) {
    const name = ref.trim().toUpperCase();
    const reference = gate.index.references.get(name);
    if (!reference) gate.reject(`${ref}: ${observation}`, `there is no fact row ${ref}`);
    else if (!belongs(reference)) gate.reject(`${ref}: ${observation}`, `${ref} is not ${wanted}`);
    else if (kept.has(name)) gate.reject(`${ref}: ${observation}`, `${ref} is given twice`);
    else {
      const passed = gate.pass(observation, checks.observation, { row: reference });
      if (passed !== '') kept.set(name, { reference, observation: passed });
      else if (observation.trim() === '') gate.reject(ref, `the observation on ${ref} is empty`);
    }
  }
  const order = [...gate.index.references.keys()];
  return [...kept.values()].sort((a, b) => order.indexOf(a.reference.ref) - order.indexOf(b.reference.ref));
}
