// The entities of the corpus that --training names.
import { openConll } from '../../corpora/conll-file.js';
import { mapSentence } from '../../corpora/map-types.js';
import type { TrainingEntities } from '../../evaluation/breakdowns.js';
import type { EvalFlags } from '../commands/commands.js';

/** The texts of the entities, by type; undefined without --training. */
export async function readTrainingEntities(
  flags: EvalFlags,
): Promise<TrainingEntities | undefined> {
  if (flags.training === undefined) return undefined;
  const { sentences } = await openConll(flags.training, flags);
  const mapping = flags.mapTypes ?? new Map();
  const typesOf = new Map<string, Set<string>>();
  for (const sentence of sentences) {
    const { tokens, spans } = mapSentence(sentence, mapping);
    for (const { label, start, end } of spans) {
      const text = tokens.slice(start, end).join(' ');
      const types = typesOf.get(text) ?? new Set();
      typesOf.set(text, types.add(label));
    }
  }
  return {
    has: (text, type) => typesOf.get(text)?.has(type) ?? false,
    hasAnyType: (text) => typesOf.has(text),
  };
}
