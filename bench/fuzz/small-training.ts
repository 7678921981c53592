// A small training whose checkpoints are read.
import { evenDropout } from '../../src/model/network/dropouts.js';
import { createRandom } from '../../src/tensors/random.js';
import type { TrainingOptions } from '../../src/training/optimization/options.js';
import { createTraining, type Training, type TrainingState } from '../../src/training/train.js';
import { createContent, createTrainableTagger } from '../../src/training/trainable-tagger.js';
import { collectVocabulary } from '../../src/training/vocabulary.js';
import { smallConfigs } from './small-tagger.js';

const options: TrainingOptions = {
  ...{ epochs: 2, batchSize: 1, optimizer: 'adam', learningRate: 0.02, schedule: 'inverse-time' },
  ...{ learningRateDecay: 0, plateauPatience: 1, warmUp: 0, momentum: 0.9 },
  ...{ dropout: evenDropout(0.3), classWeights: 'none', weightDecay: 0 },
  ...{ averaging: 'ema', averagingDecay: 0.9, wordDropout: 0.5, clipNorm: 5, clipValue: 0 },
  ...{ gateBias: 0, onExplosion: 'rollback', patience: 1000, freezeVectors: false, seed: 1 },
};

const sentences = [
  { tokens: ['Teddy', 'rode', '.'], spans: [{ label: 'PER', start: 0, end: 1 }], line: 1 },
  { tokens: ['Anna', 'Berg', 'slept'], spans: [{ label: 'PER', start: 0, end: 2 }], line: 5 },
];

export interface SmallTraining {
  readonly network: ReturnType<typeof createTrainableTagger>['tagger']['network'];
  readonly options: TrainingOptions;
  /** @param state to go on from; a whole training without */
  start(state?: TrainingState): Training;
}

export function createSmallTraining(): SmallTraining {
  const content = createContent(smallConfigs[2], collectVocabulary(sentences, false), undefined);
  const { tagger, coverage, reset } = createTrainableTagger(content, { arithmetic: 'exact' });
  return {
    network: tagger.network,
    options,
    start: (state) => {
      const random = createRandom(options.seed);
      reset({ random, gateBias: options.gateBias });
      const input = {
        ...({ sentences, dev: sentences, scheme: 'IOB2', random } as const),
        ...{ rowsWithVector: coverage.vectorRows, isInterrupted: () => false },
      };
      return createTraining(tagger, input, options, state);
    },
  };
}
