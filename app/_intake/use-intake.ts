'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useRef, useState } from 'react';
import { formatCount, plural } from '#lib/names/format.ts';
import { type Answer, createCase, loadSample } from '../_data/api.ts';
import { uploadFiles } from '../_data/upload.ts';
import type { Created, Problem } from '../_data/wire.ts';
import { announce } from '../_ui/announce.tsx';
import { type Given, givenName } from './given.ts';

export type IntakeState =
  | { kind: 'idle' }
  | { kind: 'sending'; name: string; sent: number; total: number }
  /** All bytes are there; the server reads them. */
  | { kind: 'reading'; name: string }
  | { kind: 'failed'; problem: Problem; given: Given | null };

export interface Options {
  /** CIDRs that count as internal besides the private ranges, as typed. */
  internal: string;
  layout?: string[];
}

/** Takes text, files or a sample to the server and the person to the case that comes of it. */
export function useIntake() {
  const router = useRouter();
  const [state, setState] = useState<IntakeState>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);

  const finish = useCallback(
    (answer: Answer<Created>, given: Given | null) => {
      running.current = null;
      if (!answer.ok) {
        setState(
          answer.problem.code === 'cancelled' ? { kind: 'idle' } : { kind: 'failed', problem: answer.problem, given },
        );
        return;
      }
      const { id, input } = answer.value;
      const bad = input.rejected > 0 ? `, ${formatCount(input.rejected)} of them not flow records` : '';
      announce(`${plural(input.lines, 'line')} read${bad}.`);
      router.push(`/case/${id}`);
    },
    [router],
  );

  const read = useCallback(
    async (given: Given, options: Options) => {
      if (running.current) return;
      const controller = new AbortController();
      running.current = controller;
      const name = givenName(given);
      setState({ kind: 'reading', name });
      finish(
        await send(given, options, controller.signal, (sent, total) => {
          setState(sent < total ? { kind: 'sending', name, sent, total } : { kind: 'reading', name });
        }),
        given,
      );
    },
    [finish],
  );

  const openSample = useCallback(
    async (id: string, title: string) => {
      if (running.current) return;
      const controller = new AbortController();
      running.current = controller;
      setState({ kind: 'reading', name: title });
      const sample = await loadSample(id, controller.signal);
      finish(sample.ok ? await createCase(sample.value, controller.signal) : sample, null);
    },
    [finish],
  );

  const cancel = useCallback(() => running.current?.abort(), []);
  const dismiss = useCallback(() => setState({ kind: 'idle' }), []);
  return { state, read, openSample, cancel, dismiss };
}

function send(
  given: Given,
  { internal, layout }: Options,
  signal: AbortSignal,
  onProgress: (sent: number, total: number) => void,
): Promise<Answer<Created>> {
  const words = internal.split(/[\s,]+/).filter((word) => word !== '');
  const said = { ...(layout ? { layout } : {}), ...(words.length > 0 ? { internal: words } : {}) };
  if (given.kind === 'files') return uploadFiles(given.files, { name: given.name, ...said, signal, onProgress });
  const { text, name, sample } = given;
  return createCase({ text, ...(name ? { name } : {}), ...(sample ? { sample } : {}), ...said }, signal);
}
