// The gates of a whole network, against the float64 reference, whose cells are walked here one
// token at a time.
import { expect, test } from '@jest/globals';
import { hasGates } from '../../../src/model/inspection/gate-activations.js';
import { gateMeans } from '../../../src/model/inspection/gate-means.js';
import type { Tagger } from '../../../src/model/tagger.js';
import { bidirectional } from '../../reference/bidirectional.js';
import type { State } from '../../reference/cells/cell.js';
import { type CellName, cells } from '../../reference/cells/cells.js';
import { gateBlocks } from '../../reference/cells/gate-blocks.js';
import { preActivations } from '../../reference/cells/pre-activations.js';
import type { NamedArrays } from '../../reference/named-arrays.js';
import { sigmoid } from '../../reference/vector.js';
import { randomTagger } from './random-tagger.js';

const E = 3;
const H = 5;
const words = ['', 'the', 'cat', 'was', 'full'];
const tokens = ['the', 'cat', ',', 'was', 'full'];

const taggerOf = (cell: CellName) =>
  randomTagger({ cell, words, wordDimension: E, hidden: H, seed: 7 });

function cellParameters({ engine, network }: Tagger, suffix: string): NamedArrays {
  const names = {
    weightIh: 'weight_ih',
    weightHh: 'weight_hh',
    bias: 'bias_ih',
    peephole: 'peephole',
  };
  const { list } = network.parameters;
  return Object.fromEntries(
    Object.entries(names).flatMap(([key, name]) => {
      const found = list.find((parameter) => parameter.name === `encoder.${name}_${suffix}`);
      if (!found) return [];
      return [[key, Float64Array.from(engine.memory.floats(found.value, found.count))]];
    }),
  );
}

// Gate, its block of rows, and its block of peepholes.
const gatesOf: Partial<Record<CellName, readonly (readonly [string, number, number])[]>> = {
  'gru-simple': [['update', 0, 0]],
  gru: [
    ['relevance', 0, 0],
    ['update', 1, 0],
  ],
  lstm: [
    ['update', 0, 0],
    ['forget', 1, 0],
    ['output', 3, 0],
  ],
  'lstm-peephole': [
    ['update', 0, 0],
    ['forget', 1, 1],
    ['output', 3, 2],
  ],
};

/** Γ = σ(W [h, x] + p ∘ c + b), its mean over the units. */
function referenceMean(
  cell: CellName,
  [, block, peephole]: readonly [string, number, number],
  x: Float64Array,
  [h, c]: State,
  { peephole: peepholes, ...parameters }: NamedArrays,
): number {
  const own = gateBlocks(parameters, block, block + 1, cells[cell].gateCount);
  const { z } = preActivations(x, h, own);
  const seen = z.map((value, k) => value + (peepholes?.[peephole * H + k] ?? 0) * (c?.[k] ?? 0));
  return sigmoid(seen).reduce((sum, value) => sum + value, 0) / H;
}

function referenceGates(tagger: Tagger, cell: CellName) {
  const { value, width } = tagger.network.table;
  const rows = tokens.map((token) => Math.max(0, words.indexOf(token)));
  let inputs: Float64Array = Float64Array.from(
    rows.flatMap((row) => [...tagger.engine.memory.floats(value + row * width * 4, width)]),
  );
  return [1, 2].flatMap((layer) => {
    const width = inputs.length / tokens.length;
    const walks = (['forward', 'reverse'] as const).map((direction) => {
      const suffix = `l${layer - 1}${direction === 'reverse' ? '_reverse' : ''}`;
      const initialState = Array.from(
        { length: cells[cell].stateCount },
        () => new Float64Array(H),
      );
      const parameters = cellParameters(tagger, suffix);
      return { cell: cells[cell].step, parameters, initialState, direction };
    });
    const means = walks.map(({ parameters, initialState, direction }) => {
      const gates = gatesOf[cell]!.map((gate) => ({ name: gate[0], means: [] as number[] }));
      let state: State = initialState;
      const order = tokens.map((_, t) => t);
      for (const t of direction === 'forward' ? order : order.toReversed()) {
        const x = inputs.slice(t * width, (t + 1) * width);
        gatesOf[cell]!.forEach((gate, index) => {
          gates[index].means[t] = referenceMean(cell, gate, x, state, parameters);
        });
        state = cells[cell].step(x, state, parameters).state;
      }
      return { layer, direction, gates };
    });
    inputs = bidirectional(inputs, walks).outputs;
    return means;
  });
}

test.each(['gru-simple', 'gru', 'lstm', 'lstm-peephole'] as const)(
  'the means of the gates of %s, two layers deep and in both directions, match the reference',
  (cell) => {
    const tagger = taggerOf(cell);
    const found = gateMeans(tagger, tokens);
    const expected = referenceGates(tagger, cell);
    const shape = (layers: typeof expected) =>
      layers.map(({ layer, direction, gates }) => [layer, direction, ...gates.map((g) => g.name)]);
    expect(shape(found as typeof expected)).toEqual(shape(expected));
    // Float32 gates between 0 and 1, through up to ten steps.
    expected.forEach(({ gates }, index) => {
      gates.forEach(({ means }, gate) => {
        means.forEach((mean, t) => {
          expect(Math.abs(found[index].gates[gate].means[t] - mean)).toBeLessThan(1e-5);
        });
      });
    });
    expect(hasGates(tagger)).toBe(true);
  },
);

test('gate means leave no memory allocated, and are the same each time', () => {
  const tagger = taggerOf('lstm');
  const mark = tagger.engine.memory.mark();
  const first = gateMeans(tagger, tokens);
  expect(tagger.engine.memory.mark()).toBe(mark);
  expect(gateMeans(tagger, tokens)).toEqual(first);
});

test('a plain recurrent network has no gates', () => {
  expect(hasGates(taggerOf('rnn'))).toBe(false);
});
