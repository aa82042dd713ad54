import { describe, expect, it } from 'vitest';
import type { Session } from '#lib/engine/engine.ts';
import { sampleInvestigation } from '../../test/support/sample-investigation.ts';
import { createSessions } from './sessions.ts';

function setup(max = 2) {
  const loaded: string[] = [];
  const closed: string[] = [];
  const session = (id: string): Session => ({
    input: sampleInvestigation().input,
    flows: 14,
    aggregationSeconds: 60,
    fields: new Set([id]),
    query: async () => [],
    evidence: async () => [],
    lines: async () => ({ total: 0, lines: [] }),
    close: async () => void closed.push(id),
  });
  const sessions = createSessions({
    max,
    load: async (id) => {
      loaded.push(id);
      if (id === 'broken') throw new Error('cannot be loaded');
      return session(id);
    },
  });
  const touch = (id: string) => sessions.use(id, async ({ fields }) => [...fields][0]);
  return { sessions, session, loaded, closed, touch };
}

describe('sessions', () => {
  it('loads a case once, also when it is asked for twice at the same time', async () => {
    const { loaded, touch } = setup();
    expect(await Promise.all([touch('a'), touch('a')])).toEqual(['a', 'a']);
    await touch('a');
    expect(loaded).toEqual(['a']);
  });

  it('closes the one not used for longest when there are too many', async () => {
    const { loaded, closed, touch } = setup(2);
    for (const id of ['a', 'b', 'a', 'c']) await touch(id);
    expect(closed).toEqual(['b']);
    await touch('b');
    expect(loaded).toEqual(['a', 'b', 'c', 'b']);
    expect(closed).toEqual(['b', 'a']);
  });

  it('never closes a session under its user', async () => {
    const { sessions, closed, touch } = setup(1);
    await sessions.use('a', async () => {
      await touch('b');
      await sessions.drop('a');
      expect(closed).toEqual(['b']);
    });
    expect(closed).toEqual(['b', 'a']);
  });

  it('loads anew what failed, and what was dropped', async () => {
    const { sessions, loaded, touch } = setup();
    await expect(touch('broken')).rejects.toThrow('cannot be loaded');
    await expect(touch('broken')).rejects.toThrow('cannot be loaded');
    await touch('a');
    await sessions.drop('a');
    await touch('a');
    expect(loaded).toEqual(['broken', 'broken', 'a', 'a']);
  });

  it('a session that broke in use is closed once and loaded anew', async () => {
    const { sessions, loaded, closed, touch } = setup();
    const failing = async () => {
      throw new Error('the engine is gone');
    };
    await Promise.allSettled([sessions.use('a', failing), sessions.use('a', failing)]);
    expect(closed).toEqual(['a']);
    await touch('a');
    expect(loaded).toEqual(['a', 'a']);
  });

  it('takes over a session that is loaded already, and closes all at the end', async () => {
    const { sessions, session, loaded, closed, touch } = setup();
    await sessions.put('a', session('a'));
    await touch('a');
    expect(loaded).toEqual([]);
    await touch('b');
    await sessions.close();
    expect(closed.sort()).toEqual(['a', 'b']);
  });
});
