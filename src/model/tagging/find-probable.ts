// All entities that are at least as probable as a limit, also those outside the best tagging.
//
// With a softmax decoder, the best tagging may have entities with other labels, such as a B that no
// E follows. They count as well, with the product of the probabilities of their labels.
import type { TaggingNetwork } from '../network/network.js';
import type { Labels } from '../vocabulary/labels.js';
import type { SentenceTokens } from '../vocabulary/word-context.js';
import {
  fromLogs,
  joinScores,
  type LoggedSpan,
  logarithm,
  logProbability,
  type ScoredSpan,
} from './confidences.js';
import type { DecodedPart } from './decode-job.js';
import { createEntitySearch } from './entity-search.js';
import { withEmissions } from './placed-emissions.js';
import { decodeSentences, labelIdsOf, type TaggingContext } from './tag-sentences.js';

/** Less probable entities are never found, because there are so many of them. */
export const LEAST_PROBABILITY = 0.0001;

export interface ProbableOptions {
  /** The least confidence, from 0 to 1. */
  readonly least: number;
  readonly temperature: number;
}

type ProbableContext = TaggingContext & { readonly network: TaggingNetwork };

// Few enough that their emissions need little memory.
const SENTENCES_PER_CALL = 1024;

// Of logarithms: more than their rounding errors.
const MARGIN = 1e-3;

/**
 * The entities of each sentence whose confidence is at least `least`, in order. Of two that overlap,
 * the more probable one stays; of equally probable ones the longer, then the earlier.
 */
export function findProbable(
  context: ProbableContext,
  sentences: readonly SentenceTokens[],
  options: ProbableOptions,
): ScoredSpan[][] {
  const limit = Math.max(options.least, LEAST_PROBABILITY);
  const found: ScoredSpan[][] = [];
  for (let first = 0; first < sentences.length; first += SENTENCES_PER_CALL) {
    const some = sentences.slice(first, first + SENTENCES_PER_CALL);
    const candidates = findCandidates(context, some, { ...options, least: limit });
    for (const spans of fromLogs(context.engine, candidates)) {
      found.push(withoutOverlaps(spans.filter(({ confidence }) => confidence >= limit)));
    }
  }
  return found;
}

/** All entities that may be probable enough, with their logarithms. */
function findCandidates(
  context: ProbableContext,
  sentences: readonly SentenceTokens[],
  { least, temperature }: ProbableOptions,
): LoggedSpan[][] {
  const { engine, labels, network } = context;
  const { decoder } = network;
  const width = decoder.emissionWidth;
  const decoded = decodeSentences(context, sentences, { kind: 'emissions', width });
  const search = createEntitySearch(labels, width, logarithm(engine, least) - MARGIN);
  const mark = engine.memory.mark();
  const scoreLabels = decoder.startScoringLabels(temperature, search.pairs);
  const scorePaths = decoder.startScoring(temperature);
  const searchPart = (part: DecodedPart) => {
    const [scores] = withEmissions(engine, part, width, scoreLabels);
    return search.find(scores, part.labelIds.length);
  };
  const scorePart = (part: DecodedPart) =>
    withEmissions(engine, part, width, (steps, emissions) => {
      const [scores] = scorePaths(steps, emissions, [part.labelIds]);
      return { scores };
    });
  const candidates = decoded.map((parts) => {
    const found = joinSpans(parts, searchPart);
    if (parts.every(({ labelIds }) => isRegular(labels, labelIds))) return found;
    const scores = joinScores(parts.map(scorePart));
    const tagged = labels.decode(labelIdsOf(parts)).map((span) => ({
      span,
      log: logProbability(scores, span.start, span.end),
    }));
    return [...tagged, ...found];
  });
  engine.memory.release(mark);
  return candidates;
}

/** Whether the labels are those that the search expects of their entities. */
function isRegular(labels: Labels, labelIds: readonly number[]): boolean {
  if (labelIds.every((label) => label === 0)) return true;
  const expected = labels.encode(labels.decode(labelIds), labelIds.length);
  return expected.every((label, token) => label === labelIds[token]);
}

/** The spans of all parts, as spans of the sentence. */
function joinSpans(
  parts: readonly DecodedPart[],
  spansOf: (part: DecodedPart) => LoggedSpan[],
): LoggedSpan[] {
  let offset = 0;
  return parts.flatMap((part) => {
    const from = offset;
    offset += part.labelIds.length;
    return spansOf(part).map(({ span: { label, start, end }, log }) => ({
      span: { label, start: start + from, end: end + from },
      log,
    }));
  });
}

/** The spans that stay, in order. */
function withoutOverlaps(spans: readonly ScoredSpan[]): ScoredSpan[] {
  const taken = new Set<number>();
  const kept = [...spans].sort(byRank).filter(({ start, end }) => {
    for (let token = start; token < end; token++) if (taken.has(token)) return false;
    for (let token = start; token < end; token++) taken.add(token);
    return true;
  });
  return kept.sort((a, b) => a.start - b.start);
}

function byRank(a: ScoredSpan, b: ScoredSpan): number {
  return b.confidence - a.confidence || b.end - b.start - (a.end - a.start) || a.start - b.start;
}
