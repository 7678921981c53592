// Training as a sequence of events that ends with the bytes of the model.
import type { TrainFlags } from '../../cli/commands/commands.js';
import { identityOf, renderIdentity } from '../../cli/train/checkpoint/identity.js';
import { joinRuns } from '../../cli/train/ensemble.js';
import { renderDivergence } from '../../cli/train/progress/render-divergence.js';
import { runCountOf } from '../../cli/train/progress/render-runs.js';
import { provenanceOf } from '../../cli/train/provenance.js';
import { quantizeModel } from '../../cli/train/quantize.js';
import { trainingOptions } from '../../cli/train/settings/training-options.js';
import type { TrainingCorpora } from '../../cli/train/training-corpora.js';
import { InputError } from '../../errors.js';
import { renderScoreJson, type ScoreJson } from '../../evaluation/report/json.js';
import type { Score } from '../../evaluation/score.js';
import { scoreTagger } from '../../evaluation/score-tagger.js';
import { joinBytes } from '../../files/bytes/join-bytes.js';
import { encodeModel } from '../../model/file/encode-model.js';
import type { NetworkConfig } from '../../model/network/config.js';
import type { Tagger } from '../../model/tagger.js';
import { encodeSafetensors } from '../../safetensors/safetensors.js';
import { createRandom } from '../../tensors/random.js';
import type { TokenizerName } from '../../text/tokenizers.js';
import type { TrainingOptions } from '../../training/optimization/options.js';
import { reserveRoom } from '../../training/room/batch-room.js';
import { chooseRun } from '../../training/runs.js';
import type { CorpusText } from '../tagger/corpus-text.js';
import { parseCorpora, sha256Of } from './corpora.js';
import { prepareTraining } from './prepare.js';
import { type GradientFlowEvent, type RunEvent, trainRuns } from './train-runs.js';
import { type FlagOptions, trainFlagsOf } from './training-options.js';

export interface TrainOptions extends FlagOptions {
  /** Name of the corpus in errors and in the model; by default `corpus.conll`. */
  readonly name?: string;
  /** The corpus on which the best epoch is chosen; by default a tenth of the sentences. */
  readonly dev?: CorpusText;
  /** By default `dev.conll`. */
  readonly devName?: string;
  /** The corpus on which the trained model is scored. */
  readonly test?: CorpusText;
  /** By default `test.conll`. */
  readonly testName?: string;
  /** Ends the training early, with the best weights so far. */
  readonly signal?: AbortSignal;
  /** Whether to measure the gradient flow before the first epoch and after each one. */
  readonly gradientFlow?: boolean;
}

/** What is known before the first step. */
export interface StartEvent {
  readonly kind: 'start';
  readonly sentenceCount: number;
  readonly tokenCount: number;
  readonly devSentenceCount: number;
  /** Entity types, sorted. */
  readonly types: readonly string[];
  readonly wordCount: number;
  readonly parameterCount: number;
  readonly network: NetworkConfig;
  readonly options: TrainingOptions;
  readonly tokenizer: { readonly name: TokenizerName; readonly agreement?: number };
  /** Sentences for the user about the corpora. */
  readonly readings: readonly string[];
  readonly warnings: readonly string[];
}

/** The trained model; always the last event. */
export interface ModelEvent {
  readonly kind: 'model';
  /** What `tagger train` would write. */
  readonly bytes: Uint8Array;
  readonly seed: number;
  readonly epoch: number;
  readonly dev: ScoreJson;
  readonly test?: ScoreJson;
  /** Why the training diverged, if it did. */
  readonly divergence?: string;
}

export type TrainEvent = StartEvent | RunEvent | GradientFlowEvent | ModelEvent;

/**
 * Trains a tagger on a corpus in columns. With the same corpora, names and options, the bytes of the
 * model are those of the file that `tagger train` writes.
 *
 * @throws UsageError for an option that the command would reject as a flag
 * @throws InputError if a corpus cannot be used, or if training ends without a model
 */
