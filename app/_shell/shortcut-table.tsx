import { Keys } from '../_ui/keys.tsx';

const shortcuts: readonly { keys: string; what: string }[] = [
  { keys: 'Ctrl Enter', what: 'Read the pasted logs; in a case, run the steps' },
  { keys: '1 2 3 4', what: 'Go to Baseline, Anomalies, ATT&CK, Report' },
  { keys: 'J K', what: 'Next and previous finding' },
  { keys: 'Enter', what: 'On a finding: open its lines' },
  { keys: 'C', what: 'Copy the report' },
  { keys: 'Esc', what: 'Close the lines or a dialog, and go back to where you were' },
  { keys: '?', what: 'This list' },
];

export function ShortcutTable() {
  return (
    <dl className="divide-y divide-line text-sm">
      {shortcuts.map(({ keys, what }) => (
        <div key={keys} className="grid min-h-8 grid-cols-[7.5rem_1fr] items-center gap-3 py-1">
          <dt>
            <Keys keys={keys} />
          </dt>
          <dd className="text-ink-2">{what}</dd>
        </div>
      ))}
    </dl>
  );
}
