'use client';

import { useEffect, useState } from 'react';

/** Messages nearer together than this swallow each other in screen readers. */
const apartMs = 400;
const waiting: string[] = [];
let speak: ((text: string) => void) | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;

/** Says something in the one polite status region of the page; several messages follow each other. */
export function announce(text: string): void {
  waiting.push(text);
  if (timer === null) next();
}

function next(): void {
  const text = waiting.shift();
  timer = null;
  if (text === undefined) return;
  speak?.(text);
  timer = setTimeout(next, apartMs);
}

/** The status region: once a page, in the layout. */
export function StatusRegion() {
  const [text, setText] = useState('');
  useEffect(() => {
    speak = setText;
    return () => {
      speak = null;
    };
  }, []);
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {text}
    </div>
  );
}
