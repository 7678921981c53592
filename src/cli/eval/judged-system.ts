// What is judged: a model, a predictions file, or a column of the corpus, with its judgment.
import { basename } from 'node:path';
import * as v from 'valibot';
import { type AlignedSentence, alignSentences } from '../../corpora/align-sentences.js';
import { type ConllCorpus, type LabeledSentence, readConll } from '../../corpora/conll.js';
import { mapTypes } from '../../corpora/map-types.js';
import { type Predictions, readPredictions } from '../../corpora/read-predictions.js';
import { REPAIR_POLICIES, type RepairPolicy, spansUnder } from '../../corpora/repair.js';
import type { TrainingEntities } from '../../evaluation/breakdowns.js';
import { createJudge, type Judgment } from '../../evaluation/judge.js';
import { learningCurveSchema, type ReportSystem } from '../../evaluation/report/eval-report.js';
import { countSpans, f1, type SpanCounts, type SpanPair } from '../../evaluation/score.js';
import type { Provenance } from '../../model/file/model-file.js';
import type { Tagger } from '../../model/tagger.js';
import { knownEntitiesOf } from '../../model/training-entities.js';
import type { EvalFlags } from '../commands/commands.js';
import { UsageError } from '../flags/usage-error.js';

/** The gold side: the corpus and its sentences in the types of --map-types. */
export interface GoldCorpus {
  readonly corpus: ConllCorpus;
  readonly sentences: readonly LabeledSentence[];
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
  readonly warnings: readonly string[];
}

/** F1 in percent under each policy for illegal tags. */
export type Repairs = Readonly<Record<RepairPolicy, number>> & { readonly illegal: number };

// Errors beyond this many are counted only.
const MOST_ERRORS = 100_000;

// Sentences that a model tags at once: enough for all threads, few enough to hold.
const SENTENCES_AT_ONCE = 2048;

export interface LoadedSystem {
  readonly tagger: Tagger;
  readonly provenance: Provenance;
  readonly path: string;
  readonly sha256: string;
}

export function judgeModel(
  gold: GoldCorpus,
  { tagger, provenance, path, sha256 }: LoadedSystem,
): JudgedSystem {
  function* tagged(): Generator<AlignedSentence> {
    for (let begin = 0; begin < gold.sentences.length; begin += SENTENCES_AT_ONCE) {
      const sentences = gold.sentences.slice(begin, begin + SENTENCES_AT_ONCE);
      const found = tagger.tagSentences(sentences.map(({ tokens }) => tokens));
      for (const [index, { tokens, spans, line }] of sentences.entries()) {
        yield { tokens, gold: spans, predicted: found[index], line };
      }
    }
  }
  const { trainingEntities: hashes } = tagger.content;
  const training = gold.training ?? (hashes && knownEntitiesOf(hashes));
  const judgment = judge({ ...gold, training }, tagged());
  const trainingEntities = gold.training ? 'file' : hashes ? 'model' : 'not known';
  return {
    name: basename(path),
    path,
    kind: 'model',
    sha256,
    judgment,
    trainingEntities,
    ...learningCurveOf(provenance),
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
  const { tokenColumn } = flags;
  const predictions = await readPredictions(path, { ...(tokenColumn && { tokenColumn }) });
  return judgeRead(gold, predictions, { name: basename(path), path, kind: 'predictions' });
}

export async function judgeColumn(
  gold: GoldCorpus,
  column: number,
  flags: EvalFlags,
): Promise<JudgedSystem> {
  const { tokenColumn } = flags;
  // Gold tags judged against themselves would pass every gate.
  if (column === gold.corpus.tagColumn) {
    throw new UsageError(
      `--predicted-column: column ${column} holds the gold tags; --tag-column chooses another column for them`,
      'eval',
    );
  }
  const options = { ...(tokenColumn && { tokenColumn }), tagColumn: column };
  const predictions = await readConll(flags.corpus, options);
  const warnings = predictions.warnings.slice(0, Math.min(predictions.illegalTags.size, 1));
  const name = `column ${column} of ${basename(flags.corpus)}`;
  return judgeRead(
    gold,
    { ...predictions, warnings },
    { name, path: flags.corpus, kind: 'column' },
  );
}

function judgeRead(
  gold: GoldCorpus,
  predictions: Predictions,
  system: Pick<JudgedSystem, 'name' | 'path' | 'kind'>,
): JudgedSystem {
  const paths = { gold: gold.corpus.path, predicted: predictions.path };
  const judgment = judge(gold, alignSentences(gold.sentences, predictions.sentences, paths));
  const repairs = repairsOf(gold, predictions, judgment);
  const { sha256, warnings } = predictions;
  return {
    ...system,
    sha256,
    judgment,
    warnings,
    ...(gold.training && { trainingEntities: 'file' }),
    ...(repairs && { repairs }),
  };
}

function judge({ corpus, training }: GoldCorpus, sentences: Iterable<AlignedSentence>): Judgment {
  const { scheme } = corpus;
  const judged = createJudge({ scheme, mostErrors: MOST_ERRORS, ...(training && { training }) });
  for (const sentence of sentences) judged.add(sentence);
  return judged.finish();
}

/** Only of IOB2 tags, for which all policies are defined, on the sentences of the corpus. */
function repairsOf(
  gold: GoldCorpus,
  { illegalTags, sentences }: Predictions,
  judgment: Judgment,
): Repairs | undefined {
  const isCutAlike = sentences.length === gold.sentences.length;
  if (illegalTags.size === 0 || !isCutAlike) return undefined;
  if ([...illegalTags.values()].some((tags) => tags.some((tag) => !/^[OBI]/.test(tag)))) return;
  const total = judgment.counts.totalOf('overall');
  const countsUnder = (policy: RepairPolicy) =>
    countSpans(
      [...illegalTags].map(
        ([index, tags]): SpanPair => ({
          length: tags.length,
          gold: gold.sentences[index].spans,
          predicted: spansUnder(policy, tags),
        }),
      ),
    ).overall;
  const asRead = countsUnder('conlleval');
  const f1Under = (policy: RepairPolicy) => f1(add(total, countsUnder(policy), asRead));
  const [conlleval, discard, begin] = REPAIR_POLICIES.map(f1Under);
  return { illegal: illegalTags.size, conlleval, discard, begin };
}

const add = (total: SpanCounts, more: SpanCounts, less: SpanCounts): SpanCounts => ({
  gold: total.gold + more.gold - less.gold,
  predicted: total.predicted + more.predicted - less.predicted,
  correct: total.correct + more.correct - less.correct,
});

/** The texts of the entities of a training corpus, by type. */
export async function readTrainingEntities(
  flags: EvalFlags,
): Promise<TrainingEntities | undefined> {
  if (flags.training === undefined) return undefined;
  const { sentences } = await readConll(flags.training, flags);
  const mapped = mapTypes(sentences, flags.mapTypes ?? new Map()).sentences;
  const typesOf = new Map<string, Set<string>>();
  for (const { tokens, spans } of mapped) {
    for (const { label, start, end } of spans) {
      const text = tokens.slice(start, end).join(' ');
      const types = typesOf.get(text) ?? new Set();
      typesOf.set(text, types.add(label));
    }
  }
  return {
    has: (text, type) => typesOf.get(text)?.has(type) ?? false,
    hasAnyType: (text) => typesOf.has(text),
  };
}
