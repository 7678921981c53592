// What documents say about the words of a job, as int32:
//
//   topics | for each topic: length, word ids
//   for each word: 0, or 1 + its topic | length, ids before | length, ids after | 0, or its forms
import type { Topic, WordContext, WordForms } from '../vocabulary/word-context.js';

const FORM_NAMES = ['total', 'lower', 'upper', 'capitalInside', 'first'] as const;

export function storeContexts(contexts: readonly (WordContext | undefined)[]): number[] {
  const topics = [...new Set(contexts.flatMap((context) => (context ? [context.topic] : [])))];
  const indexOf = new Map(topics.map((topic, index) => [topic, index]));
  const withLength = (ids: readonly number[]) => [ids.length, ...ids];
  return [
    topics.length,
    ...topics.flatMap(({ wordIds }) => withLength(wordIds)),
    ...contexts.flatMap((context) => {
      if (!context) return [0];
      const { before, after, forms, topic } = context;
      const counts = forms ? FORM_NAMES.map((name) => forms[name]) : [0];
      return [
        1 + (indexOf.get(topic) ?? 0),
        ...withLength(before),
        ...withLength(after),
        ...counts,
      ];
    }),
  ];
}

/** @param count of the words */
export function readContexts(
  numbers: readonly number[],
  count: number,
): (WordContext | undefined)[] {
  let at = 0;
  const next = () => numbers[at++];
  const list = () => Array.from({ length: next() }, next);
  const topics = Array.from({ length: next() }, (): Topic => ({ wordIds: list() }));
  const forms = (): WordForms | undefined => {
    const total = next();
    if (total === 0) return undefined;
    const [lower, upper, capitalInside, first] = FORM_NAMES.slice(1).map(next);
    return { total, lower, upper, capitalInside, first };
  };
  return Array.from({ length: count }, () => {
    const topic = next();
    if (topic === 0) return undefined;
    return { topic: topics[topic - 1], before: list(), after: list(), forms: forms() };
  });
}
