import { expect, test } from '@jest/globals';
import { accountFor } from '../../../bench/speed/stage-account.js';

const run = () => undefined;

test('a stage takes what those it includes do not, and the remainder is what none accounts for', () => {
  const pass = {
    stages: [
      { name: 'recurrence', includes: ['projections', 'letters'], run },
      { name: 'projections', run },
      { name: 'letters', run },
    ],
    whole: { name: 'step', run },
  };
  const samples = [
    [10, 20],
    [3, 4],
    [1, 2],
    [12, 19],
  ];
  expect(accountFor(pass, samples)).toEqual([
    { name: 'recurrence', samples: [6, 14] },
    { name: 'projections', samples: [3, 4] },
    { name: 'letters', samples: [1, 2] },
    { name: 'remainder', samples: [2, -1] },
    { name: 'step', samples: [12, 19] },
  ]);
});
