import { BIGINT, BOOLEAN, DOUBLE, type DuckDBType, type DuckDBValue, LIST, listValue, VARCHAR } from '@duckdb/node-api';
import type { Parameter } from '../engine.ts';

export interface Bound {
  values: Record<string, DuckDBValue>;
  types: Record<string, DuckDBType>;
}

/** Binds the parameters that the SQL names: whole numbers as 64-bit integers, so that division stays whole. */
export function bind(sql: string, parameters: Record<string, Parameter>): Bound {
  const bound: Bound = { values: {}, types: {} };
  for (const name of new Set([...sql.matchAll(/\$([a-z]\w*)/gi)].map((match) => match[1] ?? ''))) {
    const parameter = parameters[name];
    if (parameter === undefined) throw new Error(`the query names $${name}, which nobody gave`);
    const [value, type] = boundValue(parameter);
    bound.values[name] = value;
    bound.types[name] = type;
  }
  return bound;
}

function boundValue(parameter: Parameter): [DuckDBValue, DuckDBType] {
  if (parameter === null) return [null, VARCHAR];
  if (typeof parameter === 'string') return [parameter, VARCHAR];
  if (typeof parameter === 'boolean') return [parameter, BOOLEAN];
  if (typeof parameter === 'number') {
    return Number.isInteger(parameter) ? [BigInt(parameter), BIGINT] : [parameter, DOUBLE];
  }
  const strings = parameter.some((item) => typeof item === 'string');
  const items = parameter.map((item) => (typeof item === 'number' ? BigInt(item) : item));
  return [listValue(items), LIST(strings ? VARCHAR : BIGINT)];
}

/** Engine values as plain JavaScript: 64- and 128-bit integers as numbers (counts and bytes stay below 2^53), lists as arrays. */
export function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  return value;
}
