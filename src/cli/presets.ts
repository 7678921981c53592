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

interface Steps {
  readonly batchSize: number;
  /** In times of what is the optimizer's otherwise. */
  readonly rateFactor: number;
  readonly dropout: number;
}

export interface SizedDefaults extends Steps {
  readonly epochs: number;
}

const usual: Steps = { batchSize: 10, rateFactor: 1, dropout: 0.5 };
const longer: Steps = { batchSize: 10, rateFactor: 5 / 3, dropout: 0.35 };
const shorter: Steps = { batchSize: 4, rateFactor: 0.5, dropout: 0.35 };

// Up to so many sentences, so many epochs: few are to be seen more often, so that there are steps enough to learn by. For
// very few that is not enough: the steps are longer then, and less is left out. Where names are known from many sentences,
// more and shorter steps get further.
const bySize = [
  { most: 300, epochs: 60, steps: longer },
  { most: 3000, epochs: 30, steps: usual },
  { most: 6000, epochs: 20, steps: usual },
  { most: 20_000, epochs: 12, steps: shorter },
  { most: 50_000, epochs: 12, steps: usual },
  { most: Number.POSITIVE_INFINITY, epochs: 8, steps: usual },
];

const share: Readonly<Record<PresetName, number>> = { fast: 0.5, default: 1, accurate: 1.5 };

export function sizedDefaults(sentenceCount: number, preset: PresetName): SizedDefaults {
  const { epochs, steps } = bySize.find(({ most }) => sentenceCount <= most) ?? bySize[0];
  // Twice the units are slow by themselves: shorter steps were not tried with them.
  const isSlow = preset === 'accurate' && steps === shorter;
  return { ...(isSlow ? usual : steps), epochs: epochs * share[preset] };
}
