import { expect, test } from '@jest/globals';
import { renderDuration } from '../../../src/cli/terminal/numbers.js';

test.each([
  [-1, '0 s'],
  [0.4, '0 s'],
  [59.4, '59 s'],
  [59.6, '1 min 0 s'],
  [3599, '59 min 59 s'],
  [3600, '1 h 0 min'],
  [86_399, '23 h 59 min'],
])('%d seconds are shown as %s', (seconds, shown) => {
  expect(renderDuration(seconds)).toBe(shown);
});
