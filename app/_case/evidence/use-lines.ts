'use client';

import { useCallback, useEffect, useReducer, useRef } from 'react';
import { plural } from '#lib/names/format.ts';
import { type LinesQuery, loadLines } from '../../_data/api.ts';
import type { Line, LinesPage, Problem } from '../../_data/wire.ts';
import { announce } from '../../_ui/announce.tsx';

/** Lines of a query as far as they were asked for. */
export type LinesState =
  | { kind: 'loading'; lines: readonly Line[]; total: number | null }
  | { kind: 'shown'; lines: readonly Line[]; total: number }
  | { kind: 'failed'; lines: readonly Line[]; problem: Problem };

type Event =
  | { type: 'asked'; again: boolean }
  | { type: 'came'; page: LinesPage }
  | { type: 'failed'; problem: Problem };

/** Lines to a page: as many as a panel can show at once without becoming slow. */
const pageLines = 200;

/** Loads the first page of a query, and the next when `more` is called. */
export function useLines(caseId: string, query: LinesQuery): { state: LinesState; more: () => void } {
  const [state, dispatch] = useReducer(reduce, { kind: 'loading', lines: [], total: null });
  const controller = useRef<AbortController | null>(null);
  const key = JSON.stringify(query);

  const load = useCallback(
    async (offset: number) => {
      controller.current?.abort();
      const current = new AbortController();
      controller.current = current;
      dispatch({ type: 'asked', again: offset > 0 });
      const answer = await loadLines(caseId, queryOf(key), { offset, limit: pageLines }, current.signal);
      if (current.signal.aborted) return;
      if (!answer.ok) return dispatch({ type: 'failed', problem: answer.problem });
      dispatch({ type: 'came', page: answer.value });
      announce(`${plural(answer.value.total, 'line')} found.`);
    },
    [caseId, key],
  );

  useEffect(() => {
    void load(0);
    return () => controller.current?.abort();
  }, [load]);

  const shown = state.lines.length;
  return { state, more: useCallback(() => void load(shown), [load, shown]) };
}

function reduce(state: LinesState, event: Event): LinesState {
  switch (event.type) {
    case 'asked':
      return event.again
        ? { kind: 'loading', lines: state.lines, total: state.kind === 'failed' ? null : state.total }
        : { kind: 'loading', lines: [], total: null };
    case 'came':
      return { kind: 'shown', lines: [...state.lines, ...event.page.lines], total: event.page.total };
    case 'failed':
      return { kind: 'failed', lines: state.lines, problem: event.problem };
  }
}

// The key is what the effect depends on: two objects that say the same are the same query.
function queryOf(key: string): LinesQuery {
  const value: { candidate?: string; where?: string } = JSON.parse(key);
  return value.candidate === undefined ? { where: value.where ?? '' } : { candidate: value.candidate };
}
