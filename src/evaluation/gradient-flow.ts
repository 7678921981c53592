// How far the gradient of a loss reaches back through the time of a recurrent network.

/** Of one layer and direction. */
export interface GradientCurve {
  /** Counted from 1. */
  readonly layer: number;
  readonly direction: 'forward' | 'reverse';
  /** By k, from 0 on: the gradient's norm k steps away, in the direction's past, over that at k = 0. */
  readonly ratios: readonly number[];
}

/** The network by its sizes, what was measured on, and a curve for each layer and direction. */
export interface GradientFlow {
  readonly cell: string;
  readonly layers: number;
  readonly directions: number;
  readonly hidden: number;
  /** Whose losses each curve is the median of. */
  readonly tokenCount: number;
  /** Tokens of a passage: a sentence, lengthened by those after it and cut to this. */
  readonly passageLength: number;
  readonly curves: readonly GradientCurve[];
}

/** The first k at which no more than a tenth is left, or undefined where more reaches all the way. */
export function tenthAt({ ratios }: GradientCurve): number | undefined {
  const k = ratios.findIndex((ratio) => ratio <= 0.1);
  return k < 0 ? undefined : k;
}
