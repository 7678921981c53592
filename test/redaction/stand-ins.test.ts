import { expect, test } from '@jest/globals';
import {
  escapeLookAlikes,
  isStandIn,
  Pseudonyms,
  plainStandIn,
  replaceStandIns,
} from '../../src/redaction/stand-ins.js';

test('the same name of the same type has the same stand-in, any other has another', () => {
  const pseudonyms = new Pseudonyms();
  const standIns = [
    { label: 'PER', text: 'Theodore Roosevelt' },
    { label: 'PER', text: 'Mr. Roosevelt' },
    { label: 'LOC', text: 'Washington' },
    { label: 'PER', text: 'Washington' },
    { label: 'PER', text: 'Theodore Roosevelt' },
    { label: 'PER', text: 'theodore roosevelt' },
  ].map((entity) => pseudonyms.standInOf(entity));
  expect(standIns).toEqual(['[PER_1]', '[PER_2]', '[LOC_1]', '[PER_3]', '[PER_1]', '[PER_4]']);
  expect(pseudonyms.count).toBe(5);
});

test('types that look alike in a stand-in share its numbers', () => {
  const pseudonyms = new Pseudonyms();
  const labels = ['A]', 'A-', 'A_1', 'A', '[\\ \n', ''];
  const standIns = labels.map((label) => pseudonyms.standInOf({ label, text: 'x' }));
  expect(standIns).toEqual(['[A-_1]', '[A-_2]', '[A_1_1]', '[A_1]', '[----_1]', '[-_1]']);
  for (const standIn of standIns) expect(isStandIn(standIn)).toBe(true);
  expect(labels.map(plainStandIn)).toEqual(['[A-]', '[A-]', '[A_1]', '[A]', '[----]', '[-]']);
});

test.each([
  ['[PER_1]', '[\\PER_1]'],
  ['[\\PER_1]', '[\\\\PER_1]'],
  ['[[PER_1]]', '[[\\PER_1]]'],
  ['[PER_1][fig_12]', '[\\PER_1][\\fig_12]'],
  [
    '[PER] [PER_0] [PER_01] [PER_x] [a b_1] [_1] PER_1',
    '[PER] [PER_0] [PER_01] [PER_x] [a b_1] [_1] PER_1',
  ],
  ['[PER_1', '[PER_1'],
])('%s is escaped as %s', (text, escaped) => {
  expect(escapeLookAlikes(text)).toBe(escaped);
  expect(
    replaceStandIns(escaped, () => {
      throw new Error('expected no stand-in');
    }),
  ).toBe(text);
});

test('what a stand-in stands for is not read again', () => {
  expect(replaceStandIns('[PER_1] [PER_2]', () => '[\\PER_2] $& $1')).toBe(
    '[\\PER_2] $& $1 [\\PER_2] $& $1',
  );
});
