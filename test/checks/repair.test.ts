import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { runChecks } from '../../src/checks/check.js';
import type { CheckedCorpus } from '../../src/checks/corpus/checked-corpus.js';
import type { CorpusOptions } from '../../src/checks/corpus/parse-corpus.js';
import { type Kind, kindNames } from '../../src/checks/finding.js';
import { createIllegalTagCheck } from '../../src/checks/illegal-tags.js';
import { createOddCharacterCheck } from '../../src/checks/odd-characters.js';
import { repairCorpus } from '../../src/checks/repair.js';
import { parsed } from './parsed.js';

const allKinds = new Set(kindNames);

function repaired(corpus: CheckedCorpus, kinds: ReadonlySet<Kind> = allKinds): string {
  return Buffer.concat(repairCorpus(corpus, kinds).pieces).toString();
}

const repair = (text: string, options: CorpusOptions = {}) => repaired(parsed(text, 'f', options));

test('illegal tags are rewritten as conlleval reads them, in the scheme of the corpus', () => {
  const iob2 = 'a I-PER\nb I-LOC\nc O\nd S-ORG\n';
  expect(repair(iob2, { scheme: 'IOB2' })).toBe('a B-PER\nb B-LOC\nc O\nd B-ORG\n');
  const iobes = 'a B-PER\nb O\nc I-LOC\nd I-LOC\n';
  expect(repair(iobes, { scheme: 'IOBES' })).toBe('a S-PER\nb O\nc B-LOC\nd E-LOC\n');
});

test('invisible characters are removed from tokens and types', () => {
  expect(repair('a\u200bb B-PER\nc\ufeff I-PER\u200b\n')).toBe('ab B-PER\nc I-PER\n');
});

test('a token of invisible characters only stays as it is', () => {
  expect(repair('\u200b O\na O\n')).toBe('\u200b O\na O\n');
});

test('a token that would begin a comment stays as it is', () => {
  const text = '\ufeff \ufeffa O\n\n\ufeff# a O\nlast x I-PER';
  const once = repair(text);
  expect(once).toContain('\n\ufeff# a O\n');
  expect(repair(once)).toBe(once);
});

test('other columns, spaces, comments, line ends and the byte order mark stay as they are', () => {
  const text =
    '\ufeff1 \t a\u200bb \u200b I-PER x\u200b \r\n2\tb\tc I-PER\t x\r\n\t\r\n# a\u200bb I-PER\n-DOCSTART-\u200b\n\n3 a b I-LOC c';
  const options = { tokenColumn: 2, tagColumn: 4, scheme: 'IOB2' } as const;
  const corpus = parsed(text.replace('-DOCSTART-\u200b\n', '-DOCSTART- \u200b\n'), 'f', options);
  expect(corpus.malformedRows).toEqual([]);
  expect(repaired(corpus)).toBe(
    '\ufeff1 \t ab \u200b B-PER x\u200b \r\n2\tb\tc I-PER\t x\r\n\t\r\n# a\u200bb I-PER\n-DOCSTART- \u200b\n\n3 a b B-LOC c',
  );
});

test('a sentence with a malformed row stays as it is', () => {
  expect(repair('a I-PER\nb\nc\u200b O\n\nd I-PER\n', { scheme: 'IOB2' })).toBe(
    'a I-PER\nb\nc\u200b O\n\nd B-PER\n',
  );
});

test('bytes that are not UTF-8 stay as they are', () => {
  const bytes = Buffer.from('M\xfcller O\n\na I-PER\n', 'latin1');
  const { pieces } = repairCorpus(parsed(bytes, 'f', { scheme: 'IOB2' }), allKinds);
  expect(Buffer.concat(pieces).toString('latin1')).toBe('M\xfcller O\n\na B-PER\n');
});

test('only the kinds that are asked for are repaired', () => {
  const corpus = parsed('a\u200b I-PER\n', 'f', { scheme: 'IOB2' });
  expect(repaired(corpus, new Set(['illegal-tag']))).toBe('a\u200b B-PER\n');
  expect(repaired(corpus, new Set(['invisible-character']))).toBe('a I-PER\n');
});

