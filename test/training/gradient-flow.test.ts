// What reaches a state, against finite differences of the float64 reference: restart the walk from
// that state, nudge it, and see how the loss moves.
import { expect, test } from '@jest/globals';
import type { LabeledSentence } from '../../src/corpora/conll.js';
import { initializeWords } from '../../src/model/network/initialize-network.js';
import { createTagger, type Tagger } from '../../src/model/tagger.js';
import { createRandom } from '../../src/tensors/random.js';
import { measureGradientFlow } from '../../src/training/gradient-flow.js';
import { bidirectional } from '../reference/bidirectional.js';
import type { State } from '../reference/cells/cell.js';
import { type CellName, cellNames, cells } from '../reference/cells/cells.js';
import { dense } from '../reference/dense.js';
import { finiteDifferences } from '../reference/finite-differences.js';
import { linear } from '../reference/linear.js';
import type { NamedArrays } from '../reference/named-arrays.js';
import { type Direction, recurrence } from '../reference/recurrence.js';
import { softmaxLoss } from '../reference/softmax.js';

const small = {
  cell: 'rnn' as CellName,
  directions: 2 as 1 | 2,
  layers: 1,
  wordDimension: 4,
  foldsWords: false,
  characters: null,
  shape: null,
  hidden: 3,
  dense: [] as number[],
  decoder: 'crf' as const,
};

const words = ['', 'a', 'b', 'c', 'd', 'e', 'f', 'g'];

function randomTagger(config: typeof small): Tagger {
  const content = { config, types: ['X'], words, characters: [] };
  const tagger = createTagger(content, { arithmetic: 'exact', isTraining: true });
  const { engine, network } = tagger;
  const random = createRandom(7);
  initializeWords(engine, network.table, 0, random);
  for (const { value, count } of network.parameters.list) {
    const numbers = Array.from({ length: count }, () => 0.6 * random.normal());
    engine.memory.floats(value, count).set(numbers);
  }
  return tagger;
}

/** Sentences whose second token is a name. */
function randomSentences(...lengths: number[]): LabeledSentence[] {
  const random = createRandom(3);
  return lengths.map((length) => ({
    tokens: Array.from({ length }, () => words[1 + random.below(words.length - 1)]),
    spans: length > 1 ? [{ label: 'X', start: 1, end: 2 }] : [],
    line: 1,
  }));
}

const valuesOf = ({ engine, network }: Tagger, name: string): Float64Array => {
  const { value, count } = network.parameters.find(name);
  return Float64Array.from(engine.memory.floats(value, count));
};

const norm = (vector: Float64Array) => Math.hypot(...vector);
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, k) => sum + x * b[k], 0);

/** The tagger's network in the reference's terms, its loss that of the tag of token t alone. */
function referenceOf(tagger: Tagger, { tokens, spans }: LabeledSentence, t: number) {
  const { config } = tagger.content;
  const { hidden: H, wordDimension: E, cell } = config;
  const names = (['forward', 'reverse'] as const).slice(0, config.directions);
  const walks = Array.from({ length: config.layers }, (_, layer) =>
    names.map((direction) => {
      const suffix = `_l${layer}${direction === 'reverse' ? '_reverse' : ''}`;
      const find = (part: string) => valuesOf(tagger, `encoder.${part}${suffix}`);
      const hasPeephole = cells[cell].peepholeCount > 0;
      const parameters: NamedArrays = {
        weightIh: find('weight_ih'),
        weightHh: find('weight_hh'),
        bias: find('bias_ih'),
        ...(hasPeephole ? { peephole: find('peephole') } : {}),
      };
      const initialState = Array.from({ length: cells[cell].stateCount }, () => {
        return new Float64Array(H);
      });
      return {
        cell: cells[cell].step,
        parameters,
        initialState,
        direction: direction as Direction,
      };
    }),
  );
  const inputs = new Float64Array(tokens.length * E);
  tokens.forEach((token, n) => {
    const address = tagger.network.table.value + tagger.lexicon.idOf(token) * E * 4;
    inputs.set(tagger.engine.memory.floats(address, E), n * E);
  });
  const layerInputs: Float64Array[] = [inputs];
  for (const walk of walks) layerInputs.push(bidirectional(layerInputs.at(-1)!, walk).outputs);

  const linearOf = (name: string) => ({
    weight: valuesOf(tagger, `${name}.weight`),
    bias: valuesOf(tagger, `${name}.bias`),
  });
  const gold = tagger.labels.encode(spans, tokens.length)[t];
  /** From the outputs of a layer. */
  const lossAbove = (layer: number, outputs: Float64Array) => {
    let x = outputs;
    for (const walk of walks.slice(layer + 1)) x = bidirectional(x, walk).outputs;
    const width = x.length / tokens.length;
    const denseLayers = config.dense.map((_, k) => linearOf(`dense.${k}`));
    const top = dense(x.slice(t * width, (t + 1) * width), denseLayers).outputs;
    return softmaxLoss(linear(top, linearOf('output')).output, [gold]).loss;
  };
  return { walks, layerInputs, lossAbove };
}

