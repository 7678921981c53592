// One training by the command, and the flags it is done with: plain JSON, so that it can be kept.
import { type CorpusName, pathOf } from '../corpora.js';
import type { Scale } from '../run.js';
import type { FlagSet } from './flag-sets.js';

/** Trained on the train split of a corpus, the best epoch chosen on its dev split. */
export interface AccuracyRun {
  readonly corpus: CorpusName;
  /** How many of the training sentences, drawn by a seed of its own; all by default. */
  readonly sentences?: number;
  /** Whose test split is scored, once, by the model that was chosen. */
  readonly test?: CorpusName;
  readonly withVectors: boolean;
  readonly flags: readonly string[];
  readonly seed: number;
}

/** The files of a run, as the command is told them. */
export interface RunFiles {
  readonly train: string;
  readonly dev: string;
  readonly test?: string;
  readonly vectors?: string;
}

const QUICK_FLAGS = ['--epochs', '1'];

/** The same with each of the seeds from 1 on; the quick scale has one, and the project's own corpus. */
export function runsOf(
  { corpus, sentences, test, withVectors }: Omit<AccuracyRun, 'flags' | 'seed'>,
  { flags }: FlagSet,
  { scale, seedCount }: { readonly scale: Scale; readonly seedCount: number },
): AccuracyRun[] {
  if (scale === 'quick') {
    const quick = test && 'teddy';
    const allFlags = [...flags, ...QUICK_FLAGS];
    return [{ corpus: 'teddy', sentences, test: quick, withVectors, flags: allFlags, seed: 1 }];
  }
  return Array.from({ length: seedCount }, (_, index) => {
    return { corpus, sentences, test, withVectors, flags, seed: index + 1 };
  });
}

/** The files as they are published: all of the training sentences, and the vectors where the run has them. */
export function sourcesOf({ corpus, test, withVectors }: AccuracyRun, vectors: string): RunFiles {
  return {
    train: pathOf(corpus, 'train'),
    dev: pathOf(corpus, 'dev'),
    test: test && pathOf(test, 'test'),
    vectors: withVectors ? vectors : undefined,
  };
}

/** What tagger train is given. */
export function trainArguments({ flags, seed }: AccuracyRun, files: RunFiles): string[] {
  const { train, dev, test, vectors } = files;
  return [
    train,
    ...['--dev', dev],
    ...(test === undefined ? [] : ['--test', test]),
    ...(vectors === undefined ? [] : ['--vectors', vectors]),
    ...flags,
    ...['--seed', `${seed}`],
  ];
}

/** The command, its files named from the folder of the corpora. */
export function renderCommand(run: AccuracyRun, vectors: string): string {
  const { corpus, sentences, test, withVectors } = run;
  const files = {
    train: `${corpus}/train${sentences === undefined ? '' : `-${sentences}`}.conll`,
    dev: `${corpus}/dev.conll`,
    test: test && `${test}/test.conll`,
    vectors: withVectors ? vectors : undefined,
  };
  return ['tagger', 'train', ...trainArguments(run, files)].join(' ');
}
