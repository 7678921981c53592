import { expect, test } from '@jest/globals';
import { suggest } from '../../../src/cli/flags/suggest.js';

const names = ['epochs', 'learning-rate', 'learning-rate-decay', 'dev', 'word-dimension'];

test.each([
  ['epoch', 'epochs'],
  ['EPOCHS', 'epochs'],
  ['learningRate', 'learning-rate'],
  ['learnig-rate', 'learning-rate'],
  ['dve', 'dev'],
  ['word-dim', 'word-dimension'],
])('%s suggests %s', (word, meant) => {
  expect(suggest(word, names)).toBe(meant);
});

test.each(['threads', 'x', ''])('nothing is suggested for "%s"', (word) => {
  expect(suggest(word, names)).toBeUndefined();
});
