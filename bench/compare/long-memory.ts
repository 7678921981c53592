// How far each cell remembers: forward only, each tag by itself, the last word decided by a word k steps before it.

import type { LabeledSentence } from '../../src/corpora/conll.js';
import { cells } from '../../src/layers/cells/cells.js';
import { cellNames, type NetworkConfig } from '../../src/model/network/config.js';
import { evenDropout } from '../../src/model/network/dropouts.js';
import { createRandom } from '../../src/tensors/random.js';
import { renderMean, renderTable } from '../harness/markdown.js';
import {
  figuresOf,
  type MemoryRun,
  type Outcome,
  type Outcomes,
  type Scale,
  seedsOf,
} from '../harness/run.js';
import { type Trained, trainInProcess } from '../harness/train-in-process.js';
import { writeCatSequences } from './cat-sequences.js';

const DISTANCES = { full: [5, 10, 20, 50, 100], quick: [5] };
const UNSEEN_COUNT = 500;
const BATCH_SIZE = 16;
const STEPS = 1000;
// At this bias an update gate starts nearly shut.
const GATE_BIAS = -3;

type Cell = NetworkConfig['cell'];

/** Each cell, and again with the gate bias where it has the gate. */
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

export function planLongMemory(scale: Scale): MemoryRun[] {
  return starts.flatMap((start) =>
    DISTANCES[scale].flatMap((distance) => runsOf(start, distance, scale)),
  );
}

function runsOf({ cell, gateBias }: Start, distance: number, scale: Scale): MemoryRun[] {
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

// The probe asks what can be learned at all: nothing is left out, and no sequence comes twice.
const undisturbed = { dropout: evenDropout(0), wordDropout: 0, learningRateDecay: 0, clipNorm: 1 };

export async function runLongMemory({ distance, training }: MemoryRun): Promise<Outcome> {
  const random = createRandom(training.options.seed);
  const sentences = writeCatSequences({ count: STEPS * BATCH_SIZE, distance }, random);
  const unseen = writeCatSequences({ count: UNSEEN_COUNT, distance }, random, sentences);
  // One epoch leaves nothing to choose, so the score that would choose may be that of the same sequences.
  const trained = await trainInProcess(training, { sentences, dev: unseen, scheme: 'IOB2' });
  return { share: shareDecidedRightly(trained, unseen) };
}

/** Of the last words: whether they are plural. */
function shareDecidedRightly({ tagger }: Trained, sequences: readonly LabeledSentence[]): number {
  const found = tagger.tagSentences(sequences.map(({ tokens }) => tokens));
  const right = sequences.filter(({ tokens, spans }, index) => {
    const saysPlural = found[index].some(({ end }) => end === tokens.length);
    return saysPlural === spans.length > 0;
  });
  return right.length / sequences.length;
}

export function renderLongMemory(scale: Scale, outcomes: Outcomes): string {
  const distances = DISTANCES[scale];
  const rows = starts.map((start) => [
    start.cell,
    hasUpdateGate(start.cell) ? `${start.gateBias}` : 'none',
    ...distances.map((distance) => {
      const shares = figuresOf(runsOf(start, distance, scale), outcomes, 'share');
      return renderMean(
        shares.map((share) => 100 * share),
        0,
      );
    }),
  ]);
  const header = ['cell', 'gate bias', ...distances.map((distance) => `k = ${distance}`)];
  return `Last words decided rightly by the word k steps before, in percent (chance 50):\n\n${renderTable(header, rows)}`;
}
