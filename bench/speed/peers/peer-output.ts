// Speeds from the output of the other taggers' scripts.

export interface TaggerSpeed {
  /** Tokens a second of one epoch; absent if the tagger does not train in epochs. */
  readonly training?: number;
  /** Seconds of all training, if the tagger does not train in epochs. */
  readonly trainingSeconds?: number;
  /** Tokens a second, for tokenized sentences. */
  readonly tagging: number;
}

/** The last of lines such as "epoch 1 train 3850 tok/s (0.2 s) dev F1 0.00 decode 31466 tok/s". */
export function parseTorch(output: string): TaggerSpeed {
  return {
    training: figureIn(output, /\btrain ([\d.]+) tok\/s/g),
    tagging: figureIn(output, /\bdecode ([\d.]+) tok\/s/g),
  };
}

/** A line such as "train 6194 words/s (0.4 s) tag 15362 words/s test F1 0.00". */
export function parseSpacy(output: string): TaggerSpeed {
  return {
    training: figureIn(output, /\btrain ([\d.]+) words\/s/g),
    tagging: figureIn(output, /\btag ([\d.]+) words\/s/g),
  };
}

/**
 * A line such as "train 0.7 s test F1 51.78 tag 46598 tok/s with features, 422808 tok/s CRF alone".
 */
export function parseCrfsuite(output: string): TaggerSpeed {
  return {
    trainingSeconds: figureIn(output, /\btrain ([\d.]+) s\b/g),
    tagging: figureIn(output, /\btag ([\d.]+) tok\/s with features/g),
  };
}

function figureIn(output: string, pattern: RegExp): number {
  const [, figure] = Array.from(output.matchAll(pattern)).at(-1) ?? [];
  if (figure === undefined) throw new Error(`expected ${pattern.source} in the output: ${output}`);
  return Number(figure);
}
