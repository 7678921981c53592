// Windows of a sentence that is longer than a batch. They overlap, and what each of them decodes is
// cut where no entity of either reaches over the cut: an entity is neither lost nor divided, and
// every kept token has been tagged with tokens on both sides of it.
import type { Labels } from '../vocabulary/labels.js';
import type { DecodedPart } from './decode-job.js';

/** Where windows begin and end. */
export interface WindowSizes {
  readonly length: number;
  /** The tokens that a window has in common with the one before it. */
  readonly overlap: number;
}

/** The first token of each window of a sentence; the last window may be shorter. */
export function windowStarts(tokenCount: number, { length, overlap }: WindowSizes): number[] {
  const starts = [0];
  for (let start = 0; start + length < tokenCount; ) {
    start += length - overlap;
    starts.push(start);
  }
  return starts;
}

/**
 * The parts without what the next or the previous one keeps of their common tokens.
 *
 * @param parts of the windows of one sentence
 */
export function cutWindows(
  parts: readonly DecodedPart[],
  labels: Pick<Labels, 'decode'>,
  sizes: WindowSizes,
): DecodedPart[] {
  if (parts.length === 1) return [...parts];
  const stride = sizes.length - sizes.overlap;
  const insides = parts.map(({ labelIds }) => tokensInside(labels, labelIds));
  // Each counts from the start of the window after the cut.
  const cuts = parts.slice(1).map((part, index) => {
    const common = Math.min(sizes.overlap, part.labelIds.length);
    return chooseCut(common, (at) => insides[index].has(stride + at) || insides[index + 1].has(at));
  });
  return parts.map((part, index) =>
    slicePart(part, cuts[index - 1] ?? 0, index < cuts.length ? stride + cuts[index] : undefined),
  );
}

/** The tokens that go on with the entity of the token before. */
function tokensInside(labels: Pick<Labels, 'decode'>, labelIds: readonly number[]): Set<number> {
  const inside = new Set<number>();
  for (const { start, end } of labels.decode(labelIds)) {
    for (let token = start + 1; token < end; token++) inside.add(token);
  }
  return inside;
}

/** The possible cut that is nearest to the middle, or the middle if there is none. */
function chooseCut(common: number, isInside: (at: number) => boolean): number {
  const middle = common >> 1;
  for (let distance = 0; distance < middle; distance++) {
    if (!isInside(middle - distance)) return middle - distance;
    if (!isInside(middle + distance)) return middle + distance;
  }
  return middle;
}

function slicePart({ labelIds, scores, emissions }: DecodedPart, from: number, to?: number) {
  const width = emissions ? emissions.length / labelIds.length : 0;
  return {
    labelIds: labelIds.slice(from, to),
    scores: scores && { own: scores.own.slice(from, to), links: scores.links.slice(from, to) },
    emissions: emissions?.slice(from * width, to === undefined ? undefined : to * width),
  };
}
