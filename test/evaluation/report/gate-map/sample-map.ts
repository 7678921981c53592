// Heat maps with values that are easy to check.
import type {
  GateMap,
  MappedGate,
  MappedLayer,
} from '../../../../src/evaluation/report/gate-map/gate-map.js';

interface Sample {
  readonly names?: readonly MappedGate['name'][];
  /** The value of a gate in a row at a token. */
  readonly measure?: (token: number, row: number) => number;
  readonly layerCount?: number;
  readonly rowCount?: number;
}

export const lstmNames = ['update', 'forget', 'output'] as const;

/** The sentences with the same values in every layer and direction, and as many rows of each gate. */
export function mapWith(
  sentences: readonly (readonly string[])[],
  { names = lstmNames, measure = () => 0.5, layerCount = 1, rowCount = 1 }: Sample = {},
): GateMap {
  return {
    model: 'model.safetensors',
    cell: names.includes('hidden') ? 'rnn' : 'lstm',
    hidden: rowCount === 1 ? 200 : rowCount,
    rows: rowCount === 1 ? 'mean' : 'unit',
    program: { name: 'teddy-tagger', version: '1.2.3' },
    sentences: sentences.map((tokens) => ({
      tokens,
      layers: Array.from(
        { length: 2 * layerCount },
        (_, index): MappedLayer => ({
          layer: Math.floor(index / 2) + 1,
          direction: index % 2 === 0 ? 'forward' : 'reverse',
          gates: names.map((name) => ({
            name,
            values: Array.from({ length: rowCount }, (_, row) =>
              tokens.map((_, token) => measure(token, row)),
            ),
          })),
        }),
      ),
    })),
  };
}
