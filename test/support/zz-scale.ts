import { runDetections } from '#lib/detections/run-detections.ts';
import { detections } from '#lib/detections/registry.ts';
import { createDuckDb } from '#lib/engine/duckdb/duckdb.ts';
import { fileSource } from '#lib/sources/file.ts';
let t = Date.now();
const s = await createDuckDb({ memory: '2GB' }).load([fileSource('/tmp/big.log')], { layout: 'auto', internal: [] });
console.log('load', Date.now() - t, s.flows);
for (const d of detections) {
  t = Date.now();
  const { checks, candidates } = await runDetections(s, { detections: [d] });
  console.log(d.id, Date.now() - t, 'ms', checks[0]?.outcome, checks[0]?.candidates, checks[0]?.error ?? '', candidates.slice(0, 2).map((c) => `${c.severity} ${c.title}`), candidates.at(-1)?.title, candidates.at(-1)?.measures.leftOut);
}
console.log(Math.round(process.memoryUsage().rss / 1e6), 'MB');
await s.close();
