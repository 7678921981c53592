import { expect, test } from '@jest/globals';
import type { Tagger } from '../../../src/model/tagger.js';
import type { KernelWorker } from '../../../src/tensors/sharing.js';
import { createKeptWeights } from '../../../src/training/kept-weights.js';
import { type Averaging, createAveraging } from '../../../src/training/optimization/averaging.js';
import { randomTagger } from '../../model/random-tagger.js';
import { randomNumbers } from '../../reference/random.js';
import { relativeError } from '../../reference/relative-error.js';
import { laterWorker } from '../../tensors/later-worker.js';

const words = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const epochs = 4;

function weightsOf({ engine, network: { parameters, table } }: Tagger): number[] {
  return [
    ...engine.memory.floats(parameters.values, parameters.count),
    ...engine.memory.floats(table.value, table.rows * table.width),
  ];
}

/** The averaged weights; undefined if there are none. */
function averageOf(tagger: Tagger, averaging: Averaging): number[] | undefined {
  let seen: number[] | undefined;
  averaging.withAverage(() => {
    seen = weightsOf(tagger);
  });
  return seen;
}

/**
 * Moves the dense block and a few rows at random in each step; returns the weights after each step.
 */
function walk(
  tagger: Tagger,
  averaging: Averaging,
  stepCount: number,
  seed = 1,
  worker?: KernelWorker,
): number[][] {
  const { engine, network } = tagger;
  const { parameters, table } = network;
  const random = randomNumbers(seed);
  const move = (address: number, count: number) => {
    const floats = engine.memory.floats(address, count);
    random.normals(count, 0.1).forEach((way, k) => {
      floats[k] += way;
    });
  };
  return Array.from({ length: stepCount }, (_, n) => {
    // Row 7 is never met, row 0 at every step, the others now and then.
    const ids = [0, 1, 2, 3, 4, 5, 6].filter((row) => n % (row + 1) === row);
    averaging.beforeStep(tagger.engine, ids);
    move(parameters.values, parameters.count);
    for (const id of ids) move(table.value + id * table.width * 4, table.width);
    averaging.afterStep(worker);
    return weightsOf(tagger);
  });
}

/** m = β m + (1 - β) w over all weights at every step, divided by 1 - βᵗ at the end. */
function denseMean(steps: readonly number[][], decay: number): number[] {
  const mean = steps[0].map(() => 0);
  for (const weights of steps) {
    weights.forEach((w, k) => {
      mean[k] = decay * mean[k] + (1 - decay) * w;
    });
  }
  return mean.map((m) => m / (1 - decay ** steps.length));
}

function started(averaging: 'none' | 'ema' | 'swa', averagingDecay = 0.9) {
  const tagger = randomTagger({ words });
  const options = { averaging, averagingDecay, epochs };
  return { tagger, averaging: createAveraging(tagger.engine, tagger.network, options) };
}

// Each step rounds a mean once or twice, by 6e-8 of it.
test.each([0, 0.5, 0.9, 0.999])(
  'rows brought up to date later have the mean of every step, corrected for its start: decay %d',
  (decay) => {
    for (const stepCount of [1, 2, 7, 50]) {
      const { tagger, averaging } = started('ema', decay);
      const steps = walk(tagger, averaging, stepCount);
      const expected = denseMean(steps, decay);
      expect(relativeError(averageOf(tagger, averaging)!, expected)).toBeLessThan(1e-6);
    }
  },
);

test('an average that another thread takes its time for has the same bits', () => {
  const [here, there] = [started('ema'), started('ema')];
  const worker = laterWorker(there.tagger.engine);
  walk(here.tagger, here.averaging, 5);
  walk(there.tagger, there.averaging, 5, 1, worker);
  expect(worker.startedCount()).toBe(5);
  expect(there.averaging.state()).toEqual(here.averaging.state());
  walk(there.tagger, there.averaging, 1, 2, worker);
  walk(here.tagger, here.averaging, 1, 2);
  expect(averageOf(there.tagger, there.averaging)).toEqual(averageOf(here.tagger, here.averaging));
});

test('evaluating the averaged weights changes neither the weights nor later averages', () => {
  const [one, other] = [started('ema'), started('ema')];
  const steps = [...walk(one.tagger, one.averaging, 5, 1)];
  averageOf(one.tagger, one.averaging);
  expect(weightsOf(one.tagger)).toEqual(steps[4]);
  steps.push(...walk(one.tagger, one.averaging, 5, 2));
  walk(other.tagger, other.averaging, 5, 1);
  walk(other.tagger, other.averaging, 5, 2);
  const [seen, unseen] = [one, other].map(({ tagger, averaging }) => averageOf(tagger, averaging)!);
  expect(relativeError(seen, unseen)).toBeLessThan(1e-6);
  expect(relativeError(seen, denseMean(steps, 0.9))).toBeLessThan(1e-6);
});

