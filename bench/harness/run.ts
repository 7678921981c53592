// One training of the comparison and what came out of it: plain JSON, so that it can be sent to a worker and kept.
import type { CorpusName } from './corpora.js';
import type { Training } from './train-in-process.js';

/** A row of the table: F1 on the dev split of a corpus. */
export interface NetworkRun {
  readonly study: 'table';
  readonly corpus: CorpusName;
  readonly training: Training;
}

/** The last word of a sequence is decided by the word `distance` steps before. */
export interface MemoryRun {
  readonly study: 'long-memory';
  readonly distance: number;
  readonly training: Training;
}

/** What a word is, is decided by the word after it. */
export interface FutureRun {
  readonly study: 'future';
  readonly training: Training;
}

export type Run = NetworkRun | MemoryRun | FutureRun;
export type StudyName = Run['study'];
export const studyNames: readonly StudyName[] = ['table', 'long-memory', 'future'];

/** Figures by name. */
export type Outcome = Readonly<Record<string, number>>;

/** What a finished run came to, or undefined. */
export type Outcomes<AnyRun = Run> = (run: AnyRun) => Outcome | undefined;

/** The quick scale shows in a minute that everything runs; its figures mean nothing. */
export type Scale = 'full' | 'quick';

/** The same for the same run, whoever read it from where. */
export function keyOf(run: unknown): string {
  return JSON.stringify(run);
}

/** The seeds over which means are taken. */
export const seedsOf = (scale: Scale): readonly number[] => (scale === 'full' ? [1, 2, 3] : [1]);

/** One figure of the runs that are finished. */
export function figuresOf<AnyRun>(
  runs: readonly AnyRun[],
  outcomes: Outcomes<AnyRun>,
  name: string,
): number[] {
  return runs.flatMap((run) => outcomes(run)?.[name] ?? []);
}
