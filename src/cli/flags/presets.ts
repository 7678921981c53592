// What the flags of tagger train are where nobody says: by --preset, and by how many sentences there are to learn from.
import type { OptimizerName } from '../../training/optimization/options.js';

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

const ratesOf = (adaptive: number, sgd: number) => ({
  adam: adaptive,
  adamw: adaptive,
  nadam: adaptive,
  sgd,
});
const short: Steps = { batchSize: 4, learningRate: ratesOf(0.0015, 0.01), dropout: 0.35 };
// From very few sentences longer steps get a little further.
const MOST_FOR_LONG = 300;
const long: Steps = { batchSize: 10, learningRate: ratesOf(0.005, 0.03), dropout: 0.35 };
// What a model has learned is better kept where more is left out.
const begun: Steps = { ...short, dropout: 0.5 };

// Up to so many sentences, so many epochs: few are to be seen more often, so that there are steps enough to learn by.
const epochsBySize = [
  { most: 300, epochs: 60 },
  { most: 3000, epochs: 30 },
  { most: 6000, epochs: 20 },
  { most: 50_000, epochs: 12 },
  { most: Number.POSITIVE_INFINITY, epochs: 8 },
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
  const { epochs } = epochsBySize.find(({ most }) => sentenceCount <= most) ?? epochsBySize[0];
  return { ...stepsFor(sentenceCount, isBegun), epochs: epochs * share[preset] };
}

function stepsFor(sentenceCount: number, isBegun: boolean): Steps {
  if (isBegun) return begun;
  return sentenceCount <= MOST_FOR_LONG ? long : short;
}
