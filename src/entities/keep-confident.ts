// A step that drops entities of low confidence.
import type { Refine } from './entity.js';

/** Entities without a confidence are not from the model, and stay. */
export function keepConfident(least: number): Refine {
  return (tagged) => ({
    ...tagged,
    entities: tagged.entities.filter(
      ({ confidence }) => confidence === undefined || confidence >= least,
    ),
  });
}
