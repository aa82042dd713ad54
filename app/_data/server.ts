import 'server-only';
import type { CaseSummary, StoredCase } from '#lib/cases/store.ts';
import { AppError } from '#lib/model/app-error.ts';
import { samples } from '#lib/samples/samples.ts';
import { services } from '../_server/services.ts';
import { type ProviderChoice, providerChoices } from './provider-choices.ts';

/** A stored case, one that is not there, or one that cannot be read, with words for people. */
export type Loaded =
  | { state: 'found'; stored: StoredCase }
  | { state: 'missing' }
  | { state: 'unreadable'; title: string; hint: string };

export async function loadCase(id: string): Promise<Loaded> {
  try {
    const stored = await services().store.get(id);
    return stored ? { state: 'found', stored } : { state: 'missing' };
  } catch (error) {
    if (error instanceof AppError) return { state: 'unreadable', title: error.message, hint: error.hint };
    throw error;
  }
}

/** Stored cases, the last changed first, or why they cannot be read. */
export type LoadedList =
  | { state: 'found'; cases: CaseSummary[] }
  | { state: 'unreadable'; title: string; hint: string };

export async function loadCases(): Promise<LoadedList> {
  try {
    return { state: 'found', cases: await services().store.list() };
  } catch (error) {
    if (error instanceof AppError) return { state: 'unreadable', title: error.message, hint: error.hint };
    throw error;
  }
}

/** Whether something writes into this case right now, so that a reloaded page can say so. */
export function isRunning(id: string): boolean {
  return services().runs.running(id);
}

export function loadProviderChoices(): ProviderChoice[] {
  return providerChoices(services().config);
}

/** What the landing page says of the samples; their text is fetched when one is opened. */
export function loadSampleTitles(): SampleTitle[] {
  return samples.map(({ id, title, description, text }) => ({
    id,
    title,
    description,
    lines: text.trimEnd().split('\n').length,
  }));
}

export interface SampleTitle {
  id: string;
  title: string;
  description: string;
  lines: number;
}
