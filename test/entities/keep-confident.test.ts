import { expect, test } from '@jest/globals';
import { keepConfident } from '../../src/entities/keep-confident.js';

test('entities below the confidence are dropped; those without one stay', () => {
  const entity = (start: number, confidence?: number) => {
    const plain = { label: 'PER', text: 'x', start, end: start + 1 };
    return confidence === undefined ? plain : { ...plain, confidence };
  };
  const entities = [entity(0, 0.5), entity(2), entity(4, 0.49), entity(6, 0.9)];
  const tagged = { text: 'x x x x', sentences: [], entities };
  expect(keepConfident(0.5)(tagged)).toEqual({
    ...tagged,
    entities: [entities[0], entities[1], entities[3]],
  });
  expect(keepConfident(0)(tagged)).toEqual(tagged);
});
