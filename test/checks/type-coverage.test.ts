import { expect, test } from '@jest/globals';
import {
  findMissingEntities,
  findRareTypes,
  findUnknownTypes,
} from '../../src/checks/type-coverage.js';
import { parsed } from './parsed.js';

test('a file without entities is found', () => {
  expect(findMissingEntities(parsed('a O\n'))).toEqual([
    { kind: 'no-entities', place: { path: 'f.conll' }, message: 'every token has the tag O' },
  ]);
  expect(findMissingEntities(parsed('a B-PER\n'))).toEqual([]);
  expect(findMissingEntities(parsed(''))).toEqual([]);
});

test('types with fewer than ten entities are found, the rarest first', () => {
  const text = `${'a B-PER\n\n'.repeat(10)}${'b B-LOC\n\n'.repeat(9)}c O\nd B-ORG\n`;
  expect(findRareTypes(parsed(text))).toEqual([
    {
      kind: 'rare-type',
      place: { path: 'f.conll', line: 40 },
      message: 'ORG: 1 entity',
      excerpt: 'c [d]',
    },
    {
      kind: 'rare-type',
      place: { path: 'f.conll', line: 21 },
      message: 'LOC: 9 entities',
      excerpt: '[b]',
    },
  ]);
});

test('types that the first file lacks are found in each other file', () => {
  const first = parsed('a B-PER\n', 'train');
  const others = [parsed('b B-LOC\nc B-LOC\n', 'dev'), parsed('d B-PER\ne B-LOC\n', 'test')];
  expect(findUnknownTypes(first, others)).toEqual([
    {
      kind: 'unknown-type',
      place: { path: 'dev', line: 1 },
      message: 'LOC: 2 entities here, none in train',
      excerpt: '[b] c',
    },
    {
      kind: 'unknown-type',
      place: { path: 'test', line: 2 },
      message: 'LOC: 1 entity here, none in train',
      excerpt: 'd [e]',
    },
  ]);
});

test('if the first file has no entities, its types are not compared', () => {
  expect(findUnknownTypes(parsed('', 'train'), [parsed('b B-LOC\n', 'dev')])).toEqual([]);
});
