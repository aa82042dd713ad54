import type { Investigation } from '#lib/model/investigation.ts';
import { DataTable } from '../../_ui/data-table.tsx';
import { Bytes, Count } from '../../_ui/figure.tsx';
import { AddressLink, PortLink } from '../facts/talkers.tsx';
import { Part } from '../section.tsx';
import { StepCard } from './step-card.tsx';

/** Step 1: who talks to whom, and what is notable about it. */
export function BaselineStep({ investigation: { steps } }: { investigation: Investigation }) {
  const step = steps.baseline;
  return (
    <StepCard
      id="baseline"
      step={step}
      promise="The addresses with the most connections, the ports tried most and the largest outbound volumes, each with what is notable about it."
    >
      {step ? (
        <>
          <p className="prose-flow mb-4">{step.answer.summary}</p>
          <DataTable
            caption="Addresses"
            rows={step.answer.rows}
            rowKey={(row, index) => `${row.address} ${index}`}
            empty="No address stands out."
            minWidth={680}
            columns={[
              { header: 'IP Address', rowHeader: true, cell: (row) => <AddressLink value={row.address} /> },
              { header: 'Connection Count', kind: 'figure', cell: (row) => <Count value={row.connections} /> },
              { header: 'Total Bytes', kind: 'figure', cell: (row) => <Bytes value={row.bytes} /> },
              { header: 'Direction', kind: 'nowrap', cell: (row) => row.direction },
              { header: 'Notable Observation', cell: (row) => row.observation, width: '44%' },
            ]}
          />
          {step.answer.ports.length > 0 ? (
            <Part title="Ports">
              <DataTable
                caption="Ports"
                rows={step.answer.ports}
                rowKey={(row, index) => `${row.protocol}/${row.port} ${index}`}
                empty=""
                minWidth={520}
                columns={[
                  {
                    header: 'Port',
                    kind: 'nowrap',
                    rowHeader: true,
                    cell: (row) => <PortLink port={row.port} protocol={row.protocol} />,
                  },
                  { header: 'Usually', kind: 'nowrap', cell: (row) => row.service },
                  { header: 'Flows', kind: 'figure', cell: (row) => <Count value={row.flows} /> },
                  { header: 'Notable Observation', cell: (row) => row.observation, width: '54%' },
                ]}
              />
            </Part>
          ) : null}
          {step.answer.highOutbound.length > 0 ? (
            <Part title="High outbound volume">
              <DataTable
                caption="High outbound volume"
                rows={step.answer.highOutbound}
                rowKey={(row, index) => `${row.source} ${row.destination} ${row.port} ${index}`}
                empty=""
                minWidth={640}
                columns={[
                  { header: 'From', rowHeader: true, cell: (row) => <AddressLink value={row.source} /> },
                  { header: 'To', cell: (row) => <AddressLink value={row.destination} /> },
                  {
                    header: 'Service',
                    kind: 'nowrap',
                    cell: (row) => <PortLink port={row.port} protocol={row.protocol} />,
                  },
                  { header: 'Bytes', kind: 'figure', cell: (row) => <Bytes value={row.bytes} /> },
                  { header: 'Notable Observation', cell: (row) => row.observation, width: '40%' },
                ]}
              />
            </Part>
          ) : null}
        </>
      ) : null}
    </StepCard>
  );
}
