import { expect, test } from '@jest/globals';
import { DenyList } from '../../src/lists/deny-list.js';
import type { DenyEntry } from '../../src/lists/list-entry.js';

function denyListOf(entries: readonly DenyEntry[], ignoresCase = false): DenyList {
  const deny = new DenyList(ignoresCase);
  for (const entry of entries) deny.add(entry);
  return deny;
}

test('a text is denied as a whole, whatever its type', () => {
  const deny = denyListOf([{ text: 'New York' }]);
  expect(deny.denies({ text: 'New York', label: 'LOC' })).toBe(true);
  expect(deny.denies({ text: 'New\u00a0 York', label: 'ORG' })).toBe(true);
  for (const text of ['New', 'New York Times', 'The New York', 'new york', '']) {
    expect(deny.denies({ text, label: 'LOC' })).toBe(false);
  }
});

test('with a label, a text is denied only as that type', () => {
  const deny = denyListOf([
    { text: 'May', label: 'PER' },
    { text: 'May', label: 'ORG' },
    { text: 'June' },
  ]);
  expect(deny.denies({ text: 'May', label: 'PER' })).toBe(true);
  expect(deny.denies({ text: 'May', label: 'ORG' })).toBe(true);
  expect(deny.denies({ text: 'May', label: 'LOC' })).toBe(false);
  expect(deny.denies({ text: 'June', label: 'LOC' })).toBe(true);
});

test('case is ignored if the list or the entry says so', () => {
  const deny = denyListOf([{ text: 'May' }, { text: 'June', caseSensitive: true }], true);
  expect(deny.denies({ text: 'MAY', label: 'PER' })).toBe(true);
  expect(deny.denies({ text: 'JUNE', label: 'PER' })).toBe(false);
  expect(deny.denies({ text: 'June', label: 'PER' })).toBe(true);
});

test('an entry is new unless the same text has the same label', () => {
  const deny = new DenyList(false);
  expect(deny.add({ text: 'May' })).toBe(true);
  expect(deny.add({ text: 'May', label: 'PER' })).toBe(true);
  expect(deny.add({ text: ' May ', label: 'PER' })).toBe(false);
  expect(deny.add({ text: 'May' })).toBe(false);
});
