// What a heat map of gates is drawn from.

export interface GateMap {
  /** File name of the model. */
  readonly model: string;
  readonly cell: string;
  /** Units per direction. */
  readonly hidden: number;
  /** What a row is: the mean of a gate over its units, or one unit. */
  readonly rows: 'mean' | 'unit';
  readonly program: { readonly name: string; readonly version: string };
  readonly sentences: readonly MappedSentence[];
}

export interface MappedSentence {
  /** At least one. */
  readonly tokens: readonly string[];
  readonly layers: readonly MappedLayer[];
}

export interface MappedLayer {
  /** Counted from 1. */
  readonly layer: number;
  readonly direction: 'forward' | 'reverse';
  readonly gates: readonly MappedGate[];
}

/** A gate, or the hidden state of a cell without gates. */
export interface MappedGate {
  readonly name: MappedName;
  /** One row, or a row for each unit. A row has a value for each token. */
  readonly values: readonly (readonly number[])[];
}

export type MappedName = 'update' | 'forget' | 'output' | 'relevance' | 'hidden';

/** How many values the picture shows. */
export const countValues = ({ sentences }: Pick<GateMap, 'sentences'>): number =>
  sentences.reduce(
    (sum, { tokens, layers }) =>
      sum +
      tokens.length *
        layers.reduce(
          (rows, { gates }) => rows + gates.reduce((all, { values }) => all + values.length, 0),
          0,
        ),
    0,
  );
