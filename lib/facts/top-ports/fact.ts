import { z } from 'zod';
import { Port } from '#lib/model/facts.ts';
import { serviceName } from '#lib/names/ports.ts';
import { protocolName } from '#lib/names/protocols.ts';
import { defineFact, topRows } from '../fact.ts';

const count = z.number().int().nonnegative();

export const topPorts = defineFact({
  id: 'topPorts',
  title: 'The most wanted destination ports, by flows',
  row: z.object({
    port: Port,
    protocol: z.number().int().nullable(),
    flows: count,
    bytes: count,
    accepted: count,
    rejected: count,
  }),
  parameters: () => ({ rows: topRows }),
  shape: (rows) =>
    rows.map(({ port, protocol, ...counts }) => {
      const name = protocol === null ? 'unknown' : protocolName(protocol);
      return { port, protocol: name, service: serviceName(port, name), ...counts };
    }),
});
