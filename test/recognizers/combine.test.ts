import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Entity } from '../../src/entities/entity.js';
import { addRecognized } from '../../src/recognizers/add-recognized.js';
import { combine, entityAt } from '../../src/recognizers/combine.js';

/** Entities at the places of words in a text. */
const at = (text: string, ...places: readonly (readonly [string, string])[]): Entity[] =>
  places.map(([label, word]) => {
    const start = text.indexOf(word);
    return entityAt(text, label, start, start + word.length);
  });

test.each<[string, string, [string, string][], [string, string][], [string, string][]]>([
  [
    'both stay if they are apart',
    'Ann, a@b.org',
    [['PER', 'Ann']],
    [['EMAIL', 'a@b.org']],
    [
      ['PER', 'Ann'],
      ['EMAIL', 'a@b.org'],
    ],
  ],
  [
    'of the same place, the upper one stays',
    'b.org',
    [['ORG', 'b.org']],
    [['URL', 'b.org']],
    [['URL', 'b.org']],
  ],
  [
    'a part of a lower entity is dropped',
    'b.org Inc',
    [['ORG', 'b.org Inc']],
    [['URL', 'b.org']],
    [['ORG', 'b.org Inc']],
  ],
  [
    'parts of an upper entity are dropped',
    'a.b@c.org',
    [
      ['PER', 'a'],
      ['PER', 'b'],
    ],
    [['EMAIL', 'a.b@c.org']],
    [['EMAIL', 'a.b@c.org']],
  ],
  [
    'a lower entity keeps what is outside',
    'Ann Lee (ann@b.org)',
    [['PER', 'Ann Lee (ann']],
    [['EMAIL', 'ann@b.org']],
    [
      ['PER', 'Ann Lee'],
      ['EMAIL', 'ann@b.org'],
    ],
  ],
  [
    'an upper entity may cut two lower ones',
    'Ann Lee Tom Roe',
    [
      ['PER', 'Ann Lee'],
      ['PER', 'Tom Roe'],
    ],
    [['X', 'Lee Tom']],
    [
      ['PER', 'Ann'],
      ['X', 'Lee Tom'],
      ['PER', 'Roe'],
    ],
  ],
  ['marks alone are no piece', 'a.b, c', [['PER', 'b,']], [['X', 'a.b']], [['X', 'a.b']]],
])('%s', (_, text, lower, upper, expected) => {
  expect(combine(text, at(text, ...lower), at(text, ...upper))).toEqual(at(text, ...expected));
});

/** Random entities of a text, without overlaps. */
const entitiesOf = (text: string, label: string) =>
  fc.array(fc.nat(text.length), { maxLength: 8 }).map((places) => {
    const sorted = [...new Set(places)].sort((a, b) => a - b);
    return sorted
      .slice(1)
      .map((end, index) => entityAt(text, label, sorted[index], end))
      .filter((_, index) => index % 2 === 0);
  });

const cases = fc
  .string({ unit: fc.constantFrom('a', 'b', ' ', ',') })
  .chain((text) => fc.tuple(fc.constant(text), entitiesOf(text, 'L'), entitiesOf(text, 'U')));

test('what either list covers stays covered, in order and without overlaps', () => {
  fc.assert(
    fc.property(cases, ([text, lower, upper]) => {
      const combined = combine(text, lower, upper);
      let last = 0;
      for (const entity of combined) {
        expect(entity.start).toBeGreaterThanOrEqual(last);
        expect(entity.end).toBeGreaterThan(entity.start);
        expect(entity.text).toBe(text.slice(entity.start, entity.end));
        last = entity.end;
      }
      const covers = (entities: readonly Entity[], place: number) =>
        entities.some(({ start, end }) => start <= place && place < end);
      for (const [place, character] of [...text].entries()) {
        if (!/[a-z]/.test(character)) continue;
        expect(covers(combined, place)).toBe(covers(lower, place) || covers(upper, place));
      }
    }),
  );
});

test('a piece loses what the tagger said of the whole, and a whole entity keeps it', () => {
  const text = 'Ann Lee ann@b.org';
  const [whole, cut] = [
    { ...entityAt(text, 'PER', 0, 3), confidence: 0.9 },
    { ...entityAt(text, 'PER', 4, 11), confidence: 0.8 },
  ];
  const [email] = at(text, ['EMAIL', 'ann@b.org']);
  expect(combine(text, [whole, cut], [email])).toEqual([whole, entityAt(text, 'PER', 4, 7), email]);
});

test('of two recognizers, the first has what both find', () => {
  const text = 'a 12 b';
  const find = () => [{ start: 2, end: 4 }];
  const refine = addRecognized([
    { label: 'FIRST', find },
    { label: 'SECOND', find },
  ]);
  expect(refine({ text, sentences: [], entities: [] }).entities).toEqual(at(text, ['FIRST', '12']));
});
