// Corpora in columns: read as a whole, or anew each time, so that the text is never held.
import { type ByteSource, openSource } from '../files/byte-source.js';
import { readWholeFile } from '../files/read-whole-file.js';
import {
  type ConllOptions,
  createReadings,
  isUncut,
  type LabeledSentence,
  labeledSentence,
  NAMED_VIOLATIONS,
  noBlankLines,
  noEntities,
  noSentences,
  type ParsedConll,
  parseConll,
  type Readings,
  repairWarning,
  strictError,
} from './conll.js';
import type { TaggedSentence } from './sentence-source.js';
import {
  countViolations,
  createTransitions,
  schemeOf,
  type TagScheme,
  type TransitionCounts,
} from './tag-scheme.js';
import { taggedSentences } from './tagged-sentences.js';
import { beginsAfter } from './tags.js';
import { type Violation, violationsIn } from './violations.js';

export interface ConllCorpus extends ParsedConll {
  /** The checksum of the file as it is stored. */
  readonly sha256: string;
}

/**
 * Reads a corpus, plain or gzipped.
 *
 * @throws InputError if the file cannot be read or a line of it is malformed
 */
export async function readConll(path: string, options: ConllOptions = {}): Promise<ConllCorpus> {
  const { content, sha256 } = await readWholeFile(path);
  return { ...parseConll(content, path, options), sha256 };
}

export interface ConllFile
  extends Pick<
    ConllCorpus,
    'path' | 'sha256' | 'scheme' | 'tokenCount' | 'tagColumn' | 'readings' | 'warnings'
  > {
  readonly sentenceCount: number;
  /** Places at which the tags violate the scheme. */
  readonly violationCount: number;
  /** Number of entities by type. */
  readonly typeCounts: ReadonlyMap<string, number>;
  readonly sentences: Iterable<LabeledSentence>;
  /** The same sentences with their tags, legal or not. */
  readonly tagged: Iterable<TaggedSentence>;
}

/**
 * Reads a corpus once for its scheme, counts and faults.
 *
 * @throws InputError if the file cannot be read or a line of it is malformed
 */
export async function openConll(path: string, options: ConllOptions = {}): Promise<ConllFile> {
  return readOnce(await openSource(path), options).survey();
}

/** Columns whose first reading, whatever it is for, is also that of the survey. */
export interface ReadOnce {
  readonly sentences: Iterable<LabeledSentence>;
  /** Reads the file only if it has not been read to its end. */
  survey(): ConllFile;
}

export function readOnce(source: ByteSource, options: ConllOptions): ReadOnce {
  const { path } = source;
  const readings = createReadings(path, options);
  const tagged = {
    [Symbol.iterator]: () =>
      taggedSentences(source.chunks(), path, { ...options, ...readings.listeners }),
  };
  let surveyed: ConllFile | undefined;

  function* read(): Generator<LabeledSentence> {
    const survey = createSurvey();
    for (const sentence of tagged) {
      survey.add(sentence);
      yield labeledSentence(sentence);
    }
    surveyed = fileOf(source, tagged, survey.counts(readings), options);
  }

  return {
    sentences: { [Symbol.iterator]: () => (surveyed ? labeled(tagged) : read()) },
    survey: () => {
      if (surveyed !== undefined) return surveyed;
      const survey = createSurvey();
      for (const sentence of tagged) survey.add(sentence);
      surveyed = fileOf(source, tagged, survey.counts(readings), options);
      return surveyed;
    },
  };
}

interface Survey {
  readonly transitions: TransitionCounts;
  readonly sentenceCount: number;
  readonly tokenCount: number;
  readonly tagColumn: number;
  readonly readings: readonly string[];
}

function createSurvey() {
  const transitions = createTransitions();
  let [sentenceCount, tokenCount, tagColumn] = [0, 0, 0];
  return {
    add: (sentence: TaggedSentence) => {
      transitions.add(sentence.tags);
      sentenceCount++;
      tokenCount += sentence.tokens.length;
      tagColumn = sentence.tagColumn;
    },
    counts: (readings: Readings): Survey => ({
      transitions: transitions.counts,
      sentenceCount,
      tokenCount,
      tagColumn,
      readings: readings.list(),
    }),
  };
}

function fileOf(
  { path, sha256, chunks }: ByteSource,
  tagged: Iterable<TaggedSentence>,
  { transitions, ...counts }: Survey,
  options: ConllOptions,
): ConllFile {
  if (counts.sentenceCount === 0) throw noSentences(path, isEmpty(chunks()));
  const scheme = options.scheme ?? schemeOf(transitions);
  const violationCount = countViolations(transitions, scheme);
  const typeCounts = countTypesIn(transitions);
  const warnings: string[] = [];
  if (violationCount > 0) {
    const first = firstViolations(tagged, scheme);
    if (options.strict) throw strictError(path, scheme, first);
    warnings.push(repairWarning(path, scheme, first, violationCount));
  }
  if (typeCounts.size === 0) warnings.push(noEntities(path));
  if (isUncut(counts.sentenceCount, counts.tokenCount)) {
    warnings.push(noBlankLines(path, counts.tokenCount));
  }
  const sentences = { [Symbol.iterator]: () => labeled(tagged) };
  return {
    path,
    sha256,
    scheme,
    ...counts,
    violationCount,
    typeCounts,
    warnings,
    tagged,
    sentences,
  };
}

function* labeled(tagged: Iterable<TaggedSentence>): Generator<LabeledSentence> {
  for (const sentence of tagged) yield labeledSentence(sentence);
}

function isEmpty(chunks: Iterable<Uint8Array>): boolean {
  for (const { length } of chunks) if (length > 0) return false;
  return true;
}

/** An entity begins at every transition that begins one. */
function countTypesIn(transitions: TransitionCounts): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [previous, followers] of transitions) {
    for (const [tag, count] of followers) {
      if (tag === null || !beginsAfter(previous, tag)) continue;
      const type = tag.slice(2);
      counts.set(type, (counts.get(type) ?? 0) + count);
    }
  }
  return counts;
}

function firstViolations(tagged: Iterable<TaggedSentence>, scheme: TagScheme): Violation[] {
  const found: Violation[] = [];
  for (const sentence of tagged) {
    found.push(...violationsIn(sentence, scheme));
    if (found.length >= NAMED_VIOLATIONS) break;
  }
  return found.slice(0, NAMED_VIOLATIONS);
}
