// Microseconds a token that each cell needs, forward and backward, beside the multiply-adds it has to do.
// Run: node dist/bench/speed/cells.js [ROUNDS]
//
// One direction of one layer, all sentences of one length. The cells take turns, so that what else the machine does meets
// them alike; medians of all rounds.

import { argv } from 'node:process';
import { loadKernels } from '../../src/kernels/kernels.js';
import { createMemory } from '../../src/kernels/memory.js';
import { type CellName, cells } from '../../src/layers/cells/cells.js';
import { directionForward } from '../../src/layers/direction.js';
import { layOutSteps } from '../../src/layers/layer.js';
import { initializeUniform } from '../../src/tensors/initialize.js';
import { allocateMatrix, zeroMatrix } from '../../src/tensors/matrix.js';
import { allocateParameters } from '../../src/tensors/parameters.js';
import { createRandom } from '../../src/tensors/random.js';

const [B, T, E, H] = [10, 25, 150, 100];
const PASSES = 10;

const rounds = Number(argv[2] ?? 101);
const names = Object.keys(cells) as CellName[];
const passes = names.map(passOf);
const times = names.map(() => [] as number[]);
for (let round = -10; round < rounds; round++) {
  passes.forEach((pass, index) => {
    const start = performance.now();
    for (let n = 0; n < PASSES; n++) pass();
    // The first rounds are the compiler's.
    if (round >= 0) times[index].push((performance.now() - start) / PASSES);
  });
}

const perToken = times.map((all) => (1000 * median(all)) / (B * T));
const perMultiplyAdd = names.map((name, index) => perToken[index] / multiplyAdds(name));
const lstm = perMultiplyAdd[names.indexOf('lstm')];
console.log(`B=${B} T=${T} E=${E} H=${H}, median of ${rounds} rounds`);
console.log('cell            µs/token  multiply-adds/token  ns/1000 multiply-adds  to the LSTM');
names.forEach((name, index) => {
  const columns = [
    name.padEnd(14),
    perToken[index].toFixed(2).padStart(9),
    multiplyAdds(name).toLocaleString('en').padStart(20),
    (1e6 * perMultiplyAdd[index]).toFixed(1).padStart(22),
    (perMultiplyAdd[index] / lstm).toFixed(2).padStart(12),
  ];
  console.log(columns.join(' '));
});

/** W_ih x and W_hh a once forward, and twice backward: for the weights and for what was multiplied. */
function multiplyAdds(name: CellName): number {
  const { gateCount, peepholeCount } = cells[name];
  return 3 * (gateCount * H * (E + H) + peepholeCount * H);
}

/** Forward and backward of one batch, gradient of the input included. */
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
  initializeUniform(engine, values, count, 0.1, random);
  const parameters = {
    weightIh: find('weightIh'),
    weightHh: find('weightHh'),
    bias: find('bias'),
    peephole: find('peephole'),
  };
  const steps = layOutSteps(engine, new Array(B).fill(T));
  const x = allocateMatrix(engine, steps.R, E);
  const dOutput = allocateMatrix(engine, steps.R, H);
  initializeUniform(engine, x.address, steps.R * E, 1, random);
  initializeUniform(engine, dOutput.address, steps.R * H, 0.01, random);
  return () => {
    const mark = memory.mark();
    const output = allocateMatrix(engine, steps.R, H);
    const run = directionForward(
      engine,
      cells[name],
      parameters,
      { steps, x, isReverse: false },
      output,
    );
    run.backward(dOutput, zeroMatrix(engine, steps.R, E));
    memory.release(mark);
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}
