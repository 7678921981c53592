// A training by the command, with its flags: plain JSON, so that it can be kept in a file.
import { type CorpusName, nameOf, pathOf } from '../harness/corpora.js';
import type { RunScale } from '../harness/scale.js';
import type { FlagSet } from './flag-sets.js';

/** A training on the train split of a corpus; the best epoch is chosen on its dev split. */
export interface AccuracyRun {
  readonly corpus: CorpusName;
  /** Number of training sentences, drawn by a seed of their own; all by default. */
  readonly sentences?: number;
  /** The corpus whose test split is scored, once, by the chosen model. */
  readonly test?: CorpusName;
  readonly withVectors: boolean;
  /** Whether the run fine-tunes the base model, which has vectors of its own. */
  readonly fromModel?: boolean;
  /** Whether the texts of the test split are tagged too. */
  readonly readsRawText?: boolean;
  /** The text that the run learns from beside the labeled sentences. */
  readonly unlabeled?: Unlabeled;
  readonly flags: readonly string[];
  readonly seed: number;
}

export interface Unlabeled {
  /** Raw text, or all training sentences of the corpus without their labels. */
  readonly source: 'raw text' | 'train';
  readonly words: number;
}

/** Files that trainings start from, or their names as they are printed. */
export interface StartFiles {
  readonly vectors: string;
  readonly baseModel: string;
  /** Files of raw text; absent if no run reads any. */
  readonly rawText?: readonly string[];
}

/** Files of a run, as the command receives them. */
export interface RunFiles {
  readonly train: string;
  readonly dev: string;
  readonly test?: string;
  readonly vectors?: string;
  readonly from?: string;
  readonly unlabeled?: readonly string[];
}

const QUICK_FLAGS = ['--epochs', '1'];

/**
 * Equal runs with the seeds from 1 on; the quick scale has one seed and the project's own corpus.
 */
export function runsOf(
  {
    corpus,
    sentences,
    test,
    withVectors,
    fromModel,
    readsRawText,
    unlabeled,
  }: Omit<AccuracyRun, 'flags' | 'seed'>,
  { flags }: FlagSet,
  { scale, seedCount }: { readonly scale: RunScale; readonly seedCount: number },
): AccuracyRun[] {
  const start = { withVectors, fromModel, readsRawText, unlabeled };
  if (scale === 'quick') {
    const quick = test && 'teddy';
    const allFlags = [...flags, ...QUICK_FLAGS];
    return [{ corpus: 'teddy', sentences, test: quick, ...start, flags: allFlags, seed: 1 }];
  }
  return Array.from({ length: seedCount }, (_, index) => {
    return { corpus, sentences, test, ...start, flags, seed: index + 1 };
  });
}

/** The published files of a run: all of its training sentences, and what it starts from. */
export function sourcesOf(run: AccuracyRun, files: StartFiles): RunFiles {
  const { corpus, test } = run;
  return {
    train: pathOf(corpus, 'train'),
    dev: pathOf(corpus, 'dev'),
    test: test && pathOf(test, 'test'),
    ...startOf(run, files, pathOf(corpus, 'train')),
  };
}

/** @param train the file of all training sentences, or its name */
function startOf(
  { withVectors, fromModel, unlabeled }: AccuracyRun,
  { vectors, baseModel, rawText }: StartFiles,
  train: string,
): Pick<RunFiles, 'vectors' | 'from' | 'unlabeled'> {
  return {
    vectors: withVectors ? vectors : undefined,
    from: fromModel ? baseModel : undefined,
    unlabeled: unlabeled && (unlabeled.source === 'train' ? [train] : rawText),
  };
}

/** Arguments of tagger train. */
export function trainArguments(
  { flags, seed, unlabeled: text }: AccuracyRun,
  files: RunFiles,
): string[] {
  const { train, dev, test, vectors, from, unlabeled = [] } = files;
  return [
    train,
    ...['--dev', dev],
    ...(test === undefined ? [] : ['--test', test]),
    ...(vectors === undefined ? [] : ['--vectors', vectors]),
    ...(from === undefined ? [] : ['--from', from]),
    ...unlabeled.flatMap((path) => ['--unlabeled', path]),
    ...(text ? ['--unlabeled-words', `${text.words}`] : []),
    ...flags,
    ...['--seed', `${seed}`],
  ];
}

/** The command of a run, with paths relative to the folder of the corpora. */
export function renderCommand(run: AccuracyRun, names: StartFiles): string {
  const { corpus, sentences, test } = run;
  const files = {
    train: nameOf(corpus, `train${sentences === undefined ? '' : `-${sentences}`}`),
    dev: nameOf(corpus, 'dev'),
    test: test && nameOf(test, 'test'),
    ...startOf(run, names, nameOf(corpus, 'train')),
  };
  return ['tagger', 'train', ...trainArguments(run, files)].join(' ');
}
