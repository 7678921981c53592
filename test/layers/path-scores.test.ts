import { expect, test } from '@jest/globals';
import { createCrf } from '../../src/layers/decoders/crf.js';
import type { Decoder } from '../../src/layers/decoders/decoder.js';
import { createSoftmax } from '../../src/layers/decoders/softmax.js';
import { layOutSteps } from '../../src/layers/layer.js';
import { type Engine, zeroMatrix } from '../../src/tensors/matrix.js';
import { allocateParameters } from '../../src/tensors/parameters.js';
import { arithmetics, freshEngine } from '../kernels/fresh-engine.js';
import { crfDecode, crfMarginals } from '../reference/crf.js';
import { crfByEnumeration } from '../reference/crf-enumeration.js';
import {
  type CrfConstraints,
  type CrfScores,
  constrain,
  pathScore,
} from '../reference/crf-scores.js';
import { pathTerms } from '../reference/path-terms.js';
import { randomNumbers } from '../reference/random.js';
import { randomConstraints } from '../reference/random-network.js';
import { toTimeMajor } from './time-major.js';

function randomCase(lengths: readonly number[], L: number, spread: number) {
  const random = randomNumbers(lengths.length * 100 + lengths[0] * 10 + L);
  const emissions = lengths.map((T) => random.normals(T * L, spread).map(Math.fround));
  const normals = (count: number) => random.normals(count).map(Math.fround);
  const scores = { transitions: normals(L * L), start: normals(L), end: normals(L) };
  const paths = lengths.map((T) => Array.from({ length: T }, () => random.integer(L)));
  const allowed = randomConstraints(random, paths, L);
  return { lengths, L, emissions, scores, paths, allowed };
}

function crfOf(engine: Engine, scores: CrfScores, L: number, allowed: CrfConstraints): Decoder {
  const shapes = [
    { name: 'transitions', shape: [L, L] },
    { name: 'start', shape: [L] },
    { name: 'end', shape: [L] },
  ];
  const [transitions, start, end] = allocateParameters(engine, shapes, false).list;
  engine.memory.floats(transitions.value, L * L).set(scores.transitions);
  engine.memory.floats(start.value, L).set(scores.start);
  engine.memory.floats(end.value, L).set(scores.end);
  return createCrf(engine, { transitions, start, end }, L, (previous, next) => {
    if (previous === null) return allowed.start[next ?? 0];
    return next === null ? allowed.end[previous] : allowed.transitions[previous * L + next];
  });
}

function scorePaths(
  engine: Engine,
  decoder: Decoder,
  {
    lengths,
    L,
    emissions,
    paths,
  }: Pick<ReturnType<typeof randomCase>, 'lengths' | 'L' | 'emissions' | 'paths'>,
  temperature: number,
) {
  const { steps, rows } = placeRows(engine, decoder, { lengths, L, emissions });
  return decoder.startScoring(temperature)(steps, rows, paths);
}

function placeRows(
  engine: Engine,
  decoder: Decoder,
  { lengths, L, emissions }: Pick<ReturnType<typeof randomCase>, 'lengths' | 'L' | 'emissions'>,
) {
  const steps = layOutSteps(engine, lengths);
  const rows = zeroMatrix(engine, steps.R, decoder.emissionWidth);
  const packed = toTimeMajor(emissions, lengths, L);
  for (let row = 0; row < steps.R; row++) {
    const target = engine.memory.floats(rows.address + row * rows.stride * 4, L);
    target.set(packed.subarray(row * L, (row + 1) * L));
  }
  return { steps, rows };
}

const divided = (scores: CrfScores, temperature: number): CrfScores => {
  const divide = (values: Float64Array) => values.map((value) => value / temperature);
  return {
    transitions: divide(scores.transitions),
    start: divide(scores.start),
    end: divide(scores.end),
  };
};

const cases = arithmetics.flatMap((arithmetic) =>
  [3, 5, 9].flatMap((L) =>
    [[1], [6, 3, 3, 1], [9, 8, 2, 1]].flatMap((lengths) =>
      [1, 0.4, 2.5].map((temperature) => ({ arithmetic, L, lengths, temperature })),
    ),
  ),
);

test.each(cases)(
  '$arithmetic CRF scores match the reference for L=$L, lengths $lengths, temperature $temperature',
  ({ arithmetic, L, lengths, temperature }) => {
    const random = randomCase(lengths, L, 1.5);
    const engine = freshEngine(arithmetic);
    const found = scorePaths(
      engine,
      crfOf(engine, random.scores, L, random.allowed),
      random,
      temperature,
    );
    const used = divided(constrain(random.scores, random.allowed), temperature);
    random.emissions.forEach((sentence, n) => {
      const scaled = sentence.map((score) => score / temperature);
      const expected = pathTerms(crfMarginals(scaled, used), random.paths[n], L);
      expected.own.forEach((own, t) => {
        expect(Math.abs(found[n]!.own[t] - own)).toBeLessThan(2e-5);
      });
      expected.links.forEach((link, t) => {
        expect(Math.abs(found[n]!.links[t] - link)).toBeLessThan(2e-5);
      });
    });
  },
);

