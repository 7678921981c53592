// The domains of a test, which the names of its documents give: senate-address-01.
import type { LabeledSentence } from '../src/corpora/conll.js';
import type { EnglishTest } from './english-tests.js';

const SOURCES: Readonly<Record<string, string>> = {
  senate: 'press releases',
  wikipedia: 'articles',
  written: 'written',
};

export interface Domain {
  readonly domain: string;
  readonly sentences: readonly LabeledSentence[];
}

/** The sentences of each domain, sorted by its name; none for a test without documents. */
export function groupByDomain({
  sentences,
  documents,
}: Pick<EnglishTest, 'sentences' | 'documents'>): Domain[] {
  const groups = new Map<string, LabeledSentence[]>();
  sentences.forEach((sentence, index) => {
    const [, source, name] = /^(\w+)-(\w+)-\d+$/.exec(documents[index] ?? '') ?? [];
    if (source === undefined) return;
    const domain = `${SOURCES[source] ?? source}: ${name}`;
    groups.set(domain, [...(groups.get(domain) ?? []), sentence]);
  });
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([domain, members]) => ({ domain, sentences: members }));
}
