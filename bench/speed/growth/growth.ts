// How the time of a token grows with the corpus, with the length of sentences and with the number
// of labels. If time grows linearly, the time of a token stays the same.
import type { LabeledSentence } from '../../../src/corpora/conll.js';
import { createRandom } from '../../../src/tensors/random.js';
import { readCorpus } from '../../harness/corpora.js';
import { renderMarkdownTable, renderWholeNumber } from '../../harness/markdown.js';
import { countTokens, sampleCorpusName } from '../../harness/sample-corpus.js';
import type { RunScale } from '../../harness/scale.js';
import { type Trained, trainInProcess } from '../../harness/train-in-process.js';
import { renderRatio, renderSamples } from '../figures.js';
import { printPart } from '../print-part.js';
import { REFERENCE_BATCH, referenceNetwork } from '../reference-network.js';
import { elapsedMs, takeTurns } from '../turns.js';
import { type GrowingSize, renderGrowthVerdict } from './growth-verdict.js';
import { cutToLength, withTypes } from './shaped-corpus.js';

const sizes = {
  full: {
    rounds: 3,
    warmUps: 1,
    tokens: 20_000,
    corpus: 8000,
    sentences: 1500,
    lengths: [10, 100, 1000, 10_000],
  },
  quick: { rounds: 1, warmUps: 0, tokens: 1000, corpus: 40, sentences: 40, lengths: [10, 1000] },
};

const HALVINGS = [3, 2, 1, 0];
const TYPE_COUNTS = [1, 5, 12, 25];

interface Case {
  readonly name: string;
  /** The size that grows, as a number. */
  readonly units: number;
  readonly sentences: readonly LabeledSentence[];
  readonly batchSize: number;
}

await printPart(measureGrowth);

async function* measureGrowth(scale: RunScale): AsyncGenerator<string> {
  const { lengths, tokens, corpus: many, sentences: few } = sizes[scale];
  const name = sampleCorpusName(scale);
  const { sentences } = await readCorpus(name);
  yield `Microseconds a token of the reference network on ${name}, one thread, exact arithmetic: an epoch of training with ${REFERENCE_BATCH} sentences a step, and tagging of the same tokenized sentences. By length of sentences, a step is one sentence, so few tokens share its fixed cost if the sentence is short.`;
  const corpus = sentences.slice(0, many);
  const bySize = HALVINGS.map((halvings) => {
    const part = corpus.slice(0, corpus.length >> halvings);
    const size = `${renderWholeNumber(part.length)} sentences, ${renderWholeNumber(countTokens(part))} tokens`;
    return { name: size, units: part.length, sentences: part, batchSize: REFERENCE_BATCH };
  });
  yield* growthTable(
    {
      title: 'corpus',
      unit: 'the sentences',
      reasons: { rises: 'More text has more words, whose vectors no longer fit a cache.' },
    },
    bySize,
    scale,
  );

  const byLength = lengths.map((length) => ({
    name: renderWholeNumber(length),
    units: length,
    sentences: cutToLength(sentences, length, tokens / length),
    batchSize: 1,
  }));
  yield* growthTable(
    {
      title: 'tokens of a sentence',
      unit: 'the length',
      reasons: {
        falls: 'The fixed cost of a step is shared by few tokens if sentences are short.',
        rises:
          'A batch holds a limited number of tokens, so few long sentences are computed together.',
      },
    },
    byLength,
    scale,
  );

  const byLabels = TYPE_COUNTS.map((typeCount) => ({
    name: `${1 + 4 * typeCount}`,
    units: 1 + 4 * typeCount,
    sentences: withTypes(sentences.slice(0, few), typeCount),
    batchSize: REFERENCE_BATCH,
  }));
  yield* growthTable(
    {
      title: 'labels',
      unit: 'the labels',
      reasons: {
        rises:
          'The CRF considers each pair of labels, so its time grows with the square of their number.',
      },
    },
    byLabels,
    scale,
  );
}

async function* growthTable(
  size: GrowingSize,
  cases: readonly Case[],
  scale: RunScale,
): AsyncGenerator<string> {
  const { rounds, warmUps } = sizes[scale];
  const samples = await takeTurns(
    cases.map((one) => () => timeOf(one)),
    { rounds, warmUps, random: createRandom(1) },
  );
  const training = samples.map((rounds) => rounds.map((sample) => sample.training));
  const tagging = samples.map((rounds) => rounds.map((sample) => sample.tagging));
  const rows = cases.map(({ name }, row) => [
    name,
    renderSamples(training[row]),
    renderRatio(training[row], training[0]),
    renderSamples(tagging[row]),
    renderRatio(tagging[row], tagging[0]),
  ]);
  yield renderMarkdownTable(
    [size.title, 'training', 'to the first', 'tagging', 'to the first'],
    rows,
  );
  const times = cases[cases.length - 1].units / cases[0].units;
  const verdict = (name: string, microseconds: readonly number[][]) =>
    renderGrowthVerdict({ name, ...size, times, microseconds });
  yield `${verdict('Training', training)} ${verdict('Tagging', tagging)}`;
}

/** Microseconds a token. */
async function timeOf({ sentences, batchSize }: Case) {
  const { tagger, tokensPerSecond } = await train(sentences, batchSize);
  const tokens = sentences.map((sentence) => sentence.tokens);
  const taggingMs = elapsedMs(() => tagger.tagSentences(tokens));
  return { training: 1e6 / tokensPerSecond, tagging: (1000 * taggingMs) / countTokens(sentences) };
}

function train(sentences: readonly LabeledSentence[], batchSize: number): Promise<Trained> {
  const options = { epochs: 1, seed: 1, batchSize };
  // The score on dev does not matter here, so it is that of one sentence.
  const corpus = { sentences, dev: sentences.slice(0, 1), scheme: 'IOB2' as const };
  return trainInProcess({ config: referenceNetwork, options }, corpus);
}
