import { expect, test } from '@jest/globals';
import type { Safetensors } from '../../../src/safetensors/safetensors.js';
import {
  decodeCheckpoint,
  encodeCheckpoint,
} from '../../../src/training/checkpoint/encode-checkpoint.js';
import type { TrainingEvent } from '../../../src/training/train.js';
import type { WordVectors } from '../../../src/vectors/word-vectors.js';
import { type ResumableRun, type StartedRun, startRun, weightBits } from './resumable-run.js';

/** The events of a training, and its checkpoint after each of them but the last. */
function recordRun({ training }: StartedRun) {
  const events: TrainingEvent[] = [];
  const checkpoints: Safetensors[] = [];
  for (const event of training.events) {
    events.push(event);
    if (event.kind === 'end') continue;
    const current = { state: training.state(), learningCurve: [] };
    checkpoints.push(encodeCheckpoint({ identity: {}, finishedRuns: [], log: [], current }));
  }
  return { events, checkpoints };
}

function resume(run: ResumableRun, checkpoint: Safetensors): StartedRun {
  return startRun(run, ({ network }, options) => {
    const { current } = decodeCheckpoint('c', checkpoint).decode({ network, options });
    return current!.state;
  });
}

const vectors: WordVectors = {
  format: 'GloVe text',
  dimension: 4,
  fileRowCount: 3,
  words: ['teddy', 'in', 'rained'],
  rows: Float32Array.from({ length: 12 }, (_, k) => (k % 5) / 5 - 0.4),
  digitsAreZeros: false,
  sha256: '',
  warnings: [],
};
const characters = { encoder: 'cnn', dimension: 3, filters: 4, widths: [3] } as const;
const explosive = {
  learningRate: 100,
  weightDecay: 0.1,
  clipNorm: 0,
  onExplosion: 'stop',
  batchSize: 1,
} as const;
const sentenceMasks = {
  input: 0.3,
  layer: 0.3,
  output: 0.3,
  recurrent: 0.3,
  sharing: 'sentence',
} as const;

test.each<[string, ResumableRun]>([
  ['adam', {}],
  ['adamw', { options: { optimizer: 'adamw', weightDecay: 0.01, schedule: 'cosine' } }],
  [
    'subwords, some of which are dropped',
    {
      options: { subwordDropout: 0.5 },
      config: { characters, subwords: { lengths: [2, 3], most: 20 } },
    },
  ],
  ['nadam', { options: { optimizer: 'nadam', schedule: 'one-cycle', warmUp: 1.5 } }],
  ['sgd', { options: { optimizer: 'sgd', learningRate: 0.1, weightDecay: 0.01 } }],
  ['EMA', { options: { averaging: 'ema', batchTokens: 12 } }],
  ['SWA', { options: { averaging: 'swa', epochs: 6, learningRate: 0.2 } }],
  ['plateau', { options: { schedule: 'plateau', learningRate: 1e-4 } }],
  ['patience', { options: { learningRate: 1e-30, patience: 1 } }],
  ['rollbacks', { options: { learningRate: 4e38, clipNorm: 0, averaging: 'ema' } }],
  ['frozen vectors', { vectors, options: { freezeVectors: true } }],
  ['masks of sentences', { options: { dropout: sentenceMasks } }],
  ['characters', { config: { characters, shape: { dimension: 3 }, directions: 2 } }],
  ['huge gradients', { config: { decoder: 'softmax' }, options: explosive }],
  ['softmax', { config: { decoder: 'softmax' }, options: { classWeights: 'balanced' } }],
])(
  'a training with %s that goes on from any of its events ends with the same bits',
  (name, run) => {
    const first = startRun(run);
    const { events, checkpoints } = recordRun(first);
    if (name === 'rollbacks') expect(events.map(({ kind }) => kind)).toContain('rollback');
    if (name === 'huge gradients') expect(events.map(({ kind }) => kind)).toContain('anomaly');
    const bits = weightBits(first.tagger);
    for (const [index, checkpoint] of checkpoints.entries()) {
      const { tagger, training } = resume(run, checkpoint);
      // The batch event that follows an anomaly is of the same step.
      const next = events[index].kind === 'anomaly' ? index + 2 : index + 1;
      expect([...training.events]).toEqual(events.slice(next));
      expect(weightBits(tagger).equals(bits)).toBe(true);
    }
  },
);
