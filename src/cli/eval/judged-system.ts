// What is judged: a model, a predictions file, or a column of the corpus, with its judgment.
import { basename } from 'node:path';
import * as v from 'valibot';
import type { Corpus } from '../../annotations/corpus/read-corpus.js';
import { type AlignedSentence, alignSentences } from '../../corpora/align-sentences.js';
import type { LabeledSentence } from '../../corpora/conll.js';
import { type Predictions, readColumns } from '../../corpora/read-predictions.js';
import { InputError } from '../../errors.js';
import type { TrainingEntities } from '../../evaluation/breakdowns.js';
import { createJudge, type Judgment } from '../../evaluation/judge.js';
import {
  learningCurveSchema,
  type ReportSuspect,
  type ReportSystem,
} from '../../evaluation/report/eval-report.js';
import type { Provenance } from '../../model/file/format.js';
import { createSentenceTokenizer } from '../../model/tag-text.js';
import type { Tagger } from '../../model/tagger.js';
import { knownEntitiesOf } from '../../model/training-entities.js';
import type { EvalFlags } from '../commands/commands.js';
import { UsageError } from '../flags/usage-error.js';
import { type Repairs, repairsOf } from './repairs.js';
import { createSuspectFinder } from './suspects.js';
import { tagCorpus, tagGoldTokens } from './tag-corpus.js';

/** The gold side: the corpus and its sentences in the types of --map-types. */
export interface GoldCorpus {
  readonly corpus: Corpus;
  readonly sentences: Iterable<LabeledSentence>;
  /** Those of --training. */
  readonly training: TrainingEntities | undefined;
}

export interface JudgedSystem {
  readonly name: string;
  /** Of the file that is judged; its name may be that of another system's file. */
  readonly path: string;
  readonly kind: 'model' | 'predictions' | 'column';
  readonly sha256: string;
  readonly judgment: Judgment;
  readonly trainingEntities?: ReportSystem['trainingEntities'];
  readonly learningCurve?: ReportSystem['learningCurve'];
  readonly repairs?: Repairs;
  /** If they were asked for. */
  readonly suspects?: readonly ReportSuspect[];
  /** What is read otherwise than a token first and its tag last. */
  readonly readings?: readonly string[];
  readonly warnings: readonly string[];
}

export interface LoadedSystem {
  readonly tagger: Tagger;
  readonly provenance: Provenance;
  readonly path: string;
  readonly sha256: string;
}

export interface ModelJudging {
  readonly mostErrors: number;
  /** How many suspects are wanted. */
  readonly suspectCount?: number;
}

export function judgeModel(
  gold: GoldCorpus,
  { tagger, provenance, path, sha256 }: LoadedSystem,
  { mostErrors, suspectCount = 0 }: ModelJudging,
): JudgedSystem {
  const finder = suspectCount > 0 ? createSuspectFinder(tagger, suspectCount) : undefined;
  // The probability of the gold reading needs its tokens.
  const onGoldTokens = () => tagGoldTokens(gold, tagger, finder?.add);
  const isRaw = gold.corpus.inputs !== undefined;
  const { trainingEntities: hashes } = tagger.content;
  const training = gold.training ?? (hashes && knownEntitiesOf(hashes));
  const judgment = judge(
    { ...gold, training },
    mostErrors,
    isRaw ? tagCorpus(gold, tagger) : onGoldTokens(),
  );
  if (isRaw && finder) for (const _ of onGoldTokens());
  const trainingEntities = gold.training ? 'file' : hashes ? 'model' : 'not known';
  return {
    name: basename(path),
    path,
    kind: 'model',
    sha256,
    judgment,
    trainingEntities,
    ...learningCurveOf(provenance),
    ...(finder && { suspects: finder.list() }),
    warnings: [],
  };
}

/** Nothing of a model whose provenance is another program's. */
function learningCurveOf({ learningCurve }: Provenance): Pick<JudgedSystem, 'learningCurve'> {
  const { success, output } = v.safeParse(learningCurveSchema, learningCurve);
  return success && output.length > 0 ? { learningCurve: output } : {};
}

export async function judgePredictions(
  gold: GoldCorpus,
  path: string,
  flags: EvalFlags,
): Promise<JudgedSystem> {
  const { tokenColumn, labels, offsets } = flags;
  const { readPredictedCorpus } = await import('../../annotations/corpus/read-corpus.js');
  const tokenize = createSentenceTokenizer();
  const predictions = await readPredictedCorpus(path, {
    tokenize,
    ...(tokenColumn && { tokenColumn }),
    ...(labels && { labels }),
    ...(offsets && { offsets }),
  });
  return judgeRead(gold, flags.maxErrors, predictions, {
    name: basename(path),
    path,
    kind: 'predictions',
  });
}

export async function judgeColumn(
  gold: GoldCorpus,
  column: number,
  flags: EvalFlags,
): Promise<JudgedSystem> {
  const { tokenColumn } = flags;
  if (gold.corpus.tagColumn === 0) {
    throw new InputError(
      `${flags.corpus}: --predicted-column needs a column file, found ${gold.corpus.description}`,
    );
  }
  // Gold tags judged against themselves would pass every gate.
  if (column === gold.corpus.tagColumn) {
    throw new UsageError(
      `--predicted-column: column ${column} holds the gold tags; --tag-column chooses another column for them`,
      'eval',
    );
  }
  const options = { ...(tokenColumn && { tokenColumn }), tagColumn: column };
  const predictions = await readColumns(flags.corpus, options);
  const name = `column ${column} of ${basename(flags.corpus)}`;
  return judgeRead(gold, flags.maxErrors, predictions, {
    name,
    path: flags.corpus,
    kind: 'column',
  });
}

function judgeRead(
  gold: GoldCorpus,
  mostErrors: number,
  predictions: Predictions,
  system: Pick<JudgedSystem, 'name' | 'path' | 'kind'>,
): JudgedSystem {
  const paths = { gold: gold.corpus.path, predicted: predictions.path };
  const aligned = alignSentences(gold.sentences, predictions.sentences, paths);
  const judgment = judge(gold, mostErrors, aligned);
  const { sha256 } = predictions;
  const columns = predictions.survey();
  const illegal = columns && columns.violationCount > 0 ? columns : undefined;
  const repairs = illegal && repairsOf(gold.sentences, illegal, judgment);
  // The repair of illegal tags comes first; a tagger that finds nothing is no reason to warn.
  const warnings = [
    ...(columns?.readings ?? []),
    ...(illegal?.warnings.slice(0, 1) ?? []),
    ...predictions.warnings(),
  ];
  return {
    ...system,
    sha256,
    judgment,
    warnings,
    readings: columns?.readings ?? [],
    ...(gold.training && { trainingEntities: 'file' }),
    ...(repairs && { repairs }),
  };
}

function judge(
  { corpus: { scheme }, training }: GoldCorpus,
  mostErrors: number,
  sentences: Iterable<AlignedSentence>,
): Judgment {
  const judged = createJudge({ scheme, mostErrors, ...(training && { training }) });
  for (const sentence of sentences) judged.add(sentence);
  return judged.finish();
}
