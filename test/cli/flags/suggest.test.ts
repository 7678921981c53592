import { expect, test } from '@jest/globals';
import {
  renderChoiceSuggestion,
  renderFlagSuggestion,
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

test.each([
  ['input-format', ['from', 'to'], 'from'],
  ['input-offsets', ['offsets', 'input-format'], 'offsets'],
  ['output-format', ['from', 'to'], 'to'],
  ['format', ['from', 'to', 'force'], 'to'],
  ['format', ['input-format', 'force'], 'input-format'],
  ['from', ['format', 'input-format'], 'input-format'],
  ['to', ['format', 'input'], 'format'],
  ['constructor', ['dev', 'construct'], 'construct'],
  ['epoch', ['epochs'], 'epochs'],
])('the flag %s among %p suggests --%s', (word, flags, meant) => {
  expect(renderFlagSuggestion(word, flags)).toBe(`; did you mean --${meant}?`);
});

test.each(['format', 'forc', 'forced', 'FORCE', 'no-forc'])(
  '--%s never suggests --force',
  (word) => {
    expect(renderFlagSuggestion(word, ['force', 'no-force'])).toBe('');
  },
);

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
