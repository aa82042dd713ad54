'use client';

import { Download, Printer } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { Button } from '../../_ui/button.tsx';
import type { Format } from '../steps/report.tsx';
import { CopyButton } from './copy-button.tsx';
import { useCopying } from './copy-context.tsx';

/** Copy, the main button of the program, with export and print beside it. */
export function ReportActions({ formats }: { formats: readonly Format[] }) {
  const { caseId, defang, setDefang } = useCopying();
  return (
    <div className="no-print flex flex-wrap items-center gap-2">
      <label
        className="inline-flex min-h-7 items-center gap-1.5 text-xs text-ink-2"
        title="Writes external addresses as 203[.]0[.]113[.]45 in copies and exports, so that no ticket makes links of them"
      >
        <input
          type="checkbox"
          checked={defang}
          onChange={(event) => setDefang(event.target.checked)}
          className="size-3.5 accent-accent"
        />
        Defang
      </label>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger asChild>
          <Button>
            <Download size={14} aria-hidden="true" />
            Export
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            className="z-50 min-w-44 rounded-md border border-line bg-panel p-1 text-sm shadow-raise"
          >
            {formats.map(({ id, title, extension }) => (
              <DropdownMenu.Item key={id} asChild>
                <a
                  href={`/api/cases/${caseId}/report/${id}${defang ? '?defang=1' : ''}`}
                  download
                  className="flex h-8 items-center justify-between gap-6 rounded-sm px-2 outline-none data-[highlighted]:bg-sunken"
                >
                  {title}
                  <span className="mono text-ink-3">.{extension}</span>
                </a>
              </DropdownMenu.Item>
            ))}
            <DropdownMenu.Separator className="my-1 h-px bg-line" />
            <DropdownMenu.Item
              onSelect={() => setTimeout(() => window.print())}
              className="flex h-8 items-center justify-between rounded-sm px-2 outline-none data-[highlighted]:bg-sunken"
            >
              Print
              <Printer size={14} aria-hidden="true" className="text-ink-3" />
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <CopyButton label="Copy" look="primary" />
    </div>
  );
}
