// The search for all entities of a sentence that are probable enough, by the scores of its labels.
//
// The labels of an entity are one piece of a path: B, any number of I, and E, or S alone. From its
// last label backward, the probability of such a piece only falls as it grows. So each token where
// an entity can end begins a search that is given up below the limit. The probabilities of all
// entities that end at one token sum to 1 at most, which bounds their number.
import type { AllLabelScores, LabelPair } from '../../layers/decoders/decoder.js';
import type { EntityLabels, Labels } from '../vocabulary/labels.js';
import type { LoggedSpan } from './confidences.js';

export interface EntitySearch {
  /** The pairs of labels whose links are read. */
  readonly pairs: readonly LabelPair[];
  /** The entities of a sentence or a part, by their ends. */
  find(scores: AllLabelScores, length: number): LoggedSpan[];
}

/**
 * @param width of a row of own
 * @param logLeast logarithm of the least probability
 */
export function createEntitySearch(
  { ofEntities }: Pick<Labels, 'ofEntities'>,
  width: number,
  logLeast: number,
): EntitySearch {
  const stride = ofEntities.length * PAIRS;
  return {
    pairs: ofEntities.flatMap(pairsOf),
    find: ({ own, links }, length) => {
      const found: LoggedSpan[] = [];
      for (let last = 0; last < length; last++) {
        for (const [index, { type, single, end }] of ofEntities.entries()) {
          const alone = own[last * width + single];
          if (alone >= logLeast) {
            found.push({ span: { label: type, start: last, end: last + 1 }, log: alone });
          }
          const logOfEnd = own[last * width + end];
          if (logOfEnd < logLeast) continue;
          const link = (token: number, place: number) =>
            links[token * stride + index * PAIRS + (token === last ? place : place + EARLIER)];
          for (const start of startsBefore(last, link, logLeast - logOfEnd)) {
            const log = sumFrom(start, last, link, logOfEnd);
            found.push({ span: { label: type, start, end: last + 1 }, log });
          }
        }
      }
      return found;
    },
  };
}

// Places of the links of a type; those of tokens before the last one come later.
const BEGIN = 0;
const INSIDE = 1;
const EARLIER = 2;
const PAIRS = 4;

function pairsOf({ begin, inside, end }: EntityLabels): LabelPair[] {
  return [
    [begin, end],
    [inside, end],
    [begin, inside],
    [inside, inside],
  ];
}

/** The link at a token to a B or an I before it. */
type Link = (token: number, place: number) => number;

function startsBefore(last: number, link: Link, least: number): number[] {
  const starts: number[] = [];
  let sum = 0;
  for (let start = last - 1; start >= 0 && sum >= least; start--) {
    if (sum + link(start + 1, BEGIN) >= least) starts.push(start);
    sum += link(start + 1, INSIDE);
  }
  return starts;
}

/** The sum in the order of `logProbability`, so that the confidence is the same to the bit. */
function sumFrom(start: number, last: number, link: Link, logOfEnd: number): number {
  let sum = logOfEnd;
  for (let token = start + 1; token <= last; token++) {
    sum += link(token, token === start + 1 ? BEGIN : INSIDE);
  }
  return sum;
}
