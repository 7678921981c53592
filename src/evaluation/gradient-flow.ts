// Gradient flow: how far the gradient of a loss reaches back in time through a recurrent network.

/** The gradient flow of one layer and direction. */
export interface GradientCurve {
  /** Counted from 1. */
  readonly layer: number;
  readonly direction: 'forward' | 'reverse';
  /** The gradient norm k steps back in the order of the direction, relative to k = 0; by k from 0. */
  readonly ratios: readonly number[];
}

/** The measured curves, with the sizes of the network and of the sample. */
export interface GradientFlow {
  readonly cell: string;
  readonly layers: number;
  readonly directions: number;
  readonly hidden: number;
  /** Number of tokens whose curves were measured; each curve here is their median. */
  readonly tokenCount: number;
  /** Tokens of a passage: a sentence and those after it, cut to this length. */
  readonly passageLength: number;
  readonly curves: readonly GradientCurve[];
}

/** The first k at which at most a tenth of the gradient is left; undefined if there is none. */
export function tenthAt({ ratios }: GradientCurve): number | undefined {
  const k = ratios.findIndex((ratio) => ratio <= 0.1);
  return k < 0 ? undefined : k;
}
