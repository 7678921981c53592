// Defaults of `tagger train` that depend on the preset, on the size of the corpus, or on --from.
import type { OptimizerName } from '../../../training/optimization/options.js';

export const presetNames = ['fast', 'default', 'accurate'] as const;
export type PresetName = (typeof presetNames)[number];

/** Values by flag; they replace the defaults in --help. */
export const presets: Readonly<Record<PresetName, Readonly<Record<string, unknown>>>> = {
  fast: { hidden: 50 },
  default: {},
  accurate: {
    hidden: 200,
    'recurrent-dropout': 0.3,
    'character-widths': [2, 3, 4],
    'character-filters': 30,
  },
};

/** Multiplies the epochs of the default preset. */
export const epochFactors: Readonly<Record<PresetName, number>> = {
  fast: 0.5,
  default: 1,
  accurate: 1.5,
};

interface StepDefaults {
  readonly batchSize: number;
  readonly learningRate: Readonly<Record<OptimizerName, number>>;
  readonly dropout: number;
}

const ratesOf = (adaptive: number, sgd: number) => ({
  adam: adaptive,
  adamw: adaptive,
  nadam: adaptive,
  sgd,
});

const small: StepDefaults = {
  batchSize: 10,
  learningRate: ratesOf(0.005, 0.03),
  dropout: 0.35,
};
const large: StepDefaults = {
  batchSize: 4,
  learningRate: ratesOf(0.0015, 0.01),
  dropout: 0.35,
};
// With more dropout, more of what the base model has learned is kept.
const fineTuning: StepDefaults = { ...large, dropout: 0.5 };

/** By the size of the corpus; fine-tuning has one set for all sizes. */
export const stepDefaults = { small, large, fineTuning };

/** The most sentences of a small corpus, from which larger steps learn a little more. */
export const SMALL_CORPUS = 300;

// A small corpus is read more often, so that there are enough steps to learn from it.
export const epochsBySize = [
  { most: 300, epochs: 60 },
  { most: 3000, epochs: 30 },
  { most: 6000, epochs: 20 },
  { most: 50_000, epochs: 12 },
  { most: Number.POSITIVE_INFINITY, epochs: 8 },
] as const;

export interface SizedDefaults extends StepDefaults {
  readonly epochs: number;
}

export interface TrainingKind {
  readonly preset: PresetName;
  /** Whether training starts from a base model. */
  readonly isFineTuning: boolean;
  /** Whether a teacher has labeled some of the sentences. */
  readonly isStudent?: boolean;
}

// A student is at its best early, because an epoch reads its few labeled sentences several times.
const MOST_STUDENT_EPOCHS = 8;

export function sizedDefaults(
  sentenceCount: number,
  { preset, isFineTuning, isStudent = false }: TrainingKind,
): SizedDefaults {
  const { epochs } = epochsBySize.find(({ most }) => sentenceCount <= most) ?? epochsBySize[0];
  const most = isStudent ? Math.min(epochs, MOST_STUDENT_EPOCHS) : epochs;
  return { ...stepsFor(sentenceCount, isFineTuning), epochs: most * epochFactors[preset] };
}

function stepsFor(sentenceCount: number, isFineTuning: boolean): StepDefaults {
  if (isFineTuning) return fineTuning;
  return sentenceCount <= SMALL_CORPUS ? small : large;
}
