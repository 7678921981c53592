import { expect, test } from '@jest/globals';
import {
  renderChoiceSuggestion,
  renderSuggestion,
  suggest,
} from '../../../src/cli/flags/suggest.js';

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

test('a suggestion ends an error, spelled as it is to be typed', () => {
  expect(renderSuggestion('epoch', names)).toBe('; did you mean epochs?');
  expect(renderSuggestion('dve', names, (name) => `--${name}`)).toBe('; did you mean --dev?');
  expect(renderSuggestion('threads', names)).toBe('');
});

const choices = ['fast', 'default', 'accurate', 'IOB2'];

test.each([
  ['acurate', 'accurate'],
  ['FAST', 'fast'],
  ['acc', 'accurate'],
  ['iob', 'IOB2'],
])('the value %s suggests %s', (value, meant) => {
  expect(renderChoiceSuggestion(value, choices)).toBe(`; did you mean ${meant}?`);
});

test.each(['best', 'quick', '', 3, null])('nothing is suggested for the value %p', (value) => {
  expect(renderChoiceSuggestion(value, choices)).toBe('');
});

test('nothing is suggested if any value is accepted', () => {
  expect(renderChoiceSuggestion('acurate')).toBe('');
});
