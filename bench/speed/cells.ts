// The time of a token in each cell, beside the multiply-adds that it takes: one direction of one
// layer, forward and backward, on sentences of equal length.
import { loadKernels } from '../../src/kernels/kernels.js';
import { createMemory } from '../../src/kernels/memory.js';
import { type CellName, cells } from '../../src/layers/cells/cells.js';
import { directionForward } from '../../src/layers/direction.js';
import { layOutSteps } from '../../src/layers/layer.js';
import { cellNames } from '../../src/model/network/config.js';
import { initializeUniform } from '../../src/tensors/initialize.js';
import { allocateMatrix, zeroMatrix } from '../../src/tensors/matrix.js';
import { allocateParameters } from '../../src/tensors/parameters.js';
import { createRandom } from '../../src/tensors/random.js';
import { renderMarkdownTable, renderWholeNumber } from '../harness/markdown.js';
import type { RunScale } from '../harness/scale.js';
import { renderRatio, renderSamples } from './figures.js';
import { printPart } from './print-part.js';
import { elapsedMs, takeTurns } from './turns.js';

const [B, T, E, H] = [10, 25, 150, 100];

const sizes = {
  full: { rounds: 101, warmUps: 10, passes: 10 },
  quick: { rounds: 3, warmUps: 1, passes: 1 },
};

await printPart(measureCells);

async function* measureCells(scale: RunScale): AsyncGenerator<string> {
  const { rounds, warmUps, passes } = sizes[scale];
  const elapsed = await takeTurns(
    cellNames.map(passOf).map(
      (pass) => () =>
        elapsedMs(() => {
          for (let count = 0; count < passes; count++) pass();
        }),
    ),
    { rounds, warmUps, random: createRandom(1) },
  );
  const perToken = elapsed.map((samples) => samples.map((ms) => (1000 * ms) / (passes * B * T)));
  const perMultiplyAdd = cellNames.map((name, row) =>
    perToken[row].map((microseconds) => (1e6 * microseconds) / multiplyAdds(name)),
  );
  const lstm = perMultiplyAdd[cellNames.indexOf('lstm')];
  yield `One direction of one layer, forward and backward, exact arithmetic: ${B} sentences of ${T} tokens, inputs of width ${E}, states of width ${H}.`;
  yield renderMarkdownTable(
    ['cell', 'µs/token', 'multiply-adds/token', 'ns/1,000 multiply-adds', 'to the LSTM'],
    cellNames.map((name, row) => [
      name,
      renderSamples(perToken[row]),
      renderWholeNumber(multiplyAdds(name)),
      renderSamples(perMultiplyAdd[row]),
      renderRatio(perMultiplyAdd[row], lstm),
    ]),
  );
}

/** W_ih x and W_hh h once forward, and twice backward: for the weights and for their operands. */
function multiplyAdds(name: CellName): number {
  const { gateCount, peepholeCount } = cells[name];
  return 3 * (gateCount * H * (E + H) + peepholeCount * H);
}

/** Forward and backward of one batch, with the gradient of the input. */
function passOf(name: CellName): () => void {
  const memory = createMemory();
  const engine = { memory, kernels: loadKernels(memory, 'exact') };
  const { gateCount, peepholeCount } = cells[name];
  const random = createRandom(1);
  const shapes = [
    { name: 'weightIh', shape: [gateCount * H, E] },
    { name: 'weightHh', shape: [gateCount * H, H] },
    { name: 'bias', shape: [gateCount * H] },
    { name: 'peephole', shape: [peepholeCount * H] },
  ];
  const { find, values, count } = allocateParameters(engine, shapes, true);
  initializeUniform(engine, { address: values, count }, 0.1, random);
  const parameters = {
    weightIh: find('weightIh'),
    weightHh: find('weightHh'),
    bias: find('bias'),
    peephole: find('peephole'),
  };
  const steps = layOutSteps(engine, new Array(B).fill(T));
  const x = allocateMatrix(engine, steps.R, E);
  const dOutput = allocateMatrix(engine, steps.R, H);
  initializeUniform(engine, { address: x.address, count: steps.R * E }, 1, random);
  initializeUniform(engine, { address: dOutput.address, count: steps.R * H }, 0.01, random);
  return () => {
    const mark = memory.mark();
    const output = allocateMatrix(engine, steps.R, H);
    const run = directionForward(
      engine,
      { cell: cells[name], ...parameters },
      { steps, x, isReverse: false },
      output,
    );
    run.backward(dOutput, zeroMatrix(engine, steps.R, E));
    memory.release(mark);
  };
}
