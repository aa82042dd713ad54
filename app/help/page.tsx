import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { Page } from '../_shell/page.tsx';
import { ShortcutTable } from '../_shell/shortcut-table.tsx';

export const metadata: Metadata = { title: 'Help' };

export default function HelpPage() {
  return (
    <Page title="Help">
      <Topic id="how" title="How it works">
        <ol className="list-decimal space-y-1.5 pl-5">
          <li>
            <b>Facts.</b> Every line is read and typed; queries over the records answer what numbers can answer. A line
            that is no flow record is listed with its reason and never stops the rest.
          </li>
          <li>
            <b>Checks.</b> Each detection looks for one thing and says how it ended: fired, quiet, too little data,
            fields missing, or failed. None stays silent.
          </li>
          <li>
            <b>Four steps.</b> Baseline, Anomalies, ATT&amp;CK and Report are written by rules on this computer, or by a
            language model if you choose one. A model only chooses and words; it refers to facts, and the program puts
            the numbers in.
          </li>
          <li>
            <b>The gate.</b> Every address, port, count, time and technique in a written sentence is compared with the
            facts. What does not hold goes back once, and is then dropped and listed under «Rejected by checks».
          </li>
          <li>
            <b>The report.</b> Copy puts rich text and plain text on the clipboard at once; Export has Markdown, text,
            HTML, Jira, CSV and JSON.
          </li>
        </ol>
      </Topic>
      <Topic id="limits" title="What flow logs cannot show">
        <ul className="list-disc space-y-1 pl-5">
          <li>Content: no command, file, name or login. A long connection to port 22 is no proof of a login.</li>
          <li>
            Questions to the Amazon DNS resolver, instance metadata, time sync, DHCP and licence traffic of Windows.
          </li>
          <li>Single packets: a record sums up to ten minutes of one direction of one connection.</li>
          <li>Who an address belongs to. Reputation is not looked up anywhere.</li>
          <li>Traffic in time spans that AWS skipped (SKIPDATA), and interfaces without a flow log.</li>
          <li>A baseline, when there are minutes of data: then only rates and outliers can be told.</li>
        </ul>
      </Topic>
      <Topic id="privacy" title="Privacy in ten lines">
        <ol className="list-decimal space-y-1 pl-5">
          <li>Logs are read by the program on this computer and stored in its data folder, nowhere else.</li>
          <li>Written by rules, nothing leaves. That is the default, also when a key is set.</li>
          <li>A remote model gets facts and cited lines, never the whole log.</li>
          <li>
            Before that, addresses, accounts, interfaces, instances and file names become tokens; times become offsets.
          </li>
          <li>A guard reads the final text once more and blocks it if any such value is left in it.</li>
          <li>«What is sent» shows that text before you run.</li>
          <li>The tokens are turned back here; the table of them never leaves.</li>
          <li>No telemetry, no fonts or scripts from elsewhere, no look-ups of addresses.</li>
          <li>Deleting a case deletes its logs, its facts and its report.</li>
          <li>What masking cannot hide is the shape of traffic: ports, sizes and timing.</li>
        </ol>
      </Topic>
      <Topic id="keyboard" title="Keyboard">
        <p className="mb-2">
          Single keys act outside of text fields; <kbd>?</kbd> opens this list anywhere and can switch them off.
        </p>
        <ShortcutTable />
      </Topic>
    </Page>
  );
}

function Topic({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-8 first:mt-0">
      <h2 id={id} className="mb-2 text-base font-[620]">
        {title}
      </h2>
      <div className="prose-flow text-ink-2 [&_b]:font-[600] [&_b]:text-ink">{children}</div>
    </section>
  );
}
