// What a model file says of the model that its training went on from.
import type { Provenance } from '../../model/file/model-file.js';
import type { StartingModel } from './base-model.js';

type Ancestor = Omit<StartingModel, 'tagger'>;

/** Its name, fingerprint and own origin; of the model before it, name and fingerprint alone. */
export function ancestorOf({ name, sha256, provenance }: Ancestor): Provenance {
  const { from, ...rest } = provenance;
  const earlier = isRecord(from) ? { from: { name: from.name, sha256: from.sha256 } } : {};
  return { name, sha256, provenance: pruned({ ...rest, ...earlier }, MOST_LEVELS) };
}

// A model file may be nested a hundred deep and no deeper, however often it is trained on.
const MOST_LEVELS = 10;

function pruned(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return undefined;
  if (Array.isArray(value)) return value.map((item) => pruned(item, levels - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, pruned(item, levels - 1)]),
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
