// The most probable label sequences of a sentence, the best first.
//
// The best path is known. Every other path leaves it at some token for another label; the best of
// those that leave it there is a candidate for the second place. The candidate that wins is left in
// the same way, and so on (Lawler 1972). `rest`, the best score of the ways on from a label, makes
// the best path with a given beginning known at once.
import type { Span } from '../../corpora/tags.js';
import type { LabelScores } from '../../layers/decoders/decoder.js';
import type { TaggingNetwork } from '../network/network.js';
import type { SentenceTokens } from '../vocabulary/word-context.js';
import { exponentials, joinScores, logProbability } from './confidences.js';
import type { DecodedPart } from './decode-job.js';
import { decodeSentences, type TaggingContext } from './tag-sentences.js';

export interface Alternative {
  readonly probability: number;
  readonly spans: readonly Span[];
}

/** A path, and how much less than the best path it scores (0 or less). */
export interface RankedPath {
  readonly labelIds: readonly number[];
  readonly deficit: number;
}

export interface Lattice extends LabelScores {
  /** Rows of `width` numbers, one for each token; the first are the scores of the labels. */
  readonly emissions: Float32Array;
  readonly width: number;
}

/**
 * At most `count` alternatives of each sentence, fewer if it has fewer label sequences. The first is
 * what tagging finds.
 */
export function findAlternatives(
  context: TaggingContext & { readonly network: TaggingNetwork },
  sentences: readonly SentenceTokens[],
  { count, temperature }: { readonly count: number; readonly temperature: number },
): Alternative[][] {
  const { decoder } = context.network;
  const width = decoder.emissionWidth;
  const scores = decoder.labelScores();
  const scored = { kind: 'scores', of: 'all sentences', temperature } as const;
  const best = decodeSentences(context, sentences, scored).map(joinScores);
  const decoded = decodeSentences(context, sentences, { kind: 'emissions', width });
  const ranked = decoded.map((parts) =>
    joinParts(
      parts.map((part) => rankPaths(latticeOf(part, scores, width), part.labelIds, count)),
      count,
    ),
  );
  const logs = ranked.flatMap((paths, index) => {
    const first = logProbability(best[index], 0, best[index].own.length);
    return paths.map(({ deficit }) => first + deficit / temperature);
  });
  const probabilities = exponentials(context.engine, logs);
  let next = 0;
  return ranked.map((paths) =>
    paths.map(({ labelIds }) => ({
      probability: probabilities[next++],
      spans: context.labels.decode(labelIds),
    })),
  );
}

function latticeOf(
  { emissions }: DecodedPart,
  { transitions, start, end }: LabelScores,
  width: number,
): Lattice {
  if (!emissions) throw new Error('a part without emissions');
  return { emissions, width, transitions, start, end };
}

/** The best path that leaves another one, its parent, at a token. */
interface Candidate {
  readonly parent: readonly number[];
  readonly token: number;
  /** The label at this token. */
  readonly label: number;
  /** Labels at this token that other candidates begin with, this one included. */
  readonly taken: ReadonlySet<number>;
  readonly score: number;
}

/** The `count` best paths by falling score, the given one, which is the best, first. */
export function rankPaths(lattice: Lattice, best: readonly number[], count: number): RankedPath[] {
  const rest = bestRests(lattice);
  const candidates: Candidate[] = [];
  const ranked: RankedPath[] = [];
  const bestScore = scoreOf(lattice, best);
  const accept = (path: readonly number[], from: number, taken: ReadonlySet<number>) => {
    const deficit = Math.min(0, scoreOf(lattice, path) - bestScore);
    ranked.push({ labelIds: path, deficit });
    candidates.push(...deviations(lattice, rest, path, { from, taken }));
  };
  accept(best, 0, new Set([best[0]]));
  while (ranked.length < count && candidates.length > 0) {
    const place = candidates.reduce(
      (top, { score }, index) => (score > candidates[top].score ? index : top),
      0,
    );
    const [{ parent, token, label, taken }] = candidates.splice(place, 1);
    accept(complete(lattice, rest, [...parent.slice(0, token), label]), token, taken);
  }
  return ranked;
}

