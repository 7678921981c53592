// How far each cell remembers: in a forward network without a CRF, the last word of a sequence
// depends on a word k steps before it.
import type { LabeledSentence } from '../../src/corpora/conll.js';
import { cells } from '../../src/layers/cells/cells.js';
import { cellNames, type NetworkConfig } from '../../src/model/network/config.js';
import { evenDropout } from '../../src/model/network/dropouts.js';
import { createRandom } from '../../src/tensors/random.js';
import { renderMarkdownTable, renderMean } from '../harness/markdown.js';
import { type Outcome, type Outcomes, outcomeFigures } from '../harness/outcome.js';
import { type RunScale, seedsOf } from '../harness/scale.js';
import { type Trained, trainInProcess } from '../harness/train-in-process.js';
import { writeCatSequences } from './cat-sequences.js';
import type { ComparisonRun, MemoryRun } from './comparison-run.js';

const DISTANCES = { full: [5, 10, 20, 50, 100], quick: [5] };
const UNSEEN_COUNT = 500;
const BATCH_SIZE = 16;
const STEPS = 1000;
// With this bias an update gate starts nearly shut.
const GATE_BIAS = -3;

type Cell = NetworkConfig['cell'];

/** Each cell, and a second time with the gate bias if it has an update gate. */
const starts = cellNames.flatMap((cell) =>
  hasUpdateGate(cell)
    ? [
        { cell, gateBias: 0 },
        { cell, gateBias: GATE_BIAS },
      ]
    : [{ cell, gateBias: 0 }],
);

type Start = (typeof starts)[number];

function hasUpdateGate(cell: Cell): boolean {
  const { gateCount, initialBias } = cells[cell];
  return Array.from({ length: gateCount }, (_, gate) => initialBias(gate, GATE_BIAS)).includes(
    GATE_BIAS,
  );
}

export function planLongMemory(scale: RunScale): MemoryRun[] {
  return starts.flatMap((start) =>
    DISTANCES[scale].flatMap((distance) => runsOf(start, distance, scale)),
  );
}

function runsOf({ cell, gateBias }: Start, distance: number, scale: RunScale): MemoryRun[] {
  const config = {
    cell,
    directions: 1 as const,
    layers: 1,
    wordDimension: 16,
    foldsWords: false,
    characters: null,
    shape: null,
    hidden: 32,
    dense: [],
    decoder: 'softmax' as const,
  };
  return seedsOf(scale).map((seed) => {
    const options = { gateBias, epochs: 1, seed, batchSize: BATCH_SIZE, ...undisturbed };
    return { study: 'long-memory', distance, training: { config, options } };
  });
}

// What can be learned at all is measured without dropout and with sequences that are never
// repeated.
const undisturbed = { dropout: evenDropout(0), wordDropout: 0, learningRateDecay: 0, clipNorm: 1 };

export async function runLongMemory({ distance, training }: MemoryRun): Promise<Outcome> {
  const random = createRandom(training.options.seed);
  const sentences = writeCatSequences({ count: STEPS * BATCH_SIZE, distance }, random);
  const unseen = writeCatSequences({ count: UNSEEN_COUNT, distance }, random, sentences);
  // One epoch leaves no choice of weights, so dev may be the sequences that are scored.
  const trained = await trainInProcess(training, { sentences, dev: unseen, scheme: 'IOB2' });
  return { share: shareOfRightWords(trained, unseen) };
}

/** The share of last words that are rightly labeled plural or not. */
function shareOfRightWords({ tagger }: Trained, sequences: readonly LabeledSentence[]): number {
  const predicted = tagger.tagSentences(sequences.map(({ tokens }) => tokens));
  const right = sequences.filter(({ tokens, spans }, index) => {
    const isPlural = predicted[index].some(({ end }) => end === tokens.length);
    return isPlural === spans.length > 0;
  });
  return right.length / sequences.length;
}

export function renderLongMemory(scale: RunScale, outcomes: Outcomes<ComparisonRun>): string {
  const distances = DISTANCES[scale];
  const rows = starts.map((start) => [
    start.cell,
    hasUpdateGate(start.cell) ? `${start.gateBias}` : 'none',
    ...distances.map((distance) => {
      const shares = outcomeFigures(runsOf(start, distance, scale), outcomes, 'share');
      return renderMean(
        shares.map((share) => 100 * share),
        0,
      );
    }),
  ]);
  const header = ['cell', 'gate bias', ...distances.map((distance) => `k = ${distance}`)];
  return `Percentage of last words labeled right, which depend on the word k steps before (chance 50):\n\n${renderMarkdownTable(header, rows)}`;
}
