import { expect, test } from '@jest/globals';
import { keepTypes } from '../../src/entities/keep-types.js';

test('entities of other types are dropped', () => {
  const entities = ['PER', 'LOC', 'ORG', 'PER'].map((label, start) => ({
    label,
    text: 'x',
    start,
    end: start + 1,
  }));
  const tagged = { text: 'xxxx', sentences: [], entities };
  const kept = keepTypes(['PER', 'LOC'])(tagged);
  expect(kept).toEqual({ ...tagged, entities: [entities[0], entities[1], entities[3]] });
});
