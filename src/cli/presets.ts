// What the flags of tagger train are where nobody says: by --preset, and by how many sentences there are to learn from.
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

export interface SizedDefaults {
  readonly epochs: number;
  readonly batchSize: number;
  /** In times of what is the optimizer's otherwise. */
  readonly rateFactor: number;
  readonly dropout: number;
}

// Up to so many sentences, so many epochs: few are to be seen more often, so that there are steps enough to learn by. For
// very few that is not enough: the steps are longer then, and less is left out. Where names are known from many sentences,
// more and shorter steps get further.
const bySize = [
  { most: 300, epochs: 60, batchSize: 10, rateFactor: 5 / 3, dropout: 0.35 },
  { most: 3000, epochs: 30, batchSize: 10, rateFactor: 1, dropout: 0.5 },
  { most: 6000, epochs: 20, batchSize: 10, rateFactor: 1, dropout: 0.5 },
  { most: 20_000, epochs: 12, batchSize: 4, rateFactor: 0.5, dropout: 0.35 },
  { most: 50_000, epochs: 12, batchSize: 10, rateFactor: 1, dropout: 0.5 },
  { most: Number.POSITIVE_INFINITY, epochs: 8, batchSize: 10, rateFactor: 1, dropout: 0.5 },
];

const share: Readonly<Record<PresetName, number>> = { fast: 0.5, default: 1, accurate: 1.5 };

export function sizedDefaults(sentenceCount: number, preset: PresetName): SizedDefaults {
  const { most, ...sized } = bySize.find(({ most }) => sentenceCount <= most) ?? bySize[0];
  // Twice the units are slow by themselves, and are not in need of more steps.
  const steps = preset === 'accurate' && most > 300 ? wideSteps : sized;
  return { ...steps, epochs: sized.epochs * share[preset] };
}

const wideSteps = { batchSize: 10, rateFactor: 1, dropout: 0.5 };
