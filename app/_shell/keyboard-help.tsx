'use client';

import { Keyboard } from 'lucide-react';
import { useCallback, useState } from 'react';
import { Modal } from '../_ui/modal.tsx';
import { ShortcutTable } from './shortcut-table.tsx';
import { useShortcut, useSingleKeys } from './shortcuts.ts';

/** The list of keys, behind `?` and behind a button of the header. */
export function KeyboardHelp() {
  const [open, setOpen] = useState(false);
  const [singleKeys, setSingleKeys] = useSingleKeys();
  useShortcut(
    useCallback((key) => {
      if (key !== '?') return false;
      setOpen(true);
      return true;
    }, []),
  );
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        title="Keyboard (?)"
        aria-label="Keyboard shortcuts"
        className="inline-flex size-8 items-center justify-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink max-sm:hidden"
      >
        <Keyboard size={16} aria-hidden="true" />
      </button>
      <Modal open={open} onOpenChange={setOpen} title="Keyboard" description="Single keys act outside of text fields.">
        <ShortcutTable />
        <label className="mt-4 flex min-h-7 items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={singleKeys}
            onChange={(event) => setSingleKeys(event.target.checked)}
            className="size-4 accent-accent"
          />
          Single-key shortcuts
        </label>
      </Modal>
    </>
  );
}