test('the repairs are counted', () => {
  const corpus = parsed('a\u200b I-PER\nb I-PER\nc\u200b O\n', 'f', { scheme: 'IOB2' });
  expect(repairCorpus(corpus, allKinds)).toMatchObject({ tokenCount: 2, tagCount: 1 });
});

// Hostile corpora: any tags, odd characters, malformed rows, all kinds of lines.
const arbitraryWord = fc.string({
  unit: fc.constantFrom('a', 'é', '\u200b', '\u200d', '\ufeff', '\u00a0', 'م', '#', '-'),
  minLength: 1,
  maxLength: 4,
});
const arbitraryTag = fc.oneof(
  fc.constant('O'),
  fc
    .tuple(fc.constantFrom(...'BIESLUM'), fc.constantFrom('PER', 'LOC', 'PER\u200b', '\u200b'))
    .map(([prefix, type]) => `${prefix}-${type}`),
);
const arbitraryLine = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(arbitraryWord, arbitraryTag, fc.constantFrom(' ', '\t', '  '), arbitraryWord)
      .map(([token, tag, space, other]) => `${token}${space}${other}${space}${tag}`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '-DOCSTART- x O',
      '# \u200b',
      'malformed',
      '\u200b-DOCSTART- x I-PER',
    ),
  },
);
const arbitraryText = fc
  .tuple(
    fc.constantFrom('', '\ufeff'),
    fc.array(fc.tuple(arbitraryLine, fc.constantFrom('\n', '\r\n')), { maxLength: 12 }),
    fc.constantFrom('', 'last x I-PER'),
  )
  .map(([mark, lines, last]) => mark + lines.flat().join('') + last);
const arbitraryOptions = fc.constantFrom<CorpusOptions>(
  {},
  { scheme: 'IOB2' },
  { scheme: 'IOBES' },
);

const repairableIn = (corpus: CheckedCorpus) =>
  runChecks([createIllegalTagCheck(), createOddCharacterCheck()], [corpus])
    .flat()
    .filter(({ isRepairable }) => isRepairable);

test('a repaired corpus has nothing to repair, and its repair changes nothing', () => {
  fc.assert(
    fc.property(arbitraryText, arbitraryOptions, (text, options) => {
      const once = repair(text, options);
      expect(repairableIn(parsed(once, 'f', options))).toEqual([]);
      expect(repair(once, options)).toBe(once);
    }),
    { numRuns: 1000 },
  );
});

test('every line without a finding stays, and of the others only token and tag change', () => {
  fc.assert(
    fc.property(arbitraryText, arbitraryOptions, (text, options) => {
      const corpus = parsed(text, 'f', options);
      const before = text.split(/(?<=\n)/);
      const after = repaired(corpus).split(/(?<=\n)/);
      expect(after.length).toBe(before.length);
      const isSound = repairableIn(corpus).length === 0;
      if (isSound) expect(after).toEqual(before);
      const mask = (line: string, index: number) => {
        const mark = index === 0 && line.startsWith('\ufeff') ? '\ufeff' : '';
        const row = line.slice(mark.length).replace(/^([ \t]*)[^ \t\r\n]+/, '$1_');
        return mark + row.replace(/[^ \t\r\n]+([ \t]*\r?\n?)$/, '_$1');
      };
      expect(after.map(mask)).toEqual(before.map(mask));
    }),
    { numRuns: 1000 },
  );
});

test('the spans that the reader finds stay the same', () => {
  fc.assert(
    fc.property(arbitraryText, arbitraryOptions, (text, options) => {
      const corpus = parsed(text, 'f', options);
      const after = parsed(repaired(corpus, new Set(['illegal-tag'])), 'f', options);
      const spansIn = ({ sentences }: CheckedCorpus) => Array.from(sentences, ({ spans }) => spans);
      expect(spansIn(after)).toEqual(spansIn(corpus));
    }),
  );
});
