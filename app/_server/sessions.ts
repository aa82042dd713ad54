import 'server-only';
import type { Session } from '#lib/engine/engine.ts';

/** Loaded cases, kept open because loading costs seconds and a page asks for lines again and again. */
export interface Sessions {
  /** Lends the session of a case, loading it where it is not open; it stays open at least until `work` is done. */
  use<Result>(id: string, work: (session: Session) => Promise<Result>): Promise<Result>;
  /** Takes over a session that was just loaded. */
  put(id: string, session: Session): Promise<void>;
  /** Closes the session of a case that is no more, at the latest when nobody uses it. */
  drop(id: string): Promise<void>;
  close(): Promise<void>;
}

/** At most `max` sessions stay open, the least recently used goes first; those in use are never closed under the user. */
export function createSessions({ max, load }: { max: number; load: (id: string) => Promise<Session> }): Sessions {
  // A Map keeps the order of insertion, so the first entry is the one not used for longest.
  const open = new Map<string, Entry>();

  async function evict(): Promise<void> {
    for (const [id, entry] of open) {
      if (open.size <= max) return;
      if (entry.users > 0) continue;
      open.delete(id);
      await closed(entry);
    }
  }

  function enter(id: string, session: Promise<Session>): Entry {
    const entry: Entry = { session, users: 0, dropped: false };
    open.set(id, entry);
    return entry;
  }

  async function drop(id: string): Promise<void> {
    const entry = open.get(id);
    if (!entry) return;
    open.delete(id);
    entry.dropped = true;
    if (entry.users === 0) await closed(entry);
  }

  return {
    async use(id, work) {
      const entry = open.get(id) ?? enter(id, load(id));
      open.delete(id);
      open.set(id, entry);
      entry.users += 1;
      try {
        return await work(await entry.session);
      } catch (error) {
        // What could not be loaded, or broke, is loaded anew the next time.
        if (open.get(id) === entry) open.delete(id);
        entry.dropped = true;
        throw error;
      } finally {
        entry.users -= 1;
        if (entry.dropped && entry.users === 0) await closed(entry);
        await evict();
      }
    },
    async put(id, session) {
      await drop(id);
      enter(id, Promise.resolve(session));
      await evict();
    },
    drop,
    async close() {
      await Promise.all([...open.keys()].map(drop));
    },
  };
}

interface Entry {
  session: Promise<Session>;
  users: number;
  /** Out of the map already, to be closed by its last user. */
  dropped: boolean;
}

async function closed(entry: Entry): Promise<void> {
  const session = await entry.session.catch(() => null);
  await session?.close();
}
