'use client';

import { Check, Copy, Eye } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { StepId } from '#lib/model/steps.ts';
import { formatCount } from '#lib/names/format.ts';
import { type Answer, loadPrompt } from '../../_data/api.ts';
import { announce } from '../../_ui/announce.tsx';
import { Button } from '../../_ui/button.tsx';
import { Choice } from '../../_ui/choice.tsx';
import { ScrollRegion } from '../../_ui/data-table.tsx';
import { Modal } from '../../_ui/modal.tsx';
import { Notice } from '../../_ui/notice.tsx';
import { stepNames, stepOrder } from '../steps/step-names.ts';
import { useRun } from './run-context.tsx';

const options = stepOrder.map((id) => ({ id, label: `${stepNames[id].number} ${stepNames[id].title}` }));

/** Exactly what a model would read, masked; to look at, or to take to an own assistant. */
export function PromptPreview() {
  const { caseId } = useRun();
  const [open, setOpen] = useState(false);
  const [step, setStep] = useState<StepId>('baseline');
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        <Eye size={14} aria-hidden="true" />
        What is sent
      </Button>
      <Modal
        open={open}
        onOpenChange={setOpen}
        wide
        title="What is sent"
        description="The whole text of each step as a model gets it. Written by rules, nothing of it is sent."
      >
        <div className="mb-3">
          <Choice label="Step" options={options} value={step} onChange={setStep} />
        </div>
        <Prompt key={step} caseId={caseId} step={step} />
      </Modal>
    </>
  );
}

function Prompt({ caseId, step }: { caseId: string; step: StepId }) {
  const [answer, setAnswer] = useState<Answer<string> | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    void loadPrompt(caseId, step, controller.signal).then((loaded) => {
      if (!controller.signal.aborted) setAnswer(loaded);
    });
    return () => controller.abort();
  }, [caseId, step]);
  if (answer === null) return <p className="late text-sm text-ink-3">Composing the text…</p>;
  if (!answer.ok) {
    return (
      <Notice tone="info" title={answer.problem.title}>
        <p className="text-ink-2">{answer.problem.hint}</p>
      </Notice>
    );
  }
  return (
    <>
      <div className="mb-2 flex items-center gap-3 text-sm text-ink-2">
        <span>{formatCount(answer.value.length)} characters, masked</span>
        <CopyText text={answer.value} />
      </div>
      <ScrollRegion label="The text" className="max-h-[52dvh] overflow-y-auto rounded-md border border-line">
        <pre className="px-3 py-2 text-2xs leading-5 whitespace-pre-wrap">{answer.value}</pre>
      </ScrollRegion>
    </>
  );
}

function CopyText({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      announce('The browser did not allow copying. Select the text instead.');
      return;
    }
    setCopied(true);
    announce('The masked prompt was copied.');
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <Button size="sm" onClick={() => void copy()}>
      {copied ? <Check size={13} aria-hidden="true" /> : <Copy size={13} aria-hidden="true" />}
      {copied ? 'Copied' : 'Copy prompt'}
    </Button>
  );
}
