import type { Clipboard } from '../../_data/wire.ts';

/** How far copying came. `denied` means: show the text and let the person press Ctrl+C. */
export type Written = 'rich' | 'plain' | 'denied';

/**
 * Puts both forms on the clipboard. It has to be called within the click itself: Safari refuses a `write` that comes
 * after an `await`, which is why the parts are promises that may still be open.
 */
export async function writeClipboard(
  report: Promise<Clipboard>,
  clipboard: ClipboardLike | undefined,
): Promise<Written> {
  if (clipboard?.write && typeof ClipboardItem !== 'undefined') {
    try {
      await clipboard.write([
        new ClipboardItem({
          'text/html': report.then(({ html }) => new Blob([html], { type: 'text/html' })),
          'text/plain': report.then(({ text }) => new Blob([text], { type: 'text/plain' })),
        }),
      ]);
      return 'rich';
    } catch {
      // Some browsers allow plain text where they refuse the rest.
    }
  }
  try {
    if (!clipboard) return 'denied';
    const { text } = await report;
    await clipboard.writeText(text);
    return 'plain';
  } catch {
    return 'denied';
  }
}

export type ClipboardLike = Pick<globalThis.Clipboard, 'writeText'> & Partial<Pick<globalThis.Clipboard, 'write'>>;
