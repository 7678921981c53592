// The entities of the corpus that --training names.
import { mapSentence } from '../../corpora/map-types.js';
import type { TrainingEntities } from '../../evaluation/breakdowns.js';
import { createSentenceTokenizer } from '../../model/tag-text.js';
import type { EvalFlags } from '../commands/commands.js';

/** The texts of the entities, by type; undefined without --training. */
export async function readTrainingEntities(
  flags: EvalFlags,
): Promise<TrainingEntities | undefined> {
  if (flags.training === undefined) return undefined;
  const { readCorpus } = await import('../../annotations/corpus/read-corpus.js');
  const tokenize = createSentenceTokenizer();
  const { sentences } = await readCorpus(flags.training, { ...flags, tokenize });
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
