import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { columnTokens } from '../../src/corpora/columns.js';
import { Gazetteer } from '../../src/lists/gazetteer.js';
import type { GazetteerEntry } from '../../src/lists/list-entry.js';
import { createNamedTokenizer, tokenizerNames } from '../../src/text/tokenizers.js';
import { naiveNames, untagged } from './naive-lists.js';

function gazetteerOf(entries: readonly GazetteerEntry[], ignoresCase = false): Gazetteer {
  const gazetteer = new Gazetteer(ignoresCase);
  for (const entry of entries) gazetteer.add(entry);
  return gazetteer;
}

const names = (...texts: string[]) => texts.map((text) => ({ text, label: 'X' }));

/** The texts of the names that are found. */
const textsFound = (text: string, entries: readonly GazetteerEntry[], ignoresCase = false) =>
  gazetteerOf(entries, ignoresCase)
    .find(untagged(text), [])
    .map((entity) => entity.text);

test('a name has its label, its id, and its place in UTF-16 units', () => {
  const gazetteer = gazetteerOf([
    { text: 'New York', label: 'LOC', id: 'Q60' },
    { text: 'Teddy', label: 'PER' },
  ]);
  const text = '😀 Teddy saw New  York.';
  expect(gazetteer.find(untagged(text), [])).toEqual([
    { label: 'PER', text: 'Teddy', start: 3, end: 8 },
    { label: 'LOC', text: 'New  York', start: 13, end: 22, id: 'Q60' },
  ]);
  expect(gazetteer.labels).toEqual(['LOC', 'PER']);
});

test('at each place the longest name is found, from left to right', () => {
  const entries = names('New York', 'New York Times', 'York Times Square', 'Times Square');
  expect(textsFound('The New York Times Square', entries)).toEqual(['New York Times']);
  expect(textsFound('New York Tim', entries)).toEqual(['New York']);
  // The longest name begins like this one, but goes on differently.
  expect(textsFound('New York Times and York Times Square', entries)).toEqual([
    'New York Times',
    'York Times Square',
  ]);
});

test.each([
  ['Yorkshire', 'York', []],
  ['New Yorker', 'New York', []],
  ['the teddies', 'teddy', []],
  ['Teddys', 'Teddy', []],
  ['a 😀👍🏽 b', '👍', []],
  ["We don't", 'do', ['do']],
  ["We don't", 'don', []],
  ["We don't", "don't", ["don't"]],
  ["We don'tn't", "don't", ["don't"]],
  ["Don't Panic sang", "Don't Panic", ["Don't Panic"]],
  ['Do n’t Panic sang', "Don't Panic", ['Do n’t Panic']],
  ["Macy's opens", 'Macy', ['Macy']],
  ["Macy's opens", "Macy's", ["Macy's"]],
  ["Macy 's opens", "Macy's", ["Macy 's"]],
  ['AT&T rose', 'AT&T', ['AT&T']],
  ['AT & T rose', 'AT&T', ['AT & T']],
  ["Mr. O'Neill left", 'O’Neill', ["O'Neill"]],
  ['Yahoo! Inc. rose', 'Yahoo! Inc.', ['Yahoo! Inc.']],
  ['Plan B. is it', 'Plan B.', ['Plan B.']],
  ['It is plan B.', 'plan B', ['plan B']],
  ['It is plan B.', 'plan B.', ['plan B.']],
  ['A.J. Ayer wrote', 'A. J. Ayer', ['A.J. Ayer']],
  ['the 👨‍👩‍👧 Café', '👨‍👩‍👧 Cafe\u0301', ['👨‍👩‍👧 Café']],
  ['the Cafe\u0301 here', 'Café', ['Cafe\u0301']],
  ['in 東京 here', '東京', ['東京']],
  ['Teddy\u00a0Roosevelt left', ' Teddy \n Roosevelt ', ['Teddy\u00a0Roosevelt']],
  ['so C++ is', 'C++', ['C++']],
  ['so C# is', 'C#', ['C#']],
  ['TEDDY teddy', 'Teddy', []],
  // A sentence ends inside the word, between the accent and the letters.
  ['.\u0301New', '.\u0301New', ['.\u0301New']],
])('in %j the entry %j is found as %j', (text, entry, expected) => {
  expect(textsFound(text, names(entry))).toEqual(expected);
});

