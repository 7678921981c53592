// How the provenance of a new model records its base model.
import type { Provenance } from '../../model/file/format.js';
import type { Tagger } from '../../model/tagger.js';

export interface BaseModel {
  /** Name of the file, without its folder. */
  readonly name: string;
  readonly sha256: string;
  readonly tagger: Tagger;
  readonly provenance: Provenance;
}

/**
 * The base model in the provenance of the new model; its own base model is reduced to name and
 * SHA-256.
 */
export function provenanceOfBase({
  name,
  sha256,
  provenance,
}: Omit<BaseModel, 'tagger'>): Provenance {
  const { from, ...rest } = provenance;
  const earlier = isRecord(from) ? { from: { name: from.name, sha256: from.sha256 } } : {};
  return { name, sha256, provenance: prune({ ...rest, ...earlier }, MOST_LEVELS) };
}

// Metadata nested too deep cannot be read back, and each fine-tuning would nest it deeper.
const MOST_LEVELS = 10;

function prune(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return undefined;
  if (Array.isArray(value)) return value.map((item) => prune(item, levels - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, prune(item, levels - 1)]),
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
