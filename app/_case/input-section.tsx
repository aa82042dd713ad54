import type { CaseOptions } from '#lib/cases/store.ts';
import type { InputReport } from '#lib/model/input.ts';
import { formatCount, plural } from '#lib/names/format.ts';
import { DataTable } from '../_ui/data-table.tsx';
import { Bytes, Count } from '../_ui/figure.tsx';
import { Fold } from '../_ui/fold.tsx';
import { Section } from './section.tsx';

/** Sources shown at once; more are counted. */
const sourcesMax = 500;

/** What was given and how it was read. */
export function InputSection({ input, options }: { input: InputReport; options: CaseOptions }) {
  const formats = [...new Set(input.sources.map((source) => source.format))];
  const [first] = input.sources;
  return (
    <Section id="input" title="Input">
      <p className="text-sm text-ink-2">
        {input.sources.length === 1 && first ? first.name : plural(input.sources.length, 'file')}
        {': '}
        {plural(input.lines, 'line')}
        {first ? `, ${formats.join(', ')}, ${plural(first.layout.length, 'column')} ${from[first.layoutFrom]}` : ''}.
        {options.internal.length > 0
          ? ` Counted as internal besides the private ranges: ${options.internal.join(', ')}.`
          : ''}
      </p>
      <Fold summary={input.sources.length > 1 ? 'Files and columns' : 'Columns'}>
        {first ? <p className="mono mb-2 max-w-[80ch] text-xs text-ink-2">{first.layout.join(' ')}</p> : null}
        {input.missingFields.length > 0 ? (
          <p className="prose-flow mb-2 text-sm text-ink-2">
            No record carries: <span className="mono text-xs">{input.missingFields.join(', ')}</span>
          </p>
        ) : null}
        {input.sources.length > 1 ? (
          <DataTable
            caption="Files as they were read"
            rows={input.sources.slice(0, sourcesMax)}
            rowKey={(row, index) => `${row.name} ${index}`}
            empty=""
            minWidth={560}
            columns={[
              { header: 'File', rowHeader: true, kind: 'mono', cell: (row) => row.name },
              { header: 'Size', kind: 'figure', cell: (row) => <Bytes value={row.bytes} /> },
              { header: 'Lines', kind: 'figure', cell: (row) => <Count value={row.lines} /> },
              { header: 'Records', kind: 'figure', cell: (row) => <Count value={row.records} /> },
              { header: 'Not read', kind: 'figure', cell: (row) => <Count value={row.rejected} /> },
              { header: 'Columns', kind: 'nowrap', cell: (row) => from[row.layoutFrom] },
            ]}
          />
        ) : null}
        {input.sources.length > sourcesMax ? (
          <p className="text-xs text-ink-3">
            The first {formatCount(sourcesMax)} of {formatCount(input.sources.length)}.
          </p>
        ) : null}
      </Fold>
    </Section>
  );
}

const from = { header: 'named by the header', inferred: 'told from the values', given: 'as given' };
