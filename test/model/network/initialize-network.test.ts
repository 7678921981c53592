import { expect, test } from '@jest/globals';
import { cells } from '../../../src/layers/cells/cells.js';
import { cellNames, type NetworkConfig } from '../../../src/model/network/config.js';
import { initializeNetwork } from '../../../src/model/network/initialize-network.js';
import { encoderName, parameterShapes } from '../../../src/model/network/parameter-shapes.js';
import { allocateParameters } from '../../../src/tensors/parameters.js';
import { createRandom } from '../../../src/tensors/random.js';
import { freshEngine } from '../../kernels/fresh-engine.js';
import { matrixProduct } from '../../reference/matrix-product.js';

const H = 7;
const E = 11;

interface Start {
  readonly gateBias: number;
  readonly characters: NetworkConfig['characters'];
  readonly seen: NetworkConfig['shape'];
}

/** Values of a new network by name. */
function initialized(
  shape: Pick<NetworkConfig, 'cell' | 'layers' | 'directions'>,
  { gateBias = 0, characters = null, seen = null }: Partial<Start> = {},
) {
  const engine = freshEngine();
  const config = {
    ...shape,
    wordDimension: E,
    foldsWords: false,
    characters,
    shape: seen,
    hidden: H,
    dense: [6, 4],
    decoder: 'crf' as const,
  };
  const parameters = allocateParameters(
    engine,
    parameterShapes(config, { labelCount: 5, characterCount: 2500 }),
    false,
  );
  initializeNetwork(engine, parameters, config, { random: createRandom(3), gateBias });
  return (name: string) => {
    const { value, count } = parameters.find(name);
    return Float64Array.from(engine.memory.floats(value, count));
  };
}

const shapes = cellNames.flatMap((cell) =>
  ([1, 2] as const).flatMap((directions) => [1, 3].map((layers) => ({ cell, directions, layers }))),
);

function forEachWalk(
  { layers, directions }: Pick<NetworkConfig, 'layers' | 'directions'>,
  visit: (name: (part: string) => string, layer: number) => void,
): void {
  for (let layer = 0; layer < layers; layer++) {
    for (let direction = 0; direction < directions; direction++) {
      visit((part) => encoderName(part, layer, direction), layer);
    }
  }
}

const largest = (values: Float64Array) =>
  values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

test.each(shapes)(
  '$cell, $directions directions, $layers deep: the recurrent weights of each gate are orthogonal',
  (shape) => {
    const values = initialized(shape);
    const { gateCount } = cells[shape.cell];
    forEachWalk(shape, (name) => {
      const weights = values(name('weight_hh'));
      expect(weights).toHaveLength(gateCount * H * H);
      for (let gate = 0; gate < gateCount; gate++) {
        const W = weights.subarray(gate * H * H, (gate + 1) * H * H);
        const sizes = { rows: H, columns: H, inner: H };
        const product = matrixProduct(W, W, { orientation: 'A·Bᵀ', ...sizes });
        const identity = product.map((_, k) => (k % (H + 1) === 0 ? 1 : 0));
        expect(largest(product.map((x, k) => x - identity[k]))).toBeLessThan(1e-5);
      }
    });
  },
);

test.each(shapes)(
  '$cell, $directions directions, $layers deep: the input weights of each gate have the spread of Glorot',
  (shape) => {
    const values = initialized(shape);
    const { gateCount } = cells[shape.cell];
    forEachWalk(shape, (name, layer) => {
      const inputs = layer === 0 ? E : shape.directions * H;
      const weights = values(name('weight_ih'));
      expect(weights).toHaveLength(gateCount * H * inputs);
      const limit = Math.sqrt(6 / (inputs + H));
      for (let gate = 0; gate < gateCount; gate++) {
        const most = largest(weights.subarray(gate * H * inputs, (gate + 1) * H * inputs));
        expect(most).toBeLessThanOrEqual(limit);
        expect(most).toBeGreaterThan(0.8 * limit);
      }
    });
  },
);

test('no two gates, directions or layers start with the same weights', () => {
  for (const cell of cellNames) {
    const shape = { cell, directions: 2, layers: 2 } as const;
    const values = initialized(shape);
    const blocks: string[] = [];
    forEachWalk(shape, (name) => {
      const weights = values(name('weight_hh'));
      for (let first = 0; first < weights.length; first += H * H) {
        blocks.push(weights.subarray(first, first + H * H).join());
      }
    });
    expect(new Set(blocks).size).toBe(4 * cells[cell].gateCount);
  }
});

// b: --gate-bias, of the gate that decides between the old state and the new.
const biases = {
  rnn: (_: number) => [0],
  'gru-simple': (b: number) => [b, 0],
  gru: (b: number) => [0, b, 0],
  lstm: (b: number) => [b, 1, 0, 0],
  'lstm-peephole': (b: number) => [b, 1, 0, 0],
};

