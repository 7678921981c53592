// Examples are those of seqeval 1.2.2, tests/test_scheme.py, where BILOU is tested as IOBES is.
import { expect, test } from '@jest/globals';
import { detectScheme, type SeqevalScheme, strictEntities } from './seqeval-scheme.js';

/** Tags, then the entities as `TYPE start end`, for each of the tables in test_scheme.py. */
const examples: Readonly<Record<SeqevalScheme, readonly (readonly [string, ...string[]])[]>> = {
  IOB1: [
    ['B-PER'],
    ['I-PER', 'PER 0 1'],
    ['O I-PER', 'PER 1 2'],
    ['O B-PER'],
    ['I-PER O', 'PER 0 1'],
    ['I-PER I-PER', 'PER 0 2'],
    ['I-PER I-ORG', 'PER 0 1', 'ORG 1 2'],
    ['I-PER B-PER', 'PER 0 1', 'PER 1 2'],
    ['I-PER B-ORG', 'PER 0 1'],
    ['B-PER O'],
    ['B-PER I-PER', 'PER 1 2'],
    ['B-PER I-ORG', 'ORG 1 2'],
    ['B-PER B-PER', 'PER 1 2'],
    ['B-PER B-ORG'],
    ['I B', '_ 0 1', '_ 1 2'],
  ],
  IOB2: [
    ['B-PER', 'PER 0 1'],
    ['I-PER'],
    ['O I-PER'],
    ['O B-PER', 'PER 1 2'],
    ['I-PER O'],
    ['I-PER I-PER'],
    ['I-PER I-ORG'],
    ['I-PER B-PER', 'PER 1 2'],
    ['I-PER B-ORG', 'ORG 1 2'],
    ['B-PER O', 'PER 0 1'],
    ['B-PER I-PER', 'PER 0 2'],
    ['B-PER I-ORG', 'PER 0 1'],
    ['B-PER B-PER', 'PER 0 1', 'PER 1 2'],
    ['B-PER B-ORG', 'PER 0 1', 'ORG 1 2'],
    ['B I', '_ 0 2'],
  ],
  IOE1: [
    ['E-PER'],
    ['I-PER', 'PER 0 1'],
    ['O E-PER'],
    ['I-PER I-ORG', 'PER 0 1', 'ORG 1 2'],
    ['I-PER E-ORG', 'PER 0 1'],
    ['E-PER I-PER', 'PER 1 2'],
    ['E-PER E-PER'],
  ],
  IOE2: [
    ['E-PER', 'PER 0 1'],
    ['I-PER'],
    ['O E-PER', 'PER 1 2'],
    ['I-PER I-ORG'],
    ['I-PER E-PER', 'PER 0 2'],
    ['I-PER E-ORG', 'ORG 1 2'],
    ['E-PER I-PER', 'PER 0 1'],
    ['E-PER E-PER', 'PER 0 1', 'PER 1 2'],
  ],
  IOBES: [
    ['I-PER'],
    ['B-PER'],
    ['E-PER'],
    ['S-PER', 'PER 0 1'],
    ['O S-PER', 'PER 1 2'],
    ['I-PER B-PER'],
    ['I-PER E-PER'],
    ['I-PER S-PER', 'PER 1 2'],
    ['B-PER I-PER'],
    ['B-PER B-PER'],
    ['B-PER E-PER', 'PER 0 2'],
    ['B-PER E-ORG'],
    ['B-PER S-PER', 'PER 1 2'],
    ['E-PER E-PER'],
    ['E-PER S-PER', 'PER 1 2'],
    ['S-PER I-PER', 'PER 0 1'],
    ['S-PER B-PER', 'PER 0 1'],
    ['S-PER S-PER', 'PER 0 1', 'PER 1 2'],
    ['B E', '_ 0 2'],
  ],
  BILOU: [
    ['B-PER'],
    ['L-PER'],
    ['U-PER', 'PER 0 1'],
    ['B-PER L-PER', 'PER 0 2'],
    ['B-PER L-ORG'],
    ['B-PER I-PER L-PER', 'PER 0 3'],
    ['U-PER B-PER', 'PER 0 1'],
    ['U-PER U-PER', 'PER 0 1', 'PER 1 2'],
  ],
};

test.each(
  Object.entries(examples).flatMap(([scheme, rows]) =>
    rows.map(([tags, ...entities]) => ({ scheme: scheme as SeqevalScheme, tags, entities })),
  ),
)('$tags in $scheme has the entities $entities', ({ scheme, tags, entities }) => {
  const found = strictEntities(tags.split(' '), scheme);
  expect(found.map(({ type, start, end }) => `${type} ${start} ${end}`)).toEqual(entities);
});

test.each(Object.keys(examples) as SeqevalScheme[])('no tags of %s have no entities', (scheme) => {
  expect(strictEntities([], scheme)).toEqual([]);
  expect(strictEntities(['O'], scheme)).toEqual([]);
});

test('outer hyphens are no part of a type, inner ones are', () => {
  expect(strictEntities(['B--ORG-COMPANY-'], 'IOB2')).toEqual([
    { type: 'ORG-COMPANY', start: 0, end: 1 },
  ]);
});

test.each([
  { tag: 'E-PER', scheme: 'IOB2' },
  { tag: 'S-PER', scheme: 'BILOU' },
  { tag: 'M-PER', scheme: 'IOBES' },
] as const)('$tag is no tag of $scheme', ({ tag, scheme }) => {
  expect(() => strictEntities(['O', tag], scheme)).toThrow(
    `expected a tag of ${scheme}, found "${tag}"`,
  );
});

test.each([
  { tags: 'B-PER I-PER O', scheme: 'IOB2' },
  { tags: 'B-PER', scheme: 'IOB2' },
  { tags: 'E-PER O', scheme: 'IOE2' },
  { tags: 'B-PER E-PER O', scheme: 'IOBES' },
  { tags: 'S-PER', scheme: 'IOBES' },
  { tags: 'U-PER', scheme: 'BILOU' },
  { tags: 'B-PER I-PER L-PER O U-PER', scheme: 'BILOU' },
])('$scheme is detected in $tags', ({ tags, scheme }) => {
  expect(detectScheme([tags.split(' ')])).toBe(scheme);
});

test.each([
  { name: 'IOB1', tags: ['I-PER', 'O'], prefixes: 'IO' },
  { name: 'O alone', tags: ['O'], prefixes: 'O' },
  { name: 'S and O', tags: ['S-PER', 'O'], prefixes: 'OS' },
  { name: 'no tags', tags: [], prefixes: '' },
  { name: 'a mixture', tags: ['L-PER', 'E-PER'], prefixes: 'EL' },
])('$name has no scheme that is detected', ({ tags, prefixes }) => {
  expect(() => detectScheme([tags])).toThrow(
    `expected prefixes of a known scheme, found "${prefixes}"`,
  );
});
