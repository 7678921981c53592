import { expect, test } from '@jest/globals';
import { lstm } from '../../../src/layers/cells/lstm.js';

test('the forget gate, second of i f g o, starts open and the others undecided', () => {
  expect([0, 1, 2, 3].map(lstm.initialBias)).toEqual([0, 1, 0, 0]);
  expect(lstm.gateCount).toBe(4);
});
