// The vocabulary of a language model: the words of a text, without the rarest.
import { foldWord, normalizeWord, type WordFormVersion } from '../../text/word-form.js';
import { collectVocabulary, type Vocabulary } from '../vocabulary.js';

// A rarer word is read as the unknown word, by its characters.
export const LEAST_OCCURRENCES = 3;
const MOST_WORDS = 100_000;

export interface TextVocabularyOptions {
  readonly foldsWords: boolean;
  readonly wordForms: WordFormVersion;
}

/** @param wordCounts how often each word occurs as it is written, in any order */
export function collectTextVocabulary(
  wordCounts: Iterable<readonly [word: string, count: number]>,
  { foldsWords, wordForms }: TextVocabularyOptions,
): Vocabulary {
  const counts = new Map<string, number>();
  const written: [word: string, form: string][] = [];
  for (const [word, count] of wordCounts) {
    const normal = normalizeWord(word, wordForms);
    const form = foldsWords ? foldWord(normal, wordForms) : normal;
    counts.set(form, (counts.get(form) ?? 0) + count);
    written.push([word, form]);
  }
  const frequent = [...counts]
    .filter(([, count]) => count >= LEAST_OCCURRENCES)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_WORDS);
  // The most frequent first, each in all the ways that it is written.
  const ranks = new Map(frequent.map(([form], rank) => [form, rank]));
  const rankOf = (form: string) => ranks.get(form) ?? -1;
  const tokens = written
    .filter(([, form]) => ranks.has(form))
    .sort(([, a], [, b]) => rankOf(a) - rankOf(b))
    .map(([word]) => word);
  const { entities: _, ...vocabulary } = collectVocabulary(
    [{ tokens, spans: [], line: 0 }],
    foldsWords,
    wordForms,
  );
  return vocabulary;
}
