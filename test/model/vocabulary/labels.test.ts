import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLabels } from '../../../src/model/vocabulary/labels.js';
import { arbitrarySpans } from '../../corpora/arbitrary-spans.js';

const types = ['LOC', 'PER', 'creative-work', 'Ö_2'];

test('O is label 0, and each type has the four tags of IOBES', () => {
  const { tags } = createLabels(['LOC', 'PER']);
  expect(tags).toEqual([
    ...['O', 'B-LOC', 'I-LOC', 'E-LOC', 'S-LOC', 'B-PER', 'I-PER', 'E-PER', 'S-PER'],
  ]);
});

test('the labels of an entity are found by their place', () => {
  const { tags, ofEntities } = createLabels(types);
  expect(ofEntities.map(({ type }) => type)).toEqual(types);
  for (const { type, begin, inside, end, single } of ofEntities) {
    expect([begin, inside, end, single].map((label) => tags[label])).toEqual(
      ['B', 'I', 'E', 'S'].map((place) => `${place}-${type}`),
    );
  }
});

test('decoding what was encoded gives the same spans', () => {
  const labels = createLabels(types);
  fc.assert(
    fc.property(arbitrarySpans, ({ spans, length }) => {
      const ids = labels.encode(spans, length);
      expect(ids).toHaveLength(length);
      expect(labels.decode(ids)).toEqual(spans);
    }),
  );
});

test('encoded labels are legal from edge to edge', () => {
  const labels = createLabels(types);
  fc.assert(
    fc.property(arbitrarySpans, ({ spans, length }) => {
      const path = [null, ...labels.encode(spans, length), null];
      for (let k = 1; k < path.length; k++) {
        expect(labels.isLegal(path[k - 1], path[k])).toBe(true);
      }
    }),
  );
});

// The rules of IOBES in words: B and I want an I or E of their own label next, all else wants a
// beginning, O or the end.
test('a label may follow another exactly if IOBES allows it', () => {
  const { tags, isLegal } = createLabels(['LOC', 'PER']);
  const ids = [null, ...tags.keys()];
  const nameOf = (id: number | null) => (id === null ? 'edge' : tags[id]);
  for (const previous of ids) {
    for (const next of ids) {
      const [before, after] = [nameOf(previous), nameOf(next)];
      const goesOn = /^[BI]-/.test(before);
      const expected = goesOn
        ? /^[IE]-/.test(after) && before.slice(2) === after.slice(2)
        : /^(?:edge|O|[BS]-.*)$/.test(after);
      expect({ before, after, legal: isLegal(previous, next) }).toEqual({
        before,
        after,
        legal: expected,
      });
    }
  }
});

test('a span of a type that the labels do not have is a bug, not a label', () => {
  const spans = [{ label: 'ORG', start: 0, end: 1 }];
  expect(() => createLabels(['PER']).encode(spans, 1)).toThrow('no label for the tag S-ORG');
});
