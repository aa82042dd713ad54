import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { zodTextFormat } from 'openai/helpers/zod';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AnomaliesWire } from './anomalies/schema.ts';
import { AttackWire } from './attack/schema.ts';
import { BaselineWire } from './baseline/schema.ts';
import { ReportWire } from './report/schema.ts';

describe.each([
  ['baseline', BaselineWire],
  ['anomalies', AnomaliesWire],
  ['attack', AttackWire],
  ['report', ReportWire],
])('the wire schema of %s', (name, wire) => {
  const schemas: [string, unknown][] = [
    ['openai', zodTextFormat(wire, name).schema],
    ['anthropic', zodOutputFormat(wire).schema],
  ];

  it.each(schemas)('converts with the helper of %s and loses nothing', (_, schema) => {
    const objects = objectsIn(schema);
    expect(objects.length).toBeGreaterThan(0);
    for (const object of objects) {
      expect(Object.keys(object.properties)).not.toEqual([]);
      expect(object.required.sort()).toEqual(Object.keys(object.properties).sort());
      expect(object.additionalProperties).toBe(false);
    }
  });

  it.each(schemas)('names every key for %s that a plain answer has', (_, schema) => {
    expect(Object.keys(objectsIn(schema)[0]?.properties ?? {})).toEqual(Object.keys(wire.shape));
  });
});

it('a map, which one helper would empty without a word, is refused by the other', () => {
  expect(() => zodTextFormat(z.object({ map: z.record(z.string(), z.string()) }), 'x')).toThrow();
});

const SchemaObject = z.object({
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()),
  additionalProperties: z.boolean(),
});

/** Every object type of a JSON schema, the root first. */
function objectsIn(schema: unknown): z.infer<typeof SchemaObject>[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'type' in schema && schema.type === 'object' ? [SchemaObject.parse(schema)] : [];
  return [...own, ...Object.values(schema).flatMap(objectsIn)];
}
