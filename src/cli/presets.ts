// What the flags of tagger train are where nobody says: by --preset, and by how many sentences there are to learn from.
import type { OptimizerName } from '../training/options.js';

export const presetNames = ['fast', 'default', 'accurate'] as const;
export type PresetName = (typeof presetNames)[number];

type Values = Readonly<Record<string, unknown>>;

/** Values by flag, in place of the defaults that --help shows. */
export const presets: Readonly<Record<PresetName, Values>> = {
  fast: { hidden: 50 },
  default: {},
  accurate: {
    hidden: 200,
    'recurrent-dropout': 0.3,
    'character-widths': [2, 3, 4],
    'character-filters': 30,
  },
};

interface Steps {
  readonly batchSize: number;
  readonly learningRate: Readonly<Record<OptimizerName, number>>;
  readonly dropout: number;
}

export interface SizedDefaults extends Steps {
  readonly epochs: number;
}

const short: Steps = {
  batchSize: 4,
  learningRate: { adam: 0.0015, adamw: 0.0015, nadam: 0.0015, sgd: 0.01 },
  dropout: 0.35,
};
const long: Steps = {
  batchSize: 10,
  learningRate: { adam: 0.005, adamw: 0.005, nadam: 0.005, sgd: 0.03 },
  dropout: 0.35,
};
// What a model has learned is better kept where more is left out.
const begun: Steps = { ...short, dropout: 0.5 };

// Up to so many sentences, so many epochs: few are to be seen more often, so that there are steps enough to learn by. For
// very few that is not enough: the steps are longer then.
const bySize = [
  { most: 300, epochs: 60, steps: long },
  { most: 3000, epochs: 30, steps: short },
  { most: 6000, epochs: 20, steps: short },
  { most: 50_000, epochs: 12, steps: short },
  { most: Number.POSITIVE_INFINITY, epochs: 8, steps: short },
];

const share: Readonly<Record<PresetName, number>> = { fast: 0.5, default: 1, accurate: 1.5 };

export interface Beginning {
  readonly preset: PresetName;
  /** Whether it goes on from a model. */
  readonly isBegun: boolean;
}

export function sizedDefaults(
  sentenceCount: number,
  { preset, isBegun }: Beginning,
): SizedDefaults {
  const { epochs, steps } = bySize.find(({ most }) => sentenceCount <= most) ?? bySize[0];
  return { ...(isBegun ? begun : steps), epochs: epochs * share[preset] };
}