/** ‖dL_t / da[t-k]‖ / ‖dL_t / da[t]‖ of one layer and direction. */
function expectedRatios(
  { walks, layerInputs, lossAbove }: ReturnType<typeof referenceOf>,
  { layer, index, t, reach }: { layer: number; index: number; t: number; reach: number },
): number[] {
  const walk = walks[layer][index];
  const H = walk.initialState[0].length;
  const outputs = layerInputs[layer + 1];
  const width = walks[layer].length * H;
  const arriving = finiteDifferences(
    () => lossAbove(layer, outputs),
    outputs.subarray(t * width + index * H, t * width + (index + 1) * H),
  );
  const x = layerInputs[layer];
  const E = walk.parameters.weightIh.length / walk.parameters.bias.length;
  const isForward = walk.direction === 'forward';
  const T = x.length / E;
  const norms = Array.from({ length: reach + 1 }, (_, k) => {
    if (k === 0) return norm(arriving);
    const from = isForward ? t - k : t + k;
    const before = isForward ? x.slice(0, (from + 1) * E) : x.slice(from * E);
    const state: State = recurrence(before, walk).finalState.map((array) => array.slice());
    const after = isForward ? x.slice((from + 1) * E, (t + 1) * E) : x.slice(t * E, from * E);
    const reached = () => recurrence(after, { ...walk, initialState: state }).finalState[0];
    return norm(finiteDifferences(() => dot(arriving, reached()), state[0]));
  });
  expect(T).toBe(2 * reach + 1);
  return norms.map((value) => value / norms[0]);
}

const family = cellNames.flatMap((cell) => [
  { cell, hidden: 1, layers: 1, dense: [] },
  { cell, hidden: 3, layers: 3, dense: [4] },
]);

test.each(family)(
  'the ratios of $cell with $hidden units, $layers deep, dense $dense, are those of finite differences',
  (shape) => {
    const tagger = randomTagger({ ...small, ...shape });
    // As long as one token needs, so that nothing is averaged.
    const reach = 6;
    const [sentence] = randomSentences(2 * reach + 1);
    const { curves, tokenCount } = measureGradientFlow(tagger, [sentence]);
    expect(tokenCount).toBe(1);
    const reference = referenceOf(tagger, sentence, reach);
    const expected = reference.walks.flatMap((walks, layer) =>
      walks.map(({ direction }, index) => {
        const ratios = expectedRatios(reference, { layer, index, t: reach, reach });
        return { layer: layer + 1, direction, ratios };
      }),
    );
    expect(curves.map(({ layer, direction }) => [layer, direction])).toEqual(
      expected.map(({ layer, direction }) => [layer, direction]),
    );
    // Single precision, some dozen steps of it.
    const errors = curves.map(({ ratios }, n) =>
      ratios.map((ratio, k) => Math.abs(ratio / expected[n].ratios[k] - 1)),
    );
    expect(Math.max(...errors.flat())).toBeLessThan(1e-3);
  },
);

/**
 * A network without a bend: inputs so small that tanh is all but straight, recurrent weights
 * orthogonal times `factor`.
 */
function straightTagger(factor: number): Tagger {
  const tagger = randomTagger({ ...small, hidden: 8 });
  const { engine, network } = tagger;
  network.initialize({ random: createRandom(1), gateBias: 0 });
  for (const { name, value, count } of network.parameters.list) {
    const weights = engine.memory.floats(value, count);
    if (name.includes('weight_hh')) for (let k = 0; k < count; k++) weights[k] *= factor;
    if (name.includes('weight_ih')) for (let k = 0; k < count; k++) weights[k] *= 1e-3;
  }
  return tagger;
}

test('half an orthogonal recurrence halves the gradient at each step', () => {
  const { curves } = measureGradientFlow(straightTagger(0.5), randomSentences(9, 150, 2));
  for (const { ratios } of curves) {
    expect(ratios).toHaveLength(51);
    ratios.forEach((ratio, k) => {
      expect(Math.abs(ratio * 2 ** k - 1)).toBeLessThan(0.01);
    });
  }
});

test('short sentences are joined to passages, and a corpus shorter than one has a shorter reach', () => {
  const tagger = straightTagger(1);
  const joined = measureGradientFlow(tagger, randomSentences(...Array(40).fill(7)));
  expect(joined).toMatchObject({ passageLength: 120, tokenCount: 20 });
  const short = measureGradientFlow(tagger, randomSentences(7, 1, 4));
  expect(short).toMatchObject({ passageLength: 12, tokenCount: 1 });
  expect(short.curves[0].ratios).toHaveLength(6);
  expect(measureGradientFlow(tagger, randomSentences(1)).curves[1].ratios).toEqual([1]);
});

test('a unidirectional network has no reverse curve', () => {
  const tagger = randomTagger({ ...small, directions: 1, layers: 2 });
  const { curves } = measureGradientFlow(tagger, randomSentences(9));
  expect(curves.map(({ layer, direction }) => `${layer} ${direction}`)).toEqual([
    '1 forward',
    '2 forward',
  ]);
});

test('measuring twice gives the same numbers and changes neither weights nor memory', () => {
  const tagger = randomTagger({ ...small, cell: 'lstm', layers: 2 });
  const { engine, network } = tagger;
  const { values, count } = network.parameters;
  const before = engine.memory.floats(values, count).slice();
  const { bytes } = engine.memory.usage();
  const sentences = randomSentences(130, 60, 60, 20);
  const first = measureGradientFlow(tagger, sentences);
  expect(measureGradientFlow(tagger, sentences)).toEqual(first);
  expect(engine.memory.floats(values, count).slice()).toEqual(before);
  expect(engine.memory.usage().bytes).toBe(bytes);
});

test('if no tag has a gradient, all ratios are 0', () => {
  const tagger = randomTagger(small);
  const { value, count } = tagger.network.parameters.find('output.bias');
  tagger.engine.memory.floats(value, count)[0] = 1000;
  const { curves } = measureGradientFlow(tagger, randomSentences(1, 1, 1, 1, 1));
  expect(curves[0].ratios).toEqual([0, 0, 0]);
});
