// Matrix products in the shapes of training and tagging, and the peak of the engine.
import { enableArithmetic, useWideVectors } from '../../../src/cli/process/v8-flags.js';
import { type Arithmetic, loadKernels } from '../../../src/kernels/kernels.js';
import { createMemory } from '../../../src/kernels/memory.js';
import { initializeUniform } from '../../../src/tensors/initialize.js';
import { allocateMatrix, multiply, pack } from '../../../src/tensors/matrix.js';
import { createRandom } from '../../../src/tensors/random.js';
import { renderMarkdownTable } from '../../harness/markdown.js';
import type { RunScale } from '../../harness/scale.js';
import { renderRatio, renderSampleShare, renderSamples } from '../figures.js';
import { printPart } from '../print-part.js';
import { millisecondsPerCall, takeTurns } from '../turns.js';
import { loadPeak, type Peak } from './peak.js';

const sizes = {
  full: { rounds: 41, warmUps: 3, leastMs: 20 },
  quick: { rounds: 3, warmUps: 1, leastMs: 1 },
};

const PEAK_STEPS = 10_000;

/** Rows of the left operand, columns of the left operand, columns of the right one. */
const shapes = [
  { M: 250, K: 150, N: 400, where: 'inputs of 250 tokens' },
  { M: 1450, K: 150, N: 400, where: 'inputs of 1,450 tokens' },
  { M: 1, K: 100, N: 400, where: 'a step, 1 sentence' },
  { M: 10, K: 100, N: 400, where: 'a step, 10 sentences' },
  { M: 32, K: 100, N: 400, where: 'a step, 32 sentences' },
  { M: 32, K: 200, N: 800, where: 'a step, 32 sentences, 200 units' },
] as const;

type Shape = (typeof shapes)[number];
type Work = Peak;

await printPart(measureKernels);

async function* measureKernels(scale: RunScale): AsyncGenerator<string> {
  const { rounds, warmUps, leastMs } = sizes[scale];
  const works = (['exact', 'fast'] as const).flatMap((arithmetic) => {
    enableArithmetic(arithmetic);
    useWideVectors(arithmetic);
    return [
      loadPeak(arithmetic, PEAK_STEPS),
      ...shapes.map((shape) => productOf(shape, arithmetic)),
    ];
  });
  const elapsed = await takeTurns(
    works.map(({ run }) => millisecondsPerCall(run, leastMs)),
    { rounds, warmUps, random: createRandom(1) },
  );
  const speeds = works.map(({ operations }, index) =>
    elapsed[index].map((ms) => operations / (1e6 * ms)),
  );
  const exact = speeds.slice(0, 1 + shapes.length);
  const fast = speeds.slice(1 + shapes.length);
  yield 'GFLOP/s of one thread, and the share of the peak, which is that of 128-bit multiply-adds in registers (fused ones for `fast`).';
  yield renderMarkdownTable(
    ['M × K × N', 'where', 'exact', 'of the peak', 'fast', 'of the peak', 'fast to exact'],
    [
      ['peak', 'registers'],
      ...shapes.map(({ M, K, N, where }) => [`${M} × ${K} × ${N}`, where]),
    ].map((names, row) => [
      ...names,
      renderSamples(exact[row]),
      renderSampleShare(exact[row], exact[0]),
      renderSamples(fast[row]),
      renderSampleShare(fast[row], fast[0]),
      renderRatio(fast[row], exact[row]),
    ]),
  );
}

/** The right operand is packed beforehand, as a layer packs its weights once a batch. */
function productOf({ M, K, N }: Shape, arithmetic: Arithmetic): Work {
  const memory = createMemory();
  const engine = { memory, kernels: loadKernels(memory, arithmetic) };
  const random = createRandom(1);
  const left = allocateMatrix(engine, M, K);
  const right = allocateMatrix(engine, K, N);
  initializeUniform(engine, { address: left.address, count: M * K }, 1, random);
  initializeUniform(engine, { address: right.address, count: K * N }, 1, random);
  const out = allocateMatrix(engine, M, N);
  const panels = pack(engine, right);
  return { operations: 2 * M * K * N, run: () => multiply(engine, left, panels, out) };
}
