'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { deleteCase } from '../_data/api.ts';
import { announce } from '../_ui/announce.tsx';

/** How long a delete can be taken back. */
const undoMs = 10_000;

/**
 * Deletes that wait for their time to be over. Leaving the page carries them out at once, because «deleted» was what the
 * person saw last.
 */
export function useDeletes(): { going: ReadonlySet<string>; remove: (id: string, name: string) => void } {
  const router = useRouter();
  const [going, setGoing] = useState<ReadonlySet<string>>(new Set());
  const waiting = useRef(new Map<string, ReturnType<typeof setTimeout>>());

  const forget = useCallback((id: string) => {
    setGoing((before) => new Set([...before].filter((other) => other !== id)));
  }, []);

  const carryOut = useCallback(
    async (id: string, name: string) => {
      waiting.current.delete(id);
      const answer = await deleteCase(id);
      // A case that somebody else deleted is as gone as this one wanted it.
      if (!answer.ok && answer.problem.status !== 404) {
        forget(id);
        toast.error(`«${name}» was not deleted. ${answer.problem.title}`);
        return;
      }
      router.refresh();
    },
    [forget, router],
  );

  const remove = useCallback(
    (id: string, name: string) => {
      setGoing((before) => new Set([...before, id]));
      announce(`${name} deleted. Undo is possible for ten seconds.`);
      waiting.current.set(
        id,
        setTimeout(() => void carryOut(id, name), undoMs),
      );
      toast(`«${name}» deleted`, {
        duration: undoMs,
        action: {
          label: 'Undo',
          onClick: () => {
            clearTimeout(waiting.current.get(id));
            waiting.current.delete(id);
            forget(id);
            announce(`${name} is back.`);
          },
        },
      });
    },
    [carryOut, forget],
  );

  useEffect(() => {
    const pending = waiting.current;
    const finish = () => {
      for (const [id, timer] of pending) {
        clearTimeout(timer);
        pending.delete(id);
        void deleteCase(id);
      }
    };
    window.addEventListener('pagehide', finish);
    return () => {
      window.removeEventListener('pagehide', finish);
      finish();
      toast.dismiss();
    };
  }, []);

  return { going, remove };
}
