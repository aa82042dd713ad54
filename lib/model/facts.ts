import { z } from 'zod';

const count = z.number().int().nonnegative();
/** Epoch seconds, UTC. */
export const Epoch = z.number().int();
export const Port = z.number().int().min(0).max(65535);

export const Scope = z.enum(['internal', 'external']);
export type Scope = z.infer<typeof Scope>;

export const Direction = z.enum(['inbound', 'outbound', 'internal', 'external', 'mixed', 'unknown']);
export type Direction = z.infer<typeof Direction>;

export const Window = z.object({ start: Epoch, end: Epoch });
export type Window = z.infer<typeof Window>;

/** Flows are records with log-status OK and a 5-tuple. Bytes and packets leave out copies that a second interface recorded of the same traffic. */
export const Totals = z.object({
  flows: count,
  bytes: count,
  packets: count,
  accepted: count,
  rejected: count,
});
export type Totals = z.infer<typeof Totals>;

export const Talker = z.object({
  address: z.string(),
  scope: Scope,
  label: z.string().nullable(),
  flows: count,
  bytes: count,
  rejected: count,
  direction: Direction,
});
export type Talker = z.infer<typeof Talker>;

export const PortFact = z.object({
  port: Port,
  protocol: z.string(),
  service: z.string(),
  flows: count,
  bytes: count,
  accepted: count,
  rejected: count,
});
export type PortFact = z.infer<typeof PortFact>;

export const PairFact = z.object({
  source: z.string(),
  destination: z.string(),
  flows: count,
  bytes: count,
  rejected: count,
});
export type PairFact = z.infer<typeof PairFact>;

export const ActionFact = z.object({ action: z.string(), flows: count, bytes: count, packets: count });
export type ActionFact = z.infer<typeof ActionFact>;

export const ProtocolFact = z.object({
  protocol: z.string(),
  number: z.number().int(),
  flows: count,
  bytes: count,
  packets: count,
});
export type ProtocolFact = z.infer<typeof ProtocolFact>;

export const DirectionFact = z.object({ direction: Direction, flows: count, bytes: count, packets: count });
export type DirectionFact = z.infer<typeof DirectionFact>;

/** Accepted traffic from an internal address to an external one, per service port. */
export const OutboundFact = z.object({
  source: z.string(),
  destination: z.string(),
  port: Port,
  protocol: z.string(),
  bytes: count,
  largestFlowBytes: count,
  flows: count,
  initiator: z.enum(['source', 'destination', 'unknown']),
});
export type OutboundFact = z.infer<typeof OutboundFact>;

/** One service that an internal host answers on (`server`) or uses (`client`), per peer. */
export const SurfaceFact = z.object({
  host: z.string(),
  port: Port,
  protocol: z.string(),
  side: z.enum(['server', 'client']),
  peer: z.string(),
  accepted: count,
  rejected: count,
  /** Seen from `host`. */
  bytesIn: count,
  bytesOut: count,
  firstSeen: Epoch.nullable(),
  lastSeen: Epoch.nullable(),
});
export type SurfaceFact = z.infer<typeof SurfaceFact>;

export const Bucket = z.object({
  start: Epoch,
  flows: count,
  accepted: count,
  rejected: count,
  bytesIn: count,
  bytesOut: count,
});
export type Bucket = z.infer<typeof Bucket>;

export const Timeline = z.object({ bucketSeconds: z.number().int().positive(), buckets: z.array(Bucket) });
export type Timeline = z.infer<typeof Timeline>;

/** An internal address and what its traffic says it is; `roleFrom` is the proof in words. */
export const Asset = z.object({
  address: z.string(),
  role: z.string(),
  roleFrom: z.string(),
  interfaces: z.array(z.string()),
  instances: z.array(z.string()),
});
export type Asset = z.infer<typeof Asset>;

export const Facts = z.object({
  topSources: z.array(Talker),
  topDestinations: z.array(Talker),
  topPorts: z.array(PortFact),
  topPairs: z.array(PairFact),
  byAction: z.array(ActionFact),
  byProtocol: z.array(ProtocolFact),
  byDirection: z.array(DirectionFact),
  outbound: z.array(OutboundFact),
  attackSurface: z.array(SurfaceFact),
  timeline: Timeline,
  assets: z.array(Asset),
  blindSpots: z.array(z.string()),
});
export type Facts = z.infer<typeof Facts>;
