// One training by the command, and the flags it is done with: plain JSON, so that it can be kept.
import { type CorpusName, pathOf } from '../harness/corpora.js';
import type { Scale } from '../harness/run.js';
import type { FlagSet } from './flag-sets.js';

/** Trained on the train split of a corpus, the best epoch chosen on its dev split. */
export interface AccuracyRun {
  readonly corpus: CorpusName;
  /** How many of the training sentences, drawn by a seed of its own; all by default. */
  readonly sentences?: number;
  /** Whose test split is scored, once, by the model that was chosen. */
  readonly test?: CorpusName;
  readonly withVectors: boolean;
  /** Whether it goes on from the starting model, which brings vectors of its own. */
  readonly fromModel?: boolean;
  readonly flags: readonly string[];
  readonly seed: number;
}

/** What trainings may begin with: files, or their names as they are printed. */
export interface Beginnings {
  readonly vectors: string;
  readonly startingModel: string;
}

/** The files of a run, as the command is told them. */
export interface RunFiles {
  readonly train: string;
  readonly dev: string;
  readonly test?: string;
  readonly vectors?: string;
  readonly from?: string;
}

const QUICK_FLAGS = ['--epochs', '1'];

/** The same with each of the seeds from 1 on; the quick scale has one, and the project's own corpus. */
export function runsOf(
  { corpus, sentences, test, withVectors, fromModel }: Omit<AccuracyRun, 'flags' | 'seed'>,
  { flags }: FlagSet,
  { scale, seedCount }: { readonly scale: Scale; readonly seedCount: number },
): AccuracyRun[] {
  const start = { withVectors, fromModel };
  if (scale === 'quick') {
    const quick = test && 'teddy';
    const allFlags = [...flags, ...QUICK_FLAGS];
    return [{ corpus: 'teddy', sentences, test: quick, ...start, flags: allFlags, seed: 1 }];
  }
  return Array.from({ length: seedCount }, (_, index) => {
    return { corpus, sentences, test, ...start, flags, seed: index + 1 };
  });
}

/** The files as they are published: all of the training sentences, and what the run begins with. */
export function sourcesOf(run: AccuracyRun, beginnings: Beginnings): RunFiles {
  const { corpus, test } = run;
  return {
    train: pathOf(corpus, 'train'),
    dev: pathOf(corpus, 'dev'),
    test: test && pathOf(test, 'test'),
    ...beginningOf(run, beginnings),
  };
}

function beginningOf(
  { withVectors, fromModel }: AccuracyRun,
  { vectors, startingModel }: Beginnings,
): Pick<RunFiles, 'vectors' | 'from'> {
  return {
    vectors: withVectors ? vectors : undefined,
    from: fromModel ? startingModel : undefined,
  };
}

/** What tagger train is given. */
export function trainArguments({ flags, seed }: AccuracyRun, files: RunFiles): string[] {
  const { train, dev, test, vectors, from } = files;
  return [
    train,
    ...['--dev', dev],
    ...(test === undefined ? [] : ['--test', test]),
    ...(vectors === undefined ? [] : ['--vectors', vectors]),
    ...(from === undefined ? [] : ['--from', from]),
    ...flags,
    ...['--seed', `${seed}`],
  ];
}

/** The command, its files named from the folder of the corpora. */
export function renderCommand(run: AccuracyRun, beginnings: Beginnings): string {
  const { corpus, sentences, test } = run;
  const files = {
    train: `${corpus}/train${sentences === undefined ? '' : `-${sentences}`}.conll`,
    dev: `${corpus}/dev.conll`,
    test: test && `${test}/test.conll`,
    ...beginningOf(run, beginnings),
  };
  return ['tagger', 'train', ...trainArguments(run, files)].join(' ');
}