test('a name is found if the tokenizer cuts its last word', () => {
  const tagged = untagged('in 東京 here', [], createNamedTokenizer('characters'));
  expect(tagged.sentences.flat().map(({ text }) => text)).toContain('京');
  expect(gazetteerOf(names('東京')).find(tagged, [])).toMatchObject([{ start: 3, end: 5 }]);
});

test('without case, a name is found in any, also beyond ASCII', () => {
  const entries = names('Teddy', 'Straße', 'ΟΔΟΣ', 'Çelik', 'İzmir');
  const text = 'TEDDY teddy Teddy, STRASSE οδός οδος çelik İZMIR i̇zmir';
  expect(textsFound(text, entries, true)).toEqual(
    ['TEDDY teddy Teddy STRASSE οδος çelik', 'i̇zmir'].join(' ').split(' ').toSpliced(6, 0, 'İZMIR'),
  );
});

test('an entry overrides the rule of the list, and of equally long names the one with case wins', () => {
  const gazetteer = gazetteerOf(
    [
      { text: 'us', label: 'PRON', caseSensitive: false },
      { text: 'US', label: 'LOC' },
      { text: 'us army', label: 'ORG', caseSensitive: false },
    ],
    false,
  );
  const found = gazetteer.find(untagged('us US Us and the US Army'), []);
  expect(found.map(({ label }) => label)).toEqual(['PRON', 'LOC', 'PRON', 'ORG']);
  const strict = gazetteerOf([{ text: 'US', label: 'LOC', caseSensitive: true }], true);
  expect(strict.find(untagged('us US'), [])).toMatchObject([{ start: 3 }]);
});

test('the first entry of a name counts, and the others are reported', () => {
  const gazetteer = new Gazetteer(true);
  const paris = { text: 'Paris', label: 'LOC' };
  expect(gazetteer.add(paris)).toBe('new');
  expect(gazetteer.add({ text: ' PARIS', label: 'LOC' })).toBe('repeated');
  expect(gazetteer.add({ ...paris, label: 'PER' })).toEqual({ earlier: { label: 'LOC' } });
  expect(gazetteer.add({ ...paris, id: 'Q90' })).toEqual({ earlier: { label: 'LOC' } });
  expect(gazetteer.add({ ...paris, label: 'PER', caseSensitive: true })).toBe('new');
  expect(gazetteer.lookUp('paris')).toEqual({ label: 'LOC' });
  expect(gazetteer.lookUp('Paris')).toEqual({ label: 'PER' });
  expect(gazetteer.lookUp('Paris Hilton')).toBeUndefined();
});

test('ids come back as they were, whatever they hold', () => {
  const ids = ['Q1', '', '😀', '\ud800', 'é\u0000'].map((id) => id || undefined);
  const gazetteer = gazetteerOf(ids.map((id, n) => ({ text: `name ${n}`, label: 'X', id })));
  expect(ids.map((_, n) => gazetteer.lookUp(`name ${n}`)?.id)).toEqual(ids);
});

test('a name of a megabyte, of one atom or of many, is found in a text that holds it', () => {
  const word = 'a'.repeat(1 << 20);
  const sentence = 'Who, me? '.repeat(1 << 17).trim();
  for (const name of [word, sentence]) {
    const text = `x ${name} y`;
    const tagged = { text, sentences: [columnTokens(text)], entities: [] };
    const [found] = gazetteerOf(names(name)).find(tagged, []);
    expect(found).toMatchObject({ start: 2, end: 2 + name.length });
  }
});

