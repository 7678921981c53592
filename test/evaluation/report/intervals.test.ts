import { expect, test } from '@jest/globals';
import { renderIntervals } from '../../../src/evaluation/report/intervals.js';

test('the line of all types is first, then each type in the order of the table, with its gold entities', () => {
  const score = {
    overall: { gold: 1205, predicted: 1200, correct: 900 },
    types: new Map([
      ['PER', { gold: 1200, predicted: 1200, correct: 900 }],
      ['creative-work', { gold: 5, predicted: 0, correct: 0 }],
    ]),
  };
  const intervals = {
    overall: [72.123, 77.5],
    types: new Map([
      ['creative-work', [0, 0]],
      ['PER', [73, 100]],
    ] as const),
  } as const;
  expect(renderIntervals(score, intervals)).toBe(
    `95% confidence intervals of FB1 (percentile bootstrap, 1,000 resamples of the sentences); last column: gold phrases
          overall: FB1:  74.84; interval:  72.12 to  77.50  1205
              PER: FB1:  75.00; interval:  73.00 to 100.00  1200
    creative-work: FB1:   0.00; interval:   0.00 to   0.00  5
`,
  );
});
