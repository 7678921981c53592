import { expect, test } from '@jest/globals';
import { lengthsOf, recordTagging, wordsOf } from '../../../bench/speed/recorded-tagging.js';
import { randomTagger } from '../../model/random-tagger.js';

const groups = [[['a', 'b', 'a'], ['c']], [['b', 'ab']]];

test('what is recorded is what the tagger says, job by job', () => {
  const tagger = randomTagger({ words: ['a', 'b', 'c'], isTraining: false });
  const recorded = recordTagging(tagger, groups);
  expect(recorded.spans).toEqual(groups.map((group) => tagger.tagSentences(group)));
  expect(recorded.jobs.map(({ kind }) => kind)).toEqual(['project', 'decode', 'project', 'decode']);
  const [words, batch, newWords] = recorded.jobs.map(({ contents }) => contents[0]);
  expect(wordsOf(words).wordIds).toEqual([1, 2, 3]);
  expect(lengthsOf(batch)).toEqual([3, 1]);
  // b is remembered, ab is not.
  expect(wordsOf(newWords).wordIds).toHaveLength(1);
});

test('it can be repeated, with the network and without it', () => {
  const recorded = recordTagging(randomTagger({ isTraining: false }), groups);
  const before = recorded.jobs.map(({ answers }) => answers.map((ids) => Array.from(ids)));
  recorded.repeat();
  recorded.repeatAnswered();
  recorded.jobs.forEach(recorded.runAgain);
  expect(recorded.jobs.map(({ answers }) => answers.map((ids) => Array.from(ids)))).toEqual(before);
  expect(recorded.tagSentences(groups[0])).toEqual(recorded.spans[0]);
});
