// The step that keeps the entities of some types.
import type { Refine } from './entity.js';

/** Drops the entities of all other types. */
export function keepTypes(types: readonly string[]): Refine {
  const kept = new Set(types);
  return (tagged) => ({
    ...tagged,
    entities: tagged.entities.filter(({ label }) => kept.has(label)),
  });
}