test.each(arithmetics)('%s own and links add up to the probability of the path', (arithmetic) => {
  for (const lengths of [[1], [2], [6, 5, 1]]) {
    const random = randomCase(lengths, 4, 2);
    const engine = freshEngine(arithmetic);
    const found = scorePaths(engine, crfOf(engine, random.scores, 4, random.allowed), random, 1);
    const used = constrain(random.scores, random.allowed);
    random.emissions.forEach((sentence, n) => {
      const path = random.paths[n];
      const expected = pathScore(path, sentence, used) - crfByEnumeration(sentence, used).logZ;
      const { own, links } = found[n]!;
      const sum = links.reduce((total, link) => total + link, own[path.length - 1]);
      expect(Math.abs(sum - expected)).toBeLessThan(2e-5);
    });
  }
});

test('a long sentence with large scores loses no digits', () => {
  const L = 9;
  const random = randomCase([3000], L, 15);
  const engine = freshEngine();
  const used = constrain(random.scores, random.allowed);
  const { path } = crfDecode(random.emissions[0], used);
  const decoder = crfOf(engine, random.scores, L, random.allowed);
  const [found] = scorePaths(engine, decoder, { ...random, paths: [path] }, 1);
  const expected = pathTerms(crfMarginals(random.emissions[0], used), path, L);
  path.forEach((_, t) => {
    expect(Math.abs(found!.own[t] - expected.own[t])).toBeLessThan(1e-4);
    expect(Math.abs(found!.links[t] - expected.links[t])).toBeLessThan(1e-4);
  });
});

test.each(arithmetics)('%s labels of a softmax are independent', (arithmetic) => {
  const L = 5;
  const random = randomCase([6, 3, 1], L, 3);
  const engine = freshEngine(arithmetic);
  const found = scorePaths(engine, createSoftmax(engine, L), random, 1.7);
  random.paths.forEach((path, n) => {
    const logs = path.map((label, t) => {
      const scores = random.emissions[n].subarray(t * L, (t + 1) * L).map((x) => x / 1.7);
      return -Math.log(scores.reduce((sum, x) => sum + Math.exp(x - scores[label]), 0));
    });
    path.forEach((_, t) => {
      expect(found[n]!.own[t]).toBeCloseTo(logs[t], 5);
      expect(found[n]!.links[t]).toBeCloseTo(t === 0 ? 0 : logs[t - 1], 5);
    });
  });
});

test('only the sentences with a path are scored', () => {
  const random = randomCase([4, 3, 2], 5, 1.5);
  const engine = freshEngine();
  for (const decoder of [
    createSoftmax(engine, 5),
    crfOf(engine, random.scores, 5, random.allowed),
  ]) {
    const all = scorePaths(engine, decoder, random, 1);
    const paths = [random.paths[0], undefined, random.paths[2]];
    const some = scorePaths(engine, decoder, { ...random, paths: paths as number[][] }, 1);
    expect(some).toEqual([all[0], undefined, all[2]]);
  }
});

test.each(arithmetics)(
  '%s scores of all labels are those of the paths they are on',
  (arithmetic) => {
    const L = 5;
    const random = randomCase([7, 4, 4, 1], L, 2);
    const engine = freshEngine(arithmetic);
    const pairs = Array.from({ length: L * L }, (_, n) => [n % L, Math.floor(n / L)] as const);
    for (const decoder of [
      createSoftmax(engine, L),
      crfOf(engine, random.scores, L, random.allowed),
    ]) {
      const { steps, rows } = placeRows(engine, decoder, random);
      const all = decoder.startScoringLabels(1.3, pairs)(steps, rows);
      const paths = scorePaths(engine, decoder, random, 1.3);
      random.paths.forEach((path, n) => {
        const { own, links } = all[n];
        expect(own).toHaveLength(path.length * decoder.emissionWidth);
        expect(links).toHaveLength(path.length * pairs.length);
        path.forEach((label, t) => {
          expect(own[t * decoder.emissionWidth + label]).toBe(paths[n]!.own[t]);
          if (t === 0) return;
          const pair = label * L + path[t - 1];
          expect(links[t * pairs.length + pair]).toBe(paths[n]!.links[t]);
        });
      });
    }
  },
);

test.each(arithmetics)('%s impossible labels and pairs have no probability', (arithmetic) => {
  const L = 4;
  const random = randomCase([5], L, 2);
  const engine = freshEngine(arithmetic);
  const decoder = crfOf(engine, random.scores, L, random.allowed);
  const pairs = Array.from({ length: L * L }, (_, n) => [n % L, Math.floor(n / L)] as const);
  const { steps, rows } = placeRows(engine, decoder, random);
  const [{ own, links }] = decoder.startScoringLabels(1, pairs)(steps, rows);
  const { marginals, pairwise } = crfByEnumeration(
    random.emissions[0],
    constrain(random.scores, random.allowed),
  );
  let impossible = 0;
  marginals.forEach((probability, place) => {
    expect(Math.abs(Math.exp(own[place]) - probability)).toBeLessThan(2e-6);
    if (probability === 0) impossible += 1;
  });
  for (let t = 1; t < 5; t++) {
    pairs.forEach(([before, label], pair) => {
      const log = links[t * pairs.length + pair] + own[t * L + label];
      const joint = pairwise[((t - 1) * L + before) * L + label];
      // A label that no way leads on from is impossible, whatever its link.
      expect(Math.abs(Math.exp(log) - joint)).toBeLessThan(2e-6);
      if (joint === 0) impossible += 1;
    });
  }
  expect(impossible).toBeGreaterThan(0);
});
