import type { LoadProgress } from '#lib/engine/engine.ts';
import { formatCount, plural } from '#lib/names/format.ts';
import { visibleText } from '#lib/reports/plain-text.ts';
import type { Terminal } from './terminal.ts';

const betweenMs = 100;

/** What stderr hears while a command works. */
export interface Progress {
  /** Replaces the one line that shows where the work stands; nothing on a stderr that is no terminal. */
  show(text: string): void;
  loading(progress: LoadProgress): void;
  /** A message that stays. */
  note(text: string): void;
  /** Removes the line. */
  end(): void;
}

/** A line that is rewritten where stderr is a terminal, ten times a second at most; notes unless `quiet`. */
export function createProgress({ stderr }: Pick<Terminal, 'stderr'>, { quiet }: { quiet: boolean }): Progress {
  const started = performance.now();
  const live = stderr.isTTY === true && !quiet;
  let shownAt = Number.NEGATIVE_INFINITY;
  let shown = false;

  const end = () => {
    if (shown) stderr.write('\r\u001b[2K');
    shown = false;
  };
  const show = (text: string) => {
    if (!live) return;
    const seconds = Math.floor((performance.now() - started) / 1000);
    stderr.write(`\r\u001b[2K${visibleText(text)} · ${seconds} s`);
    shown = true;
  };
  return {
    show,
    end,
    loading(progress) {
      if (performance.now() - shownAt < betweenMs) return;
      shownAt = performance.now();
      show(loadingText(progress));
    },
    note(text) {
      end();
      if (!quiet) stderr.write(`${visibleText(text)}\n`);
    },
  };
}

function loadingText({ files, filesDone, lines, bytesDone, bytesTotal }: LoadProgress): string {
  const share = bytesTotal ? ` · ${Math.min(100, Math.floor((bytesDone / bytesTotal) * 100))} %` : '';
  return `Reading · ${formatCount(filesDone)} of ${plural(files, 'file')} · ${plural(lines, 'line')}${share}`;
}