test.each(cellNames.flatMap((cell) => [0, -1.5].map((gateBias) => ({ cell, gateBias }))))(
  '$cell: the forget gate starts at 1, the update gate at $gateBias, the rest at 0, peepholes too',
  ({ cell, gateBias }) => {
    const shape = { cell, directions: 2, layers: 2 } as const;
    const values = initialized(shape, { gateBias });
    const expected = biases[cell](gateBias).flatMap((bias) => new Array(H).fill(bias));
    forEachWalk(shape, (name) => {
      expect([...values(name('bias_ih'))]).toEqual(expected);
      const { peepholeCount } = cells[cell];
      if (peepholeCount === 0) return;
      expect([...values(name('peephole'))]).toEqual(new Array(peepholeCount * H).fill(0));
    });
  },
);

test('characters start with variance 1 / D, the edge of words too, their filters are Glorot, the biases zero', () => {
  const characters = { encoder: 'cnn', dimension: 4, filters: 3, widths: [2, 3] } as const;
  const values = initialized({ cell: 'lstm', directions: 1, layers: 1 }, { characters });
  const rows = values('characters.embedding');
  const variance = rows.reduce((sum, x) => sum + x * x, 0) / rows.length;
  // Ten thousand uniform numbers: the variance is off by less than three of its deviations, 0.9 %
  // each.
  expect(Math.abs(variance * 4 - 1)).toBeLessThan(0.03);
  const edge = rows.subarray(2500 * 4);
  expect(edge).toHaveLength(4);
  for (const x of edge) expect(x).not.toBe(0);
  for (const width of [2, 3]) {
    const limit = Math.sqrt(6 / (width * 4 + 3));
    const most = largest(values(`characters.weight_w${width}`));
    expect(most).toBeLessThanOrEqual(limit);
    expect(most).toBeGreaterThan(0.8 * limit);
    expect([...values(`characters.bias_w${width}`)]).toEqual([0, 0, 0]);
  }
});

test('the recurrent layer over characters starts as those above do', () => {
  const characters = { encoder: 'rnn', dimension: 4, cell: 'lstm', hidden: 3 } as const;
  const shape = { cell: 'rnn', directions: 1, layers: 1 } as const;
  const values = initialized(shape, { characters, gateBias: -1 });
  expect(values('characters.embedding')).toHaveLength(2500 * 4);
  for (const suffix of ['l0', 'l0_reverse']) {
    const most = largest(values(`characters.weight_ih_${suffix}`));
    expect(most).toBeLessThanOrEqual(Math.sqrt(6 / 7));
    expect(most).toBeGreaterThan(0.8 * Math.sqrt(6 / 7));
    const W = values(`characters.weight_hh_${suffix}`).subarray(0, 9);
    const sizes = { rows: 3, columns: 3, inner: 3 };
    const product = matrixProduct(W, W, { orientation: 'A·Bᵀ', ...sizes });
    expect(largest(product.map((x, k) => x - (k % 4 === 0 ? 1 : 0)))).toBeLessThan(1e-5);
    const bias = [...values(`characters.bias_ih_${suffix}`)];
    expect(bias).toEqual([-1, -1, -1, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
  }
});

test('shapes start with variance 1 / their width, and move no other weight', () => {
  const shape = { cell: 'rnn', directions: 1, layers: 1 } as const;
  const rows = initialized(shape, { seen: { dimension: 300 } })('shape.embedding');
  const variance = rows.reduce((sum, x) => sum + x * x, 0) / rows.length;
  // Three thousand uniform numbers: the deviation of their variance is 1.6 % of it.
  expect(Math.abs(variance * 300 - 1)).toBeLessThan(0.05);
});

test('the lowest recurrent layer has the spread of Glorot for a word with its characters', () => {
  const characters = { encoder: 'cnn', dimension: 4, filters: 10, widths: [2, 3, 4] } as const;
  const values = initialized({ cell: 'rnn', directions: 1, layers: 1 }, { characters });
  const weights = values('encoder.weight_ih_l0');
  expect(weights).toHaveLength(H * (E + 30));
  const limit = Math.sqrt(6 / (E + 30 + H));
  expect(largest(weights)).toBeLessThanOrEqual(limit);
  expect(largest(weights)).toBeGreaterThan(0.8 * limit);
});

test('dense and output weights are Glorot, their biases and the transitions zero', () => {
  const values = initialized({ cell: 'lstm', directions: 2, layers: 1 });
  for (const [name, inputs, outputs] of [
    ['dense.0', 2 * H, 6],
    ['dense.1', 6, 4],
    ['output', 4, 5],
  ] as const) {
    const limit = Math.sqrt(6 / (inputs + outputs));
    const most = largest(values(`${name}.weight`));
    expect(most).toBeLessThanOrEqual(limit);
    expect(most).toBeGreaterThan(0.8 * limit);
    expect(largest(values(`${name}.bias`))).toBe(0);
  }
  for (const name of ['transitions', 'start', 'end']) {
    expect(largest(values(`crf.${name}`))).toBe(0);
  }
});
