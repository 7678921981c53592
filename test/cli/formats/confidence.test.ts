import { expect, test } from '@jest/globals';
import { roundConfidence } from '../../../src/cli/formats/confidence.js';

test.each([
  [0, 0],
  [1, 1],
  [0.98765, 0.9877],
  [0.5, 0.5],
  [0.99999, 0.9999],
  [1e-9, 0.0001],
])('%d is shown as %d', (confidence, shown) => {
  expect(roundConfidence(confidence)).toBe(shown);
});
