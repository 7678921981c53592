import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import {
  type DrawnName,
  drawName,
  originalNames,
  type Region,
  swapNames,
} from '../../models/swap-names.js';
import { parseConll } from '../../src/corpora/conll.js';
import { readConll } from '../../src/corpora/conll-file.js';
import { createRandom } from '../../src/tensors/random.js';

const regions: Region[] = JSON.parse(readFileSync('models/names-by-region.json', 'utf8'));

const sentenceOf = (...rows: readonly string[]) =>
  parseConll(Buffer.from(rows.join('\n')), 'rows').sentences[0];

const drawn = (given: string, family: string, order: DrawnName['order'] = 'given family') => {
  return { gender: 'women', given: given.split(' '), family: family.split(' '), order } as const;
};

/** Draws these names, one after the other. */
function drawing(...names: readonly DrawnName[]): () => DrawnName {
  const left = [...names];
  return () => left.shift()!;
}

test('a full name is replaced, the same one by the same one, and its parts with it', () => {
  const sentence = sentenceOf(
    ...['Ann B-PER', 'Lee I-PER', 'met O', 'Bo B-PER', 'B. I-PER', 'Ek I-PER', ';  O'],
    ...['Lee B-PER', 'saw O', 'Ann B-PER', 'Lee I-PER', 'and O', 'Cher B-PER', 'in O', 'Lee B-LOC'],
  );
  const names = [drawn('Yaw', 'Dela Cruz'), drawn('Thi Lan', 'Vu', 'family given')];
  const swapped = swapNames(sentence, drawing(...names));
  expect(swapped.tokens.join(' ')).toBe(
    'Yaw Dela Cruz met Vu Thi Lan ; Dela Cruz saw Yaw Dela Cruz and Cher in Lee',
  );
  expect(swapped.names.map(({ span }) => [span.start, span.end])).toEqual([
    ...[
      [0, 3],
      [4, 7],
      [11, 14],
    ],
  ]);
});

test('a name in capitals is replaced by one in capitals', () => {
  const sentence = sentenceOf('J. B-PER', 'LEE I-PER', 'LEFT O');
  expect(swapNames(sentence, drawing(drawn('Yaw', 'Ba'))).tokens).toEqual(['YAW', 'BA', 'LEFT']);
});

test('only sentences with a full name have original names', () => {
  expect(originalNames(sentenceOf('Ann B-PER', 'left O'))).toBeUndefined();
  expect(originalNames(sentenceOf('New B-LOC', 'York I-LOC'))).toBeUndefined();
  const [name] = originalNames(sentenceOf('Ann B-PER', 'Lee I-PER'))!.names;
  expect(name).toEqual({ span: { label: 'PER', start: 0, end: 2 } });
});

test('there are ten regions, each with 30 different given names, half for women, and 30 family names', () => {
  expect(regions).toHaveLength(10);
  for (const { groups } of regions) {
    const count = (kind: 'women' | 'men' | 'family') =>
      new Set(groups.flatMap((group) => group[kind])).size;
    expect([count('women'), count('men'), count('family')]).toEqual([15, 15, 30]);
  }
});

test('every name is written with a capital, and only letters, hyphens and spaces', () => {
  const names = regions.flatMap(({ groups }) =>
    groups.flatMap(({ women, men, family }) => [...women, ...men, ...family]),
  );
  expect(names.filter((name) => !/^[\p{L} -]*\p{Lu}[\p{L} -]*$/u.test(name))).toEqual([]);
});

test('no name that can be drawn is a name of the test whose names are replaced', async () => {
  const { sentences } = await readConll('data/news/test.conll');
  const known = new Set(
    sentences.flatMap(({ tokens, spans }) =>
      spans.map(({ start, end }) => tokens.slice(start, end).join(' ')),
    ),
  );
  const names = regions.flatMap(({ groups }) =>
    groups.flatMap(({ women, men, family }) =>
      [...women, ...men].flatMap((given) => family.map((name) => `${given} ${name}`)),
    ),
  );
  expect(names.filter((name) => known.has(name))).toEqual([]);
});

test('the same seed draws the same names, of a given and a family name of one group', () => {
  for (const region of regions) {
    const [one, other] = [createRandom(7), createRandom(7)];
    for (let n = 0; n < 50; n++) {
      const name = drawName(region, one);
      expect(drawName(region, other)).toEqual(name);
      const isOf = region.groups.some(
        (group) =>
          group[name.gender].includes(name.given.join(' ')) &&
          group.family.includes(name.family.join(' ')),
      );
      expect(isOf).toBe(true);
    }
  }
});