test('an empty gazetteer and an empty text have no names', () => {
  expect(textsFound('Teddy', [])).toEqual([]);
  expect(textsFound('', names('Teddy'))).toEqual([]);
  expect(textsFound(' \u3000', names('Teddy'))).toEqual([]);
});

test('a hundred thousand names are told apart', () => {
  const count = 100_000;
  const gazetteer = new Gazetteer(false);
  for (let n = 0; n < count; n++)
    gazetteer.add({ text: `N${n % 300} M${n}`, label: 'X', id: `${n}` });
  for (let n = 0; n < count; n += 997) {
    expect(gazetteer.lookUp(`N${n % 300} M${n}`)?.id).toBe(`${n}`);
    expect(gazetteer.lookUp(`N${(n + 1) % 300} M${n}`)).toBeUndefined();
  }
});

const parts = [
  ...[
    'New',
    'new',
    'York',
    'Times',
    "O'Neill",
    'AT&T',
    "don't",
    'Do',
    "n't",
    'A.',
    'B',
    'U.S.',
    'No.',
    '5',
  ],
  ...[
    '!',
    '.',
    ',',
    '-',
    '&',
    "'",
    '’',
    '“',
    'Café',
    'Cafe\u0301',
    'ß',
    'SS',
    '😀',
    '👍🏽',
    '\u0301',
    '東',
  ],
];
const randomText = (most: number) =>
  fc
    .array(fc.tuple(fc.constantFrom(...parts), fc.constantFrom('', ' ', ' ', '\u00a0 ')), {
      minLength: 1,
      maxLength: most,
    })
    .map((list) => list.flat().join(''));
const randomEntries = fc.array(
  fc.record({
    text: randomText(4).filter((text) => text.trim() !== ''),
    label: fc.constantFrom('X', 'Y'),
    caseSensitive: fc.boolean(),
  }),
  { maxLength: 12 },
);

test('the names are those that plain loops find', () => {
  let foundCount = 0;
  fc.assert(
    fc.property(randomText(16), randomEntries, (text, entries) => {
      const found = gazetteerOf(entries).find(untagged(text), []);
      expect(found).toEqual(naiveNames(text, entries));
      for (const { text: name, start, end } of found) expect(text.slice(start, end)).toBe(name);
      foundCount += found.length;
    }),
    { numRuns: 500 },
  );
  expect(foundCount).toBeGreaterThan(60);
});

test('the names are those that plain loops find in tokens of any tokenizer', () => {
  const tokenizers = tokenizerNames.map((name) => createNamedTokenizer(name));
  fc.assert(
    fc.property(
      randomText(16),
      randomEntries,
      fc.constantFrom(...tokenizers),
      (text, entries, cut) => {
        const tagged = untagged(text, [], cut);
        expect(gazetteerOf(entries).find(tagged, [])).toEqual(
          naiveNames(text, entries, [], tagged),
        );
      },
    ),
  );
});

test('an entry is found in a text that is nothing else', () => {
  fc.assert(
    fc.property(randomText(6), fc.boolean(), (text, ignoresCase) => {
      const trimmed = text.trim();
      fc.pre(trimmed !== '');
      expect(textsFound(text, names(text), ignoresCase)).toEqual([trimmed]);
    }),
  );
});

test('no name overlaps an entity that is kept, and between those the longest are found', () => {
  fc.assert(
    fc.property(
      randomText(16),
      randomEntries,
      fc.infiniteStream(fc.nat(3)),
      (text, entries, draws) => {
        const kept = untagged(text)
          .sentences.flat()
          .filter(() => draws.next().value === 0)
          .map(({ start, end }) => ({ label: 'K', text: text.slice(start, end), start, end }));
        expect(gazetteerOf(entries).find(untagged(text), kept)).toEqual(
          naiveNames(text, entries, kept),
        );
      },
    ),
  );
});
