import { expect, test } from '@jest/globals';
import { REPAIR_POLICIES, spansUnder } from '../../src/corpora/repair.js';
import { randomSentences } from '../reference/evaluation/random-tags.js';
import { entitiesUnder } from '../reference/evaluation/repair.js';
import { randomNumbers } from '../reference/random.js';

test('an I after another type keeps what comes before it', () => {
  const tags = ['B-ORG', 'I-PER', 'I-PER'];
  expect(spansUnder('discard', tags)).toEqual([{ label: 'ORG', start: 0, end: 1 }]);
  expect(spansUnder('begin', tags)).toEqual([
    { label: 'ORG', start: 0, end: 1 },
    { label: 'PER', start: 1, end: 3 },
  ]);
});

test.each(REPAIR_POLICIES)('%s finds the entities of the reference in random tags', (policy) => {
  for (let seed = 1; seed <= 200; seed++) {
    for (const { gold, predicted } of randomSentences(randomNumbers(seed), 'BIIO')) {
      for (const tags of [gold, predicted]) {
        const spans = spansUnder(policy, tags);
        expect(spans.map(({ label, start, end }) => ({ type: label, start, end }))).toEqual(
          entitiesUnder(policy, tags),
        );
      }
    }
  }
});
