'use client';

import { useEffect, useState } from 'react';

/** Milliseconds of the forward-running clock, renewed four times a second while `on`; 0 before. */
export function useNow(on: boolean): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!on) return;
    const tick = () => setNow(performance.now());
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [on]);
  return now;
}
