// Adds what recognizers find to the entities of a tagged text.
import type { Entity, Refine } from '../entities/entity.js';
import { joinSentences } from '../entities/join-sentences.js';
import { combine, entityAt } from './combine.js';
import type { Find } from './found.js';
import { type RecognizerName, recognizerNames, recognizers } from './recognizers.js';

/** A recognizer that is loaded, and the type of what it finds. */
export interface LoadedRecognizer {
  readonly label: string;
  readonly find: Find;
}

/**
 * Loads the recognizers in the order of their table.
 *
 * @param region the country of phone numbers without a country code
 * @throws RangeError for an unknown region
 */
export async function loadRecognizers(
  names: readonly RecognizerName[],
  region?: string,
): Promise<LoadedRecognizer[]> {
  const wanted = recognizerNames.filter((name) => names.includes(name));
  return Promise.all(
    wanted.map(async (name) => ({
      label: recognizers[name].label,
      find: await recognizers[name].load(region),
    })),
  );
}

/** A step that adds what the recognizers find; see `combine` for overlaps. */
export function addRecognized(loaded: readonly LoadedRecognizer[]): Refine {
  const lastFirst = loaded.toReversed();
  return (tagged) => {
    const { text } = tagged;
    const entities = lastFirst.reduce<readonly Entity[]>((lower, { label, find }) => {
      const found = find(text).map(({ start, end }) => entityAt(text, label, start, end));
      return found.length === 0 ? lower : combine(text, lower, found);
    }, tagged.entities);
    if (entities === tagged.entities) return tagged;
    return { ...tagged, sentences: joinSentences(tagged.sentences, entities), entities };
  };
}
