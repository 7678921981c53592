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
  ({ arithmetic, byteOffset, L }) => {
    for (const T of [1, 2, 3, 8]) {
      const random = randomNumbers(T * 100 + L);
      const emissions = random.normals(T * L, 1.5);
      const scores: CrfScores = {
        transitions: random.normals(L * L),
        start: random.normals(L),
        end: random.normals(L),
      };
      const path = Array.from({ length: T }, () => random.integer(L));
      const divide = (values: Float64Array) => values.map((value) => value / temperature);
      const divided = {
        transitions: divide(scores.transitions),
        start: divide(scores.start),
        end: divide(scores.end),
      };
      const expected = pathTerms(crfMarginals(divide(emissions), divided), path, L);

      const P = Math.ceil(L / 4) * 4;
      const matrix = new Float64Array(P * P).fill(Number.NEGATIVE_INFINITY);
      matrix.set(padRows(divided.transitions, L, P, Number.NEGATIVE_INFINITY));
      const transposed = matrix.map((_, k) => matrix[(k % P) * P + Math.floor(k / P)]);
      const arena = guardedArena(arithmetic, byteOffset);
      // The sentence is the second of two, so its rows are every other one.
      const rows = strideRows(padRows(emissions, L, P, 0), P, 2 * P);
      const place = [
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
      const labels = arena.integers(path);
      const [own, links] = [arena.space(T), arena.space(T)];
      const bytes = arena.run([], (kernels) => kernels.crfScoreScratchBytes(T, P));
      const scratch = arena.space(bytes / 4);
      arena.run([own, links, scratch], (kernels) =>
        kernels.crfScorePath(
          T,
          1,
          P,
          place[0],
          place[1],
          1 / temperature,
          transitions,
          turned,
          exponentials,
          turnedExponentials,
          start,
          end,
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