export async function* trainTagger(
  corpus: CorpusText,
  options: TrainOptions = {},
): AsyncGenerator<TrainEvent, void> {
  const {
    name = 'corpus.conll',
    dev,
    devName = 'dev.conll',
    test,
    testName = 'test.conll',
  } = options;
  const flags = {
    ...trainFlagsOf(options, name),
    dev: dev === undefined ? undefined : devName,
    test: test === undefined ? undefined : testName,
  };
  const random = createRandom(flags.seed);
  const texts = {
    train: { name, text: corpus },
    dev: dev === undefined ? undefined : { name: devName, text: dev },
    test: test === undefined ? undefined : { name: testName, text: test },
  };
  const { readings, warnings, ...corpora } = await parseCorpora(texts, flags, random);
  const preparation = prepareTraining(flags, corpora.sentences);
  const { trainable, tokenizer, sentences } = preparation;
  const { tagger } = trainable;
  try {
    const chosen = trainingOptions(flags, corpora.sentences.length);
    const read = { ...corpora, sentences };
    reserveRoom(name, tagger, sentences, chosen);
    yield startEvent(tagger, { corpora: read, options: chosen, tokenizer, readings, warnings });
    const score = (scored: Tagger): Score | undefined => {
      const { test } = corpora.files;
      return test && scoreTagger(scored, test.sentences, test.scheme);
    };
    const input = { trainable, corpora: read, options: chosen, random, score };
    const { runs, weights, isInterrupted } = yield* trainRuns(input, {
      ...options,
      runCount: runCountOf(flags),
      isEnsemble: flags.ensemble !== undefined,
    });
    const run = chooseRun(runs);
    if (!run) throw withoutModel(name, chosen, runs);
    const scored = { ...corpora, score };
    const trained = joinRuns({ tagger, weights, runs, run }, scored, flags) ?? { tagger, run };
    const final = flags.quantize ? quantizeModel(trained, scored, flags) : trained;
    const isWhole = !isInterrupted && !run.end.divergence;
    const digest = isWhole
      ? await digestOf(flags, { corpora, tagger, options: chosen })
      : undefined;
    const result = { corpora, preparation, options: chosen, runs, ...final, digest };
    const provenance = provenanceOf(flags, result, (path) => path);
    const { best, end } = final.run;
    yield {
      kind: 'model',
      bytes: joinBytes(encodeSafetensors(encodeModel(final.tagger, provenance))),
      seed: final.run.seed,
      epoch: best.epoch,
      dev: renderScoreJson(best.dev),
      ...(final.run.test && { test: renderScoreJson(final.run.test) }),
      ...(end.divergence && { divergence: renderDivergence(end.divergence, chosen) }),
    };
  } finally {
    tagger.threads.stop();
  }
}

type Started = Pick<StartEvent, 'options' | 'readings' | 'warnings'> & {
  readonly corpora: Pick<Awaited<ReturnType<typeof parseCorpora>>, 'sentences' | 'dev'>;
  readonly tokenizer: ReturnType<typeof prepareTraining>['tokenizer'];
};

function startEvent(
  { content, network }: Tagger,
  { corpora: { sentences, dev }, tokenizer, ...rest }: Started,
): StartEvent {
  const { table, parameters } = network;
  const counts = parameters.list.map(({ count }) => count);
  return {
    kind: 'start',
    sentenceCount: sentences.length,
    tokenCount: sentences.reduce((sum, { tokens }) => sum + tokens.length, 0),
    devSentenceCount: dev.length,
    types: content.types,
    wordCount: content.words.length - 1,
    parameterCount: counts.reduce((sum, count) => sum + count, table.rows * table.width),
    network: content.config,
    tokenizer: { name: tokenizer.tokenizer, agreement: tokenizer.agreement },
    ...rest,
  };
}

interface Trained {
  readonly corpora: TrainingCorpora;
  readonly tagger: Tagger;
  readonly options: TrainingOptions;
}

/** As the command computes it. */
function digestOf(flags: TrainFlags, { corpora, tagger, options }: Trained): Promise<string> {
  const { train, dev, test } = corpora.files;
  const checksums = { CORPUS: train.sha256, '--dev': dev?.sha256, '--test': test?.sha256 };
  const { wordDimension } = tagger.network.config;
  const identity = identityOf(flags, { options, wordDimension, checksums });
  return sha256Of(new TextEncoder().encode(renderIdentity(identity, flags)));
}

function withoutModel(
  name: string,
  options: TrainingOptions,
  runs: Parameters<typeof chooseRun>[0],
): InputError {
  const divergence = runs.find(({ end }) => end.divergence)?.end.divergence;
  const reason = divergence
    ? renderDivergence(divergence, options)
    : 'interrupted before the first epoch finished';
  return new InputError(`${name}: ${reason}; no model was made`);
}
