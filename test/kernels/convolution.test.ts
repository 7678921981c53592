import { expect, test } from '@jest/globals';
import { convolutionBackward, maximumOfRows, type Places } from '../reference/convolution.js';
import { type RandomNumbers, randomNumbers } from '../reference/random.js';
import { relativeError } from '../reference/relative-error.js';
import { countedSettings, elementCounts, guardedArena } from './guarded-arena.js';

/** Words one after the other, rows between them that belong to none. */
const words: readonly Places[] = [
  { first: 1, count: 1 },
  { first: 3, count: 4 },
  { first: 9, count: 2 },
  { first: 12, count: 9 },
];
const rows = 22;
const belongs = (row: number) =>
  words.some(({ first, count }) => row >= first && row < first + count);

const firsts = words.map(({ first }) => first);
const counts = words.map(({ count }) => count);

test.each(countedSettings)(
  '$arithmetic maximumOfRows agrees with the reference for F=$count, $byteOffset bytes off',
  ({ arithmetic, count: F, byteOffset }) => {
    const x = randomNumbers(F).normals(rows * F);
    const arena = guardedArena(arithmetic, byteOffset);
    const read = arena.floats(
      x.map((value, k) => (belongs(Math.floor(k / F)) ? value : Number.NaN)),
    );
    const [first, count] = [arena.integers(firsts), arena.integers(counts)];
    const [out, best] = [arena.space(words.length * F), arena.space(words.length * F)];
    arena.run([out, best], (kernels) => {
      const from = [read.address, first.address, count.address] as const;
      kernels.maximumOfRows(words.length, F, ...from, out.address, best.address);
    });
    const expected = maximumOfRows(x, F, words);
    expect(out.floats()).toEqual(expected.out);
    expect(best.integers()).toEqual([...expected.best]);
  },
);

test('of equal answers the first place wins', () => {
  const arena = guardedArena('exact', 0);
  const x = arena.floats([-1, 2, 5, 2, 5, -0, 5, 0, -1, 2]);
  const [first, count] = [arena.integers([0]), arena.integers([5])];
  const [out, best] = [arena.space(2), arena.space(2)];
  arena.run([out, best], (kernels) => {
    const from = [x.address, first.address, count.address] as const;
    kernels.maximumOfRows(1, 2, ...from, out.address, best.address);
  });
  expect([...out.floats()]).toEqual([5, 2]);
  expect(best.integers()).toEqual([1, 0]);
});

test('no words have no maxima and no gradients', () => {
  const arena = guardedArena('exact', 0);
  const nothing = arena.space(0).address;
  arena.run([], (kernels) => {
    kernels.maximumOfRows(0, 4, nothing, nothing, nothing, nothing, nothing);
    const operands = [nothing, nothing, nothing, nothing] as const;
    kernels.convolutionFilterGradients(0, 4, 9, 3, ...operands, nothing);
    kernels.convolutionInputGradient(0, 4, 9, 3, ...operands);
  });
});

interface Shape {
  readonly F: number;
  readonly K: number;
  readonly D: number;
}

/** Several words and filters whose windows overlap, some with a gradient of zero. */
function randomPass(random: RandomNumbers, { F, K, D }: Shape) {
  const wordCount = 5;
  return {
    x: random.normals(6 * D + K),
    W: random.normals(F * K),
    dOut: random.normals(wordCount * F).map((g) => (Math.abs(g) < 0.4 ? 0 : g)),
    best: Int32Array.from({ length: wordCount * F }, () => random.integer(7)),
    before: { dW: random.normals(F * K), db: random.normals(F), dx: random.normals(6 * D + K) },
  };
}

test.each(countedSettings)(
  '$arithmetic gradients of a convolution add what those of the reference do for F=$count and every K and D, $byteOffset bytes off',
  ({ arithmetic, count: F, byteOffset }) => {
    for (const K of elementCounts) {
      for (const D of elementCounts) {
        const shape = { F, K, D };
        const { before, ...pass } = randomPass(randomNumbers(F * 10000 + K * 100 + D), shape);
        const arena = guardedArena(arithmetic, byteOffset);
        const [dOut, best] = [arena.floats(pass.dOut), arena.integers(pass.best)];
        const [x, W] = [arena.floats(pass.x), arena.floats(pass.W)];
        const [dW, db] = [arena.floats(before.dW), arena.floats(before.db)];
        const dx = arena.floats(before.dx);
        arena.run([dW, db, dx], (kernels) => {
          const operands = [5, F, K, D, dOut.address, best.address] as const;
          kernels.convolutionFilterGradients(...operands, x.address, dW.address, db.address);
          kernels.convolutionInputGradient(...operands, W.address, dx.address);
        });
        const added = convolutionBackward(pass, shape);
        const sum = (name: keyof typeof before) => added[name].map((d, k) => d + before[name][k]);
        expect(relativeError(dW.floats(), sum('dW'))).toBeLessThan(1e-6);
        expect(relativeError(db.floats(), sum('db'))).toBeLessThan(1e-6);
        expect(relativeError(dx.floats(), sum('dx'))).toBeLessThan(1e-6);
      }
    }
  },
);

test('a gradient of zero is skipped, even if its window holds NaN', () => {
  const arena = guardedArena('exact', 0);
  const [dOut, best] = [arena.floats([0, 2, -0, 0]), arena.integers([0, 2, 0, 0])];
  const [x, W] = [
    arena.floats([Number.NaN, Number.NaN, 3, 4, 5]),
    arena.floats([...[0, 0, 0].map(() => Number.NaN), 1, 10, 100]),
  ];
  const [dW, db, dx] = [new Array(6).fill(0), [0, 0], [0, 0, 0, 0, 0]].map(arena.floats);
  arena.run([dW, db, dx], (kernels) => {
    const operands = [2, 2, 3, 1, dOut.address, best.address] as const;
    kernels.convolutionFilterGradients(...operands, x.address, dW.address, db.address);
    kernels.convolutionInputGradient(...operands, W.address, dx.address);
  });
  expect([...dW.floats()]).toEqual([0, 0, 0, 6, 8, 10]);
  expect([...db.floats()]).toEqual([0, 2]);
  expect([...dx.floats()]).toEqual([0, 0, 2, 20, 200]);
});
