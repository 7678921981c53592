import { expect, test } from '@jest/globals';
import type { Line } from '../../../src/cli/formats/format.js';
import { createColumnGatherer } from '../../../src/cli/tag/column-passages.js';

const line = (text: string): Line => ({ text, end: '\n' });

test('a sentence is a passage with its lines', () => {
  const gatherer = createColumnGatherer('\n');
  gatherer.addOther(line('# x'));
  gatherer.addRow(line('a O'), 'a');
  gatherer.addRow(line('b O'), 'b');
  expect(gatherer.takeWhole()).toEqual([]);
  gatherer.addOther(line(' '));
  const rows = [line('a O'), line('b O')];
  expect(gatherer.takeWhole()).toEqual([
    { text: 'a b', end: '\n', before: '\n# x\n', rows, after: ' \n' },
  ]);
  expect(gatherer.finish()).toEqual([]);
});

test('a long sentence is parted, and its parts joined are its tokens with a space between two', () => {
  const gatherer = createColumnGatherer('', 2);
  for (const token of ['a', 'b', 'c', 'd', 'e']) gatherer.addRow(line(token), token);
  const parts = gatherer.takeWhole();
  expect(parts.map(({ text, end }) => [text, end])).toEqual([
    ['a b', undefined],
    [' c d', undefined],
  ]);
  const rest = gatherer.finish();
  expect(rest.map(({ text, end }) => [text, end])).toEqual([[' e', '\n']]);
});

test('a sentence that just fits is not parted, nor the one after it continued', () => {
  const gatherer = createColumnGatherer('', 2);
  for (const token of ['a', 'b', 'c', '', 'd', 'e', '']) {
    if (token === '') gatherer.addOther(line(''));
    else gatherer.addRow(line(token), token);
  }
  expect(gatherer.finish().map(({ text, end }) => [text, end])).toEqual([
    ['a b', undefined],
    [' c', '\n'],
    ['d e', '\n'],
  ]);
});

test('lines without a row do not wait for one, and are no line of the text', () => {
  const gatherer = createColumnGatherer('');
  gatherer.addOther(line('# x'));
  expect(gatherer.takeWhole()).toEqual([
    { text: '', end: undefined, before: '# x\n', rows: [], after: '' },
  ]);
});
