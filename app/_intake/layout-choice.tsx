'use client';

import { useEffect, useState } from 'react';
import type { Problem } from '../_data/wire.ts';
import { Button } from '../_ui/button.tsx';
import { classes } from '../_ui/classes.ts';
import { ScrollRegion } from '../_ui/data-table.tsx';
import { Notice } from '../_ui/notice.tsx';
import type { Given } from './given.ts';
import { sampleValues } from './sample-values.ts';

type Candidate = NonNullable<Problem['candidates']>[number];

/** A log without header whose columns can be read in several ways: one row a column, one reading beside the other. */
export function LayoutChoice({
  problem,
  candidates,
  given,
  onLayout,
}: {
  problem: Problem;
  candidates: readonly Candidate[];
  given: Given;
  onLayout: (given: Given, layout: string[]) => void;
}) {
  const columns = Math.max(...candidates.map(({ layout }) => layout.length));
  const values = useSampleValues(given, problem.source ?? null, columns);
  const positions = Array.from({ length: columns }, (_, at) => at);
  return (
    <div className="space-y-3">
      <Notice tone="warning" title={problem.title} alert>
        {problem.detail ? <p>{problem.detail}</p> : null}
        <p className="text-ink-2">
          Choose the reading whose names fit the values. The rows in which the readings differ are marked.
        </p>
      </Notice>
      <ol className="space-y-0.5 text-sm text-ink-2">
        {candidates.map(({ layout, why }, index) => (
          <li key={layout.join(' ')}>
            <b className="font-[600] text-ink">Reading {letter(index)}</b>: {why}
          </li>
        ))}
      </ol>
      <ScrollRegion label="What the columns may be" className="rounded-md border border-line px-3">
        <table className="data-table">
          <caption className="sr-only">What the columns may be</caption>
          <thead>
            <tr>
              <th scope="col" className="figure" style={{ width: 72 }}>
                Column
              </th>
              <th scope="col">Value in your log</th>
              {candidates.map(({ layout }, index) => (
                <th key={layout.join(' ')} scope="col">
                  <Button size="sm" onClick={() => onLayout(given, layout)}>
                    Use reading {letter(index)}
                  </Button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {positions.map((at) => {
              const names = candidates.map(({ layout }) => layout[at] ?? '');
              const differs = new Set(names).size > 1;
              return (
                <tr key={at}>
                  <th scope="row" className="figure text-ink-3">
                    {at + 1}
                  </th>
                  <td className="mono nowrap">{values?.[at] ?? ''}</td>
                  {names.map((name, index) => (
                    <td
                      // biome-ignore lint/suspicious/noArrayIndexKey: a reading is known by its place
                      key={index}
                      className={classes('mono nowrap', differs ? 'bg-mark font-[600]' : 'text-ink-2')}
                    >
                      {name}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

const letter = (index: number) => String.fromCharCode('A'.charCodeAt(0) + index);

function useSampleValues(given: Given, source: string | null, columns: number): string[] | null {
  const [values, setValues] = useState<string[] | null>(null);
  useEffect(() => {
    let current = true;
    void sampleValues(given, source, columns).then((found) => {
      if (current) setValues(found);
    });
    return () => {
      current = false;
    };
  }, [given, source, columns]);
  return values;
}
