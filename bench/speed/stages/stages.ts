// The time of a token by stage: the program itself under V8's profiler, in training and in tagging.
import { jsonlFormat } from '../../../src/cli/formats/jsonl.js';
import { enableArithmetic, useWideVectors } from '../../../src/cli/process/v8-flags.js';
import type { LabeledSentence } from '../../../src/corpora/conll.js';
import type { TaggedText } from '../../../src/entities/entity.js';
import type { FloatArithmetic } from '../../../src/kernels/kernels.js';
import { createTextTagger } from '../../../src/model/tag-text.js';
import type { Tagger } from '../../../src/model/tagger.js';
import { createRandom } from '../../../src/tensors/random.js';
import type { TrainingEvent } from '../../../src/training/train.js';
import { readCorpus } from '../../harness/corpora.js';
import { renderMarkdownTable, renderWholeNumber } from '../../harness/markdown.js';
import { countTokens, sampleCorpusName } from '../../harness/sample-corpus.js';
import type { RunScale } from '../../harness/scale.js';
import {
  type Trained,
  type TrainInProcessOptions,
  trainInProcess,
} from '../../harness/train-in-process.js';
import { renderSampleShare, renderSamples } from '../figures.js';
import { printPart } from '../print-part.js';
import { REFERENCE_BATCH, referenceNetwork } from '../reference-network.js';
import { elapsedMs, takeTurns } from '../turns.js';
import { createProfiler, type Profile } from './profiler.js';
import { taggingStages, trainingStages } from './stage-files.js';
import { stageTimes } from './stage-times.js';

const sizes = {
  full: { rounds: 9, warmUps: 2, sentences: 1500, passes: 5 },
  quick: { rounds: 1, warmUps: 1, sentences: 40, passes: 1 },
};

const arithmetics = ['exact', 'fast'] as const;
const WHOLE = 'all';
const UNPROFILED = 'all, without the profiler';

/** Microseconds a token by stage, of all stages together, and of the same without the profiler. */
type StageSample = ReadonlyMap<string, number>;

const profiler = createProfiler();

await printPart(measureStages);

async function* measureStages(scale: RunScale): AsyncGenerator<string> {
  const name = sampleCorpusName(scale);
  const sentences = (await readCorpus(name)).sentences.slice(0, sizes[scale].sentences);
  yield `Microseconds a token of the reference network on ${renderWholeNumber(sentences.length)} sentences of ${name}, one thread, sampled by V8's profiler: an epoch of training, and tagging that starts with an empty projection cache and with a tokenizer that has seen the text.`;
  arithmetics.forEach(enableArithmetic);
  arithmetics.forEach(useWideVectors);
  const training = `training, ${REFERENCE_BATCH} sentences a step`;
  yield await stageTable(training, scale, (arithmetic) => profileTraining(sentences, arithmetic));
  const taggers = {
    exact: (await trainReference(sentences, { arithmetic: 'exact' })).tagger,
    fast: (await trainReference(sentences, { arithmetic: 'fast' })).tagger,
  };
  const { passes } = sizes[scale];
  yield await stageTable('tagging, raw text to jsonl', scale, (arithmetic) =>
    profileTagging(taggers[arithmetic], sentences, passes),
  );
}

async function stageTable(
  title: string,
  scale: RunScale,
  measure: (arithmetic: FloatArithmetic) => StageSample | Promise<StageSample>,
): Promise<string> {
  const { rounds, warmUps } = sizes[scale];
  const samples = await takeTurns(
    arithmetics.map((arithmetic) => () => measure(arithmetic)),
    { rounds, warmUps, random: createRandom(1) },
  );
  const timesOf = (column: number, name: string) =>
    samples[column].map((sample) => sample.get(name) ?? 0);
  const rows = [...samples[0][0].keys()].map((name) => [
    name,
    ...arithmetics.flatMap((_, column) => [
      renderSamples(timesOf(column, name)),
      renderSampleShare(timesOf(column, name), timesOf(column, WHOLE)),
    ]),
  ]);
  return renderMarkdownTable([title, ...arithmetics.flatMap((name) => [name, 'share'])], rows);
}

/** Profiles an epoch after its first batch, by which training is prepared. */
async function profileTraining(
  sentences: readonly LabeledSentence[],
  arithmetic: FloatArithmetic,
): Promise<StageSample> {
  let first: number | undefined;
  let last = 0;
  let profile: Profile | undefined;
  const onEvent = (event: TrainingEvent) => {
    if (event.kind === 'epoch') profile = profiler.stop();
    if (event.kind !== 'batch') return;
    if (first === undefined) profiler.start();
    first ??= event.tokenCount;
    last = event.tokenCount;
  };
  await trainReference(sentences, { arithmetic, onEvent });
  if (profile === undefined || first === undefined) throw new Error('no epoch was finished');
  const { tokensPerSecond } = await trainReference(sentences, { arithmetic });
  return sampleOf(stageTimes(profile, trainingStages), last - first, 1e6 / tokensPerSecond);
}

function profileTagging(
  tagger: Tagger,
  sentences: readonly LabeledSentence[],
  passes: number,
): StageSample {
  const texts = sentences.map(({ tokens }) => tokens.join(' '));
  const tagTexts = createTextTagger(tagger);
  // A tagger in training forgets its projections at each call.
  const tagOnce = () => tagTexts(texts).forEach(renderLine);
  const tagOften = () => {
    for (let pass = 0; pass < passes; pass++) tagOnce();
  };
  tagOnce();
  profiler.start();
  tagOften();
  const profile = profiler.stop();
  const tokenCount = passes * countTokens(sentences);
  const unprofiled = (1000 * elapsedMs(tagOften)) / tokenCount;
  return sampleOf(stageTimes(profile, taggingStages), tokenCount, unprofiled);
}

function renderLine({ text, entities }: TaggedText): string {
  if (jsonlFormat.unit !== 'line') throw new Error('expected jsonl to be written line by line');
  return jsonlFormat.render({ text, end: '\n', lineNumber: 1 }, entities);
}

function sampleOf(
  times: ReadonlyMap<string, number>,
  tokenCount: number,
  unprofiled: number,
): StageSample {
  const perToken = [...times].map(([name, time]) => [name, time / tokenCount] as const);
  const whole = perToken.reduce((sum, [, time]) => sum + time, 0);
  return new Map([...perToken, [WHOLE, whole], [UNPROFILED, unprofiled]]);
}

function trainReference(
  sentences: readonly LabeledSentence[],
  options: TrainInProcessOptions,
): Promise<Trained> {
  const training = {
    config: referenceNetwork,
    options: { epochs: 1, seed: 1, batchSize: REFERENCE_BATCH },
  };
  // The score on dev does not matter here, so it is that of one sentence.
  const corpus = { sentences, dev: sentences.slice(0, 1), scheme: 'IOB2' as const };
  return trainInProcess(training, corpus, options);
}
