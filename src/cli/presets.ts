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
}

// Up to so many sentences, so many epochs: few are to be seen more often, so that there are steps enough to learn by.
const epochsBySize = [
  { most: 300, epochs: 60 },
  { most: 3000, epochs: 30 },
  { most: 6000, epochs: 20 },
  { most: 50_000, epochs: 12 },
  { most: Number.POSITIVE_INFINITY, epochs: 8 },
];

const share: Readonly<Record<PresetName, number>> = { fast: 0.5, default: 1, accurate: 1.5 };

export function sizedDefaults(sentenceCount: number, preset: PresetName): SizedDefaults {
  const { epochs } = epochsBySize.find(({ most }) => sentenceCount <= most) ?? epochsBySize[0];
  return { epochs: epochs * share[preset], batchSize: 10 };
}
