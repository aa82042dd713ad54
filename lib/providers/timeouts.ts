/** Longest silence of a provider before a person is told that there is no answer. */
export const defaultTimeoutMs = 60_000;

/** Longest call in all: ten silences, which a server that only keeps the line open reaches as well. */
export const totalMsOf = (timeoutMs: number): number => timeoutMs * 10;
