'use client';

import { useRouter } from 'next/navigation';
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  useTransition,
} from 'react';
import { runSteps, stopped, stopRun } from '../../_data/api.ts';
import type { ProviderChoice } from '../../_data/provider-choices.ts';
import { announce } from '../../_ui/announce.tsx';
import { type RunState, runState, spoken } from './run-state.ts';

interface Run {
  caseId: string;
  state: RunState;
  /** The page is being drawn anew from what was stored. */
  drawing: boolean;
  providers: readonly ProviderChoice[];
  provider: ProviderChoice;
  choose: (id: string) => void;
  model: string;
  setModel: (model: string) => void;
  /** Writes the four steps with the chosen provider; nothing happens while a run is going on or without a key. */
  start: () => void;
  stop: () => void;
  dismiss: () => void;
}

const Context = createContext<Run | null>(null);

export function RunProvider({
  caseId,
  providers,
  preferred,
  children,
}: {
  caseId: string;
  providers: readonly ProviderChoice[];
  preferred: ProviderChoice;
  children: ReactNode;
}) {
  const router = useRouter();
  const [state, dispatch] = useReducer(runState, { kind: 'idle' });
  const [chosen, choose] = useState<string>(preferred.id);
  const [model, setModel] = useState('');
  const controller = useRef<AbortController | null>(null);
  const [drawing, startDrawing] = useTransition();
  const provider = providers.find(({ id }) => id === chosen) ?? preferred;

  const start = useCallback(async () => {
    if (controller.current || provider.state.kind === 'missing') return;
    const current = new AbortController();
    controller.current = current;
    dispatch({ type: 'began', now: performance.now() });
    const named = model.trim();
    const request = { provider: provider.id, ...(named && provider.id !== 'offline' ? { model: named } : {}) };
    const answer = await runSteps(caseId, request, current.signal, (event) => {
      dispatch({ type: 'heard', event, now: performance.now() });
      const words = spoken(event, provider.id === 'offline');
      if (words) announce(words);
      // The server has stored the step before it told: the page is drawn again from what is stored. Rules write all four
      // at once, so their steps are drawn together at the end.
      if (
        (event.type === 'step-end' && provider.id !== 'offline') ||
        event.type === 'done' ||
        event.type === 'stopped'
      ) {
        startDrawing(() => router.refresh());
      }
    });
    controller.current = null;
    // Whoever has left the case wants to hear no more of it.
    if (current.signal.aborted) return dispatch({ type: 'broke', problem: stopped });
    if (answer.ok) dispatch({ type: 'broke', problem: cutOff });
    else {
      dispatch({ type: 'broke', problem: answer.problem });
      announce(answer.problem.title);
      startDrawing(() => router.refresh());
    }
  }, [caseId, model, provider, router]);

  const stop = useCallback(async () => {
    const current = controller.current;
    const answer = await stopRun(caseId);
    // Without an answer the connection is closed, which ends the run on the other side as well.
    if (!answer.ok) current?.abort();
  }, [caseId]);

  // Leaving the case ends its run, as closing the tab does.
  useEffect(() => () => controller.current?.abort(), []);

  const value = useMemo(
    () => ({
      caseId,
      state,
      drawing,
      providers,
      provider,
      choose,
      model,
      setModel,
      start: () => void start(),
      stop: () => void stop(),
      dismiss: () => dispatch({ type: 'dismissed' }),
    }),
    [caseId, state, drawing, providers, provider, model, start, stop],
  );
  return <Context value={value}>{children}</Context>;
}

// Ignored where `done` or `stopped` came before, as they should.
const cutOff = {
  title: 'The connection ended before the run did.',
  status: 0,
  code: 'cut',
  hint: 'The steps that were finished are kept. Run again.',
};

export function useRun(): Run {
  const value = use(Context);
  if (!value) throw new Error('useRun outside of RunProvider');
  return value;
}