test('the weights are restored after an evaluation that throws', () => {
  const { tagger, averaging } = started('ema');
  walk(tagger, averaging, 3);
  const before = weightsOf(tagger);
  expect(() =>
    averaging.withAverage(() => {
      throw new Error('seen enough');
    }),
  ).toThrow('seen enough');
  expect(weightsOf(tagger)).toEqual(before);
});

test('swa is the plain mean of the weights after each epoch of the second half', () => {
  const { tagger, averaging } = started('swa');
  const ends: number[][] = [];
  const looks: (number[] | undefined)[] = [];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    ends.push(walk(tagger, averaging, 3, epoch)[2]);
    averaging.endEpoch(epoch);
    looks.push(averageOf(tagger, averaging));
  }
  // After the third epoch the mean would be the weights themselves.
  expect(looks.slice(0, 3)).toEqual([undefined, undefined, undefined]);
  const expected = ends[2].map((w, k) => (w + ends[3][k]) / 2);
  expect(relativeError(looks[3]!, expected)).toBeLessThan(1e-6);
});

test('of an odd number of epochs the middle one belongs to the second half', () => {
  const tagger = randomTagger({ words });
  const options = { averaging: 'swa', averagingDecay: 0, epochs: 3 } as const;
  const averaging = createAveraging(tagger.engine, tagger.network, options);
  const ends = [1, 2, 3].map((epoch) => {
    const end = walk(tagger, averaging, 1, epoch)[0];
    averaging.endEpoch(epoch);
    return end;
  });
  const expected = ends[1].map((w, k) => (w + ends[2][k]) / 2);
  expect(relativeError(averageOf(tagger, averaging)!, expected)).toBeLessThan(1e-6);
});

test.each(['ema', 'swa'] as const)(
  '%s starts a new average after a reset, even if the old one is NaN',
  (name) => {
    const { tagger, averaging } = started(name);
    const { parameters, table } = tagger.network;
    const kept = createKeptWeights(tagger);
    kept.keep(0);
    walk(tagger, averaging, 3);
    tagger.engine.kernels.fill(parameters.count, Number.NaN, parameters.values);
    tagger.engine.kernels.fill(table.rows * table.width, Number.NaN, table.value);
    averaging.afterStep();
    averaging.endEpoch(3);
    averageOf(tagger, averaging);
    averaging.reset();
    expect(averageOf(tagger, averaging)).toBeUndefined();
    kept.restore();
    const ends = [3, 4].map((epoch) => {
      const steps = walk(tagger, averaging, 2, epoch);
      averaging.endEpoch(epoch);
      return steps;
    });
    const expected =
      name === 'ema'
        ? denseMean(ends.flat(), 0.9)
        : ends[0][1].map((w, k) => (w + ends[1][1][k]) / 2);
    expect(relativeError(averageOf(tagger, averaging)!, expected)).toBeLessThan(1e-6);
  },
);

test('without averaging there are no averaged weights', () => {
  const { tagger, averaging } = started('none');
  walk(tagger, averaging, 3);
  averaging.endEpoch(4);
  expect(averageOf(tagger, averaging)).toBeUndefined();
});

test.each(['ema', 'swa'] as const)(
  '%s with the state of another averages on as it does',
  (name) => {
    const [first, second] = [started(name), started(name)];
    for (const epoch of [3, 4]) {
      walk(first.tagger, first.averaging, 4, epoch);
      first.averaging.endEpoch(epoch);
    }
    const { parameters, table } = first.tagger.network;
    for (const [address, count] of [
      [parameters.values, parameters.count],
      [table.value, table.rows * table.width],
    ]) {
      const values = first.tagger.engine.memory.floats(address, count);
      second.tagger.engine.memory.floats(address, count).set(values);
    }
    second.averaging.setState(first.averaging.state()!);
    expect(averageOf(second.tagger, second.averaging)).toEqual(
      averageOf(first.tagger, first.averaging),
    );
    for (const { tagger, averaging } of [first, second]) {
      walk(tagger, averaging, 5, 9);
      averaging.endEpoch(4);
    }
    expect(averageOf(second.tagger, second.averaging)).toEqual(
      averageOf(first.tagger, first.averaging),
    );
  },
);
