// What the other taggers' scripts print, as figures.

export interface Speed {
  /** Tokens a second of one pass; absent where training is not one of passes. */
  readonly training?: number;
  /** Of training in all, where it is not one of passes. */
  readonly trainingSeconds?: number;
  /** Tokens a second of sentences already cut. */
  readonly tagging: number;
}

/** "epoch 1 loss/token 1.1060 train 3850 tok/s (0.2 s) dev F1 0.00 test F1 0.00 decode 31466 tok/s", the last one. */
export function parseTorch(output: string): Speed {
  return {
    training: figureIn(output, /\btrain ([\d.]+) tok\/s/g),
    tagging: figureIn(output, /\bdecode ([\d.]+) tok\/s/g),
  };
}

/** "train 6194 words/s (0.4 s) tag 15362 words/s test F1 0.00" */
export function parseSpacy(output: string): Speed {
  return {
    training: figureIn(output, /\btrain ([\d.]+) words\/s/g),
    tagging: figureIn(output, /\btag ([\d.]+) words\/s/g),
  };
}

/** "train 0.7 s test F1 51.78 tag 46598 tok/s with features, 422808 tok/s CRF alone" */
export function parseCrfsuite(output: string): Speed {
  return {
    trainingSeconds: figureIn(output, /\btrain ([\d.]+) s\b/g),
    tagging: figureIn(output, /\btag ([\d.]+) tok\/s with features/g),
  };
}

function figureIn(output: string, pattern: RegExp): number {
  const [, figure] = Array.from(output.matchAll(pattern)).at(-1) ?? [];
  if (figure === undefined) throw new Error(`no ${pattern.source} in what was printed: ${output}`);
  return Number(figure);
}
