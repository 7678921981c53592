// The stages of training and of tagging, each named by the files of src that do its work.

/** A stage of a token's way through the program. */
export interface Stage {
  readonly name: string;
  /** Files of src without their ending, and folders of src with a slash at their end. */
  readonly places: readonly string[];
}

const characters: Stage = {
  name: 'characters',
  places: ['layers/characters', 'layers/character-cnn', 'layers/character-rnn', 'layers/spelling'],
};

const wordVectors: Stage = { name: 'word vectors', places: ['layers/embedding'] };

const recurrence: Stage = {
  name: 'recurrence',
  places: [
    'layers/recurrence',
    'layers/recurrence-output',
    'layers/cells/',
    'layers/bidirectional',
    'layers/stack',
  ],
};

const outputLayer: Stage = { name: 'output layer', places: ['layers/linear', 'layers/dense'] };

/** In the order of the walk. */
export const trainingStages: readonly Stage[] = [
  {
    name: 'batches laid out',
    places: ['model/vocabulary/', 'training/sampler', 'layers/layer'],
  },
  wordVectors,
  characters,
  { name: 'dropout', places: ['layers/dropout', 'model/network/dropouts'] },
  { name: 'input projections', places: ['layers/input-projection', 'layers/direction'] },
  recurrence,
  outputLayer,
  { name: 'CRF, loss', places: ['layers/decoders/'] },
  { name: 'gradient norm, optimizer', places: ['training/optimization/'] },
];

/** In the order of the walk. A place that two stages could claim is the first one's. */
export const taggingStages: readonly Stage[] = [
  { name: 'sentences', places: ['text/sentences'] },
  { name: 'tokenizer', places: ['text/'] },
  { name: 'words looked up', places: ['model/vocabulary/', 'model/tagging/projection-cache'] },
  { name: 'jobs laid out, rows gathered', places: ['model/tagging/', 'parallel/', 'layers/layer'] },
  wordVectors,
  characters,
  { name: 'input projections', places: ['model/network/'] },
  recurrence,
  outputLayer,
  { name: 'CRF, Viterbi', places: ['layers/decoders/'] },
  { name: 'entities, rendering', places: ['model/tag-text', 'corpora/', 'cli/formats/'] },
];
