// Present names of the keys in model files written before version 0.2.

type Values = Readonly<Record<string, unknown>>;

// The old name of a key and its present one, wherever it occurs.
const presentNames: Readonly<Record<string, string>> = {
  digits_are_zeros: 'digitsAreZeros',
  keep_vectors: 'keepVectors',
  unrounded_dev_f1: 'unquantizedDevF1',
};

/** The values with every old key renamed, at every depth. */
export function renameOldKeys(values: Values): Values {
  const entries = Object.entries(values).map(([key, value]) => [
    nameOf(key, values),
    isValues(value) ? renameOldKeys(value) : value,
  ]);
  return Object.fromEntries(entries);
}

function nameOf(key: string, { gold, correct, output }: Values): string {
  // These two words are common enough to be a type's or a file's name elsewhere.
  if (key === 'found' && typeof gold === 'number' && typeof correct === 'number') {
    return 'predicted';
  }
  if (key === 'sharing' && typeof output === 'number') return 'mask';
  return Object.hasOwn(presentNames, key) ? presentNames[key] : key;
}

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
