// Reads a corpus once for its columns, its counts and its malformed rows.
import { createReadings } from '../../corpora/conll.js';
import type { ChosenColumns, Layout } from '../../corpora/layout.js';
import type { TaggedSentence } from '../../corpora/sentence-source.js';
import { createTransitions, schemeOf, type TagScheme } from '../../corpora/tag-scheme.js';
import { taggedSentences } from '../../corpora/tagged-sentences.js';
import { spansOf } from '../../corpora/tags.js';
import type { ByteSource } from '../../files/byte-source.js';
import { createBoundedList } from './bounded-list.js';
import type { CheckedCorpus, CheckedSentence, MalformedRow } from './checked-corpus.js';
import { createTypeCollector } from './collect-types.js';

// More malformed rows are only counted.
const MOST_ROWS = 10_000;

export interface CorpusOptions extends ChosenColumns {
  /** Default: it is detected. */
  readonly scheme?: TagScheme;
}

export function parseCorpus(
  { path, chunks }: Pick<ByteSource, 'path' | 'chunks'>,
  options: CorpusOptions,
): CheckedCorpus {
  const malformedRows = createBoundedList<MalformedRow>(MOST_ROWS, ({ line }, count) => ({
    line,
    what: `the first of ${count} malformed rows that are only counted`,
    count,
  }));
  const onMalformed = (line: number, what: string) => malformedRows.add(() => ({ line, what }));
  const readings = createReadings(path, options);
  const listeners = { onMalformed, ...readings.listeners };
  const transitions = createTransitions();
  const survey = createSurvey();
  let brokenSentenceCount = 0;
  for (const tagged of taggedSentences(chunks(), path, { ...options, ...listeners })) {
    if (tagged.isWhole) {
      transitions.add(tagged.tags);
      survey.add(checkedSentence(tagged, path));
    } else {
      brokenSentenceCount++;
    }
  }
  const { sentenceCount } = survey.figures();
  const layout = sentenceCount + brokenSentenceCount > 0 ? readings.layout() : undefined;
  return {
    path,
    chunks,
    layout,
    scheme: options.scheme ?? schemeOf(transitions.counts),
    sentences: {
      [Symbol.iterator]: () => (layout ? wholeSentences({ path, chunks }, layout) : none()),
    },
    ...survey.figures(),
    brokenSentenceCount,
    malformedRows: malformedRows.list(),
    readings: readings.list(),
  };
}

/** A corpus that is not in columns: its tags are made of its entities. */
export function corpusOfSentences(
  tagged: Iterable<TaggedSentence & { readonly path?: string }>,
  { path, scheme, description }: Pick<CheckedCorpus, 'path' | 'scheme' | 'description'>,
): CheckedCorpus {
  const sentences = {
    *[Symbol.iterator]() {
      for (const sentence of tagged) yield checkedSentence(sentence, sentence.path ?? path);
    },
  };
  const survey = createSurvey();
  for (const sentence of sentences) survey.add(sentence);
  return {
    ...unreadableCorpus(path, ''),
    scheme,
    sentences,
    ...survey.figures(),
    ...(description !== undefined && { description }),
  };
}

/** Stands for a file that could not be read. */
export function unreadableCorpus(path: string, readError: string): CheckedCorpus {
  return { ...parseCorpus({ path, chunks: () => [] }, {}), readError };
}

/** Of a corpus whose malformed rows are known. */
function* wholeSentences(
  { path, chunks }: Pick<ByteSource, 'path' | 'chunks'>,
  layout: Layout,
): Generator<CheckedSentence> {
  for (const tagged of taggedSentences(chunks(), path, { layout, onMalformed: () => {} })) {
    if (tagged.isWhole) yield checkedSentence(tagged, path);
  }
}

function* none(): Generator<never> {}

const checkedSentence = (tagged: TaggedSentence, path: string): CheckedSentence => ({
  ...tagged,
  path,
  spans: spansOf(tagged.tags),
});

function createSurvey() {
  const collector = createTypeCollector();
  let [sentenceCount, tokenCount] = [0, 0];
  return {
    add: (sentence: CheckedSentence) => {
      sentenceCount++;
      tokenCount += sentence.tokens.length;
      collector.add(sentence);
    },
    figures: () => ({ sentenceCount, tokenCount, types: collector.types }),
  };
}
