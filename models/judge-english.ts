// What a model finds in a test, judged as `tagger eval` judges it.
import { tagGoldTokens } from '../src/cli/eval/tag-corpus.js';
import type { LabeledSentence } from '../src/corpora/conll.js';
import { f1Intervals, resampleFigures } from '../src/evaluation/intervals.js';
import { createJudge, type Judgment } from '../src/evaluation/judge.js';
import type { Interval } from '../src/evaluation/resample.js';
import { rowOf } from '../src/evaluation/row-names.js';
import { f1 } from '../src/evaluation/score.js';
import { readModel } from '../src/model/file/model-file.js';
import { findModel } from '../src/model/shipped-model.js';
import type { Tagger } from '../src/model/tagger.js';
import { createRandom } from '../src/tensors/random.js';

/** The seed with which `tagger eval --intervals` resamples. */
export const RESAMPLING_SEED = 1;

/** @param model a path or a name; by default the shipped model */
export async function readTagger(model: string | undefined): Promise<Tagger> {
  const { tagger } = await readModel(findModel(model).path, 'exact');
  return tagger;
}

/** Keeps every error with its sentence. */
export function judgeSentences(
  tagger: Pick<Tagger, 'readDocuments' | 'tagWithConfidences'>,
  sentences: readonly LabeledSentence[],
): Judgment {
  const judge = createJudge({ scheme: 'IOB2', mostErrors: Number.POSITIVE_INFINITY });
  const corpus = { path: '', inputs: undefined };
  for (const sentence of tagGoldTokens({ corpus, sentences }, tagger)) judge.add(sentence);
  return judge.finish();
}

export interface ScoredRow {
  readonly f1: number;
  readonly interval: Interval;
}

/** F1 with its interval, overall and by type. */
export function f1Of({ counts, types }: Judgment): {
  readonly overall: ScoredRow;
  readonly types: ReadonlyMap<string, ScoredRow>;
} {
  const figures = resampleFigures(counts, types, createRandom(RESAMPLING_SEED).below);
  const intervals = f1Intervals(figures, types);
  const scored = (row: string, interval: Interval = [0, 0]) => {
    return { f1: f1(counts.totalOf(row)), interval };
  };
  return {
    overall: scored(rowOf.overall, intervals.overall),
    types: new Map(
      types.map((type) => [type, scored(rowOf.type(type), intervals.types.get(type))]),
    ),
  };
}

export const renderScored = ({ f1, interval: [low, high] }: ScoredRow): string =>
  `${f1.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})`;
