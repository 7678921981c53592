import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  encoderParameterCount,
  withEncoderParameters,
} from '../../../bench/compare/equal-parameters.js';
import { cellNames, type NetworkConfig } from '../../../src/model/network/config.js';

const lstm: NetworkConfig = {
  cell: 'lstm',
  directions: 2,
  layers: 1,
  wordDimension: 50,
  foldsWords: false,
  characters: null,
  shape: null,
  hidden: 50,
  dense: [],
  decoder: 'crf',
};

test('the encoder of an LSTM has four gates a direction, each with two matrices and a bias', () => {
  expect(encoderParameterCount(lstm)).toBe(2 * 4 * (50 * 50 + 50 * 50 + 50));
});

test('neither the dense layers nor the decoder count as the encoder', () => {
  const larger: NetworkConfig = { ...lstm, dense: [10, 20], decoder: 'softmax' };
  expect(encoderParameterCount(larger)).toBe(encoderParameterCount(lstm));
});

test('the network that gives the count keeps its own width', () => {
  expect(withEncoderParameters(lstm, encoderParameterCount(lstm))).toEqual(lstm);
});

test('no other width comes closer', () => {
  const config = fc.record({
    cell: fc.constantFrom(...cellNames),
    directions: fc.constantFrom(1 as const, 2 as const),
    layers: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(config, fc.integer({ min: 1, max: 100_000 }), (shape, wanted) => {
      const found = withEncoderParameters({ ...lstm, ...shape }, wanted);
      const distance = (hidden: number) =>
        Math.abs(encoderParameterCount({ ...found, hidden }) - wanted);
      const closest = Math.min(...Array.from({ length: 400 }, (_, below) => distance(below + 1)));
      expect(distance(found.hidden)).toBeLessThanOrEqual(closest);
    }),
    { numRuns: 20 },
  );
});