/** The best path for each token, from `from` on, at which the given path can be left. */
function deviations(
  lattice: Lattice,
  rest: Float64Array,
  path: readonly number[],
  { from, taken: takenAtFirst }: { readonly from: number; readonly taken: ReadonlySet<number> },
): Candidate[] {
  const { start, transitions } = lattice;
  const L = start.length;
  const found: Candidate[] = [];
  let prefix = scoreOfBeginning(lattice, path.slice(0, from));
  for (let token = from; token < path.length; token++) {
    const before = path[token - 1];
    const way = (label: number) => (token === 0 ? start[label] : transitions[before * L + label]);
    const taken = token === from ? takenAtFirst : new Set([path[token]]);
    let label = -1;
    let score = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < L; j++) {
      const whole = prefix + way(j) + rest[token * L + j];
      if (whole <= score || taken.has(j)) continue;
      label = j;
      score = whole;
    }
    if (label >= 0) {
      found.push({ parent: path, token, label, taken: new Set([...taken, label]), score });
    }
    prefix += way(path[token]) + emission(lattice, token, path[token]);
  }
  return found;
}

/** (T, L): the best score from a label at a token to the end, its emission included. */
function bestRests(lattice: Lattice): Float64Array {
  const { emissions, width, start, end, transitions } = lattice;
  const L = start.length;
  const T = emissions.length / width;
  const rest = new Float64Array(T * L);
  for (let token = T - 1; token >= 0; token--) {
    for (let i = 0; i < L; i++) {
      let best = token === T - 1 ? end[i] : Number.NEGATIVE_INFINITY;
      for (let j = 0; token < T - 1 && j < L; j++) {
        best = Math.max(best, transitions[i * L + j] + rest[(token + 1) * L + j]);
      }
      rest[token * L + i] = emission(lattice, token, i) + best;
    }
  }
  return rest;
}

/** The best path with this beginning. */
function complete(lattice: Lattice, rest: Float64Array, beginning: readonly number[]): number[] {
  const L = lattice.start.length;
  const path = [...beginning];
  while (path.length < rest.length / L) {
    const from = path[path.length - 1] * L;
    const row = path.length * L;
    let label = 0;
    for (let j = 1; j < L; j++) {
      const isBetter =
        lattice.transitions[from + j] + rest[row + j] >
        lattice.transitions[from + label] + rest[row + label];
      if (isBetter) label = j;
    }
    path.push(label);
  }
  return path;
}

const emission = ({ emissions, width }: Lattice, token: number, label: number) =>
  emissions[token * width + label];

function scoreOf(lattice: Lattice, path: readonly number[]): number {
  return scoreOfBeginning(lattice, path) + lattice.end[path[path.length - 1]];
}

function scoreOfBeginning(lattice: Lattice, path: readonly number[]): number {
  const { start, transitions } = lattice;
  let score = 0;
  path.forEach((label, token) => {
    const way = token === 0 ? start[label] : transitions[path[token - 1] * start.length + label];
    score += way + emission(lattice, token, label);
  });
  return score;
}

/** The best paths of a whole sentence, from those of its parts. */
function joinParts(parts: readonly (readonly RankedPath[])[], count: number): RankedPath[] {
  return parts.reduce<RankedPath[]>(
    (joined, part) =>
      joined
        .flatMap((one) =>
          part.map((other) => ({
            labelIds: [...one.labelIds, ...other.labelIds],
            deficit: one.deficit + other.deficit,
          })),
        )
        .sort((a, b) => b.deficit - a.deficit)
        .slice(0, count),
    [{ labelIds: [], deficit: 0 }],
  );
}
