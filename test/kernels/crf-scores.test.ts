import { expect, test } from '@jest/globals';
import { crfMarginals } from '../reference/crf.js';
import type { CrfScores } from '../reference/crf-scores.js';
import { pathTerms } from '../reference/path-terms.js';
import { randomNumbers } from '../reference/random.js';
import { countedSettings, guardedArena, settings } from './guarded-arena.js';
import { padRows } from './placed-crf.js';
import { strideRows } from './strided-rows.js';

const sizes = settings.flatMap((setting) => [1, 3, 4, 5, 9, 17].map((L) => ({ ...setting, L })));
const temperature = 1.6;

test.each(sizes)(
  '$arithmetic crfScorePath writes own and links of the reference and nothing else for L=$L, $byteOffset bytes off',
  (setting) => {
    for (const T of [1, 2, 3, 8]) {
      const { arena, random, reference, before } = placedSentence(setting, T);
      const path = Array.from({ length: T }, () => random.integer(setting.L));
      const expected = pathTerms(reference, path, setting.L);
      const labels = arena.integers(path);
      const [own, links] = [arena.space(T), arena.space(T)];
      const scratch = arena.space(before.scratchBytes / 4);
      arena.run([own, links, scratch], (kernels) =>
        kernels.crfScorePath(
          ...before.parameters,
          labels.address,
          own.address,
          links.address,
          scratch.address,
        ),
      );
      for (let t = 0; t < T; t++) {
        expect(Math.abs(own.floats()[t] - expected.own[t])).toBeLessThan(5e-6);
        expect(Math.abs(links.floats()[t] - expected.links[t])).toBeLessThan(5e-6);
      }
    }
  },
);

test.each(sizes)(
  '$arithmetic crfScoreLabels writes what crfScorePath writes of each path and nothing else for L=$L, $byteOffset bytes off',
  (setting) => {
    const { L } = setting;
    for (const T of [1, 2, 3, 8]) {
      const { arena, random, before, P } = placedSentence(setting, T);
      const pairs = Array.from({ length: T % 4 }, () => [random.integer(L), random.integer(L)]);
      const labels = arena.integers(pairs.flat());
      const [own, links] = [arena.space(T * P), arena.space(T * pairs.length)];
      const scratch = arena.space(before.scratchBytes / 4);
      arena.run([own, links, scratch], (kernels) =>
        kernels.crfScoreLabels(
          ...before.parameters,
          labels.address,
          pairs.length,
          own.address,
          links.address,
          scratch.address,
        ),
      );
      const scorePath = (path: readonly number[]) => {
        const ids = arena.integers(path);
        const [own, links] = [arena.space(T), arena.space(T)];
        arena.run([own, links, scratch], (kernels) =>
          kernels.crfScorePath(
            ...before.parameters,
            ids.address,
            own.address,
            links.address,
            scratch.address,
          ),
        );
        return { own: own.floats(), links: links.floats() };
      };
      for (let label = 0; label < L; label++) {
        const expected = scorePath(new Array(T).fill(label));
        const found = Array.from({ length: T }, (_, t) => own.floats()[t * P + label]);
        expect(found).toEqual([...expected.own]);
      }
      pairs.forEach(([first, second], pair) => {
        for (let t = 0; t < T; t++) {
          const path = Array.from({ length: T }, (_, at) => (at < t ? first : second));
          const expected = scorePath(path).links[t];
          expect(links.floats()[t * pairs.length + pair]).toBe(expected);
        }
      });
    }
  },
);

/** A sentence of random scores, and the parameters that both kernels begin with. */
function placedSentence({ arithmetic, byteOffset, L }: (typeof sizes)[number], T: number) {
  const random = randomNumbers(T * 100 + L);
  const emissions = random.normals(T * L, 1.5);
  const scores: CrfScores = {
    transitions: random.normals(L * L),
    start: random.normals(L),
    end: random.normals(L),
  };
  const divide = (values: Float64Array) => values.map((value) => value / temperature);
  const divided = {
    transitions: divide(scores.transitions),
    start: divide(scores.start),
    end: divide(scores.end),
  };
  const P = Math.ceil(L / 4) * 4;
  const matrix = new Float64Array(P * P).fill(Number.NEGATIVE_INFINITY);
  matrix.set(padRows(divided.transitions, L, P, Number.NEGATIVE_INFINITY));
  const transposed = matrix.map((_, k) => matrix[(k % P) * P + Math.floor(k / P)]);
  const arena = guardedArena(arithmetic, byteOffset);
  // The sentence is the second of two, so its rows are every other one.
  const rows = strideRows(padRows(emissions, L, P, 0), P, 2 * P);
  const [rowStarts, placed] = [
    arena.integers(Array.from({ length: T }, (_, t) => 2 * t)),
    arena.floats([...new Array(P).fill(Number.NaN), ...rows]),
  ].map(({ address }) => address);
  const [transitions, turned, exponentials, turnedExponentials, start, end] = [
    matrix,
    transposed,
    matrix.map(Math.exp),
    transposed.map(Math.exp),
    padRows(divided.start, L, P, Number.NEGATIVE_INFINITY),
    padRows(divided.end, L, P, Number.NEGATIVE_INFINITY),
  ].map((values) => arena.floats(values).address);
  const place = [T, 1, P, rowStarts, placed, 1 / temperature] as const;
  const prepared = [transitions, turned, exponentials, turnedExponentials, start, end] as const;
  return {
    arena,
    random,
    P,
    reference: crfMarginals(divide(emissions), divided),
    before: {
      parameters: [...place, ...prepared] as const,
      scratchBytes: arena.run([], (kernels) => kernels.crfScoreScratchBytes(T, P)),
    },
  };
}

test.each(countedSettings)(
  '$arithmetic softmaxScores writes the logarithms of $count probabilities, $byteOffset bytes off',
  ({ arithmetic, count: rows, byteOffset }) => {
    for (const L of [1, 3, 4, 5, 9]) {
      const random = randomNumbers(rows * 100 + L);
      const emissions = random.normals(rows * L, 30);
      const labels = Array.from({ length: rows }, () => random.integer(L));
      const arena = guardedArena(arithmetic, byteOffset);
      const x = arena.floats(strideRows(emissions, L, L + 2));
      const [ids, out] = [arena.integers(labels), arena.space(rows)];
      const factor = 1 / temperature;
      arena.run([out], (kernels) =>
        kernels.softmaxScores(rows, L, x.address, L + 2, factor, ids.address, out.address),
      );
      labels.forEach((label, row) => {
        const scores = emissions.subarray(row * L, (row + 1) * L).map((score) => score * factor);
        const sum = scores.reduce((total, score) => total + Math.exp(score - scores[label]), 0);
        expect(out.floats()[row]).toBeCloseTo(-Math.log(sum), 4);
      });
    }
  },
);
