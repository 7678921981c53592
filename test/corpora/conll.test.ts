import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ConllOptions, parseConll } from '../../src/corpora/conll.js';
import { readConll } from '../../src/corpora/conll-file.js';
import { tagSchemes } from '../../src/corpora/tag-scheme.js';
import { renderTags } from '../../src/corpora/tags.js';
import { anyCharacter } from '../any-character.js';
import { arbitrarySpans } from './arbitrary-spans.js';

const parse = (text: string, options?: ConllOptions) =>
  parseConll(Buffer.from(text), 'f.conll', options);
const tokensOf = (text: string, options?: ConllOptions) =>
  parse(text, options).sentences.map(({ tokens }) => tokens.join(' '));

test('tokens, spans and lines come out of a file in four columns', () => {
  const text = `-DOCSTART- -X- -X- O

EU NNP B-NP B-ORG
rejects VBZ B-VP O
German JJ B-NP B-MISC

Peter NNP B-NP B-PER
Blackburn NNP I-NP I-PER
`;
  expect(parse(text)).toEqual({
    path: 'f.conll',
    scheme: 'IOB2',
    tagColumn: 4,
    illegalTags: new Map(),
    tokenCount: 5,
    readings: [],
    warnings: [],
    sentences: [
      {
        tokens: ['EU', 'rejects', 'German'],
        spans: [
          { label: 'ORG', start: 0, end: 1 },
          { label: 'MISC', start: 2, end: 3 },
        ],
        line: 3,
        startsDocument: true,
      },
      { tokens: ['Peter', 'Blackburn'], spans: [{ label: 'PER', start: 0, end: 2 }], line: 7 },
    ],
  });
});

// Everything a token may hold: any character but the separators, line ends, the zero byte and the
// mark of a file's start.
const arbitraryToken = fc
  .string({ unit: anyCharacter, minLength: 1, maxLength: 4 })
  .map((text) => text.replace(/[ \t\r\n\0\ufeff]/g, '#'));

test('what is written in any layout is read again', () => {
  fc.assert(
    fc.property(
      fc.array(arbitrarySpans, { minLength: 1, maxLength: 4 }),
      fc.infiniteStream(arbitraryToken),
      fc.record({
        scheme: fc.constantFrom(...tagSchemes),
        separator: fc.constantFrom(' ', '\t', ' \t  '),
        lineEnd: fc.constantFrom('\n', '\r\n'),
        mark: fc.constantFrom('', '\ufeff'),
        blank: fc.constantFrom('', ' ', '\t'),
      }),
      (sentences, tokenStream, { scheme, separator, lineEnd, mark, blank }) => {
        const written = sentences
          .filter(({ length }) => length > 0)
          .map(({ length, spans }) => ({ tokens: [...tokenStream.take(length)], spans }));
        fc.pre(written.length > 0);
        const blocks = written.map(({ tokens, spans }) => {
          const tags = renderTags(spans, tokens.length, scheme);
          const rows = tokens.map((token, index) => `${token}${separator}${tags[index]}${lineEnd}`);
          return rows.join('');
        });
        const { sentences: read } = parse(mark + blocks.join(blank + lineEnd), { scheme });
        expect(read.map(({ tokens, spans }) => ({ tokens, spans }))).toEqual(written);
      },
    ),
  );
});

test('the columns of token and tag can be chosen', () => {
  const text = '1 EU B-ORG x\n2 rejects O y\n';
  expect(parse(text, { tokenColumn: 2, tagColumn: 3 }).sentences).toEqual([
    { tokens: ['EU', 'rejects'], spans: [{ label: 'ORG', start: 0, end: 1 }], line: 1 },
  ]);
});

test('spaces before and after the columns are ignored', () => {
  expect(tokensOf('  EU B-ORG \nrejects\t O\t\n')).toEqual(['EU rejects']);
});

test('a no-break space is part of its token, or a token', () => {
  expect(tokensOf('20\u00a0000 O\n\u00a0 O\n')).toEqual(['20\u00a0000 \u00a0']);
});

test('a line of spaces ends a sentence', () => {
  expect(tokensOf('a O\n \t\nb O\n\n\n\nc O')).toEqual(['a', 'b', 'c']);
});

test('a DOCSTART line ends a sentence whatever its columns', () => {
  expect(tokensOf('a O\n-DOCSTART-\nb O\n-DOCSTART- -X- O O\nc O\n')).toEqual(['a', 'b', 'c']);
});

test('a hash line before a sentence is a comment unless its last column is a tag', () => {
  const text = `# sent_id = 1
# text = the hash sign
# O
#photography O

#
# another comment
# B-MISC
sign I-MISC
`;
  expect(tokensOf(text)).toEqual(['# #photography', '# sign']);
});

test('a hash line is a comment by its tag column if that is chosen', () => {
  const text = '# O x\n\n# text O\na O y\n';
  expect(tokensOf(text, { tagColumn: 2 })).toEqual(['#', 'a']);
});

test('a hash within a sentence is a token', () => {
  expect(tokensOf('a O\n# O\nb O\n')).toEqual(['a # b']);
});

test('a token of a million characters is read', () => {
  const token = 'x'.repeat(1_000_000);
  expect(tokensOf(`${token} O\n`)).toEqual([token]);
});

test('the scheme is detected, and the spans are the same in all', () => {
  const spans = [
    { label: 'PER', start: 0, end: 3 },
    { label: 'LOC', start: 4, end: 5 },
  ];
  for (const scheme of tagSchemes) {
    const rows = renderTags(spans, 6, scheme).map((tag, index) => `token${index} ${tag}`);
    const corpus = parse(rows.join('\n'));
    expect([corpus.scheme, corpus.sentences[0].spans]).toEqual([scheme, spans]);
  }
});

test('a scheme that is named is not detected', () => {
  const { scheme, warnings } = parse('a I-PER\nb O\n', { scheme: 'IOB2' });
  expect(scheme).toBe('IOB2');
  expect(warnings).toHaveLength(1);
});

test('illegal tags are repaired and counted in one warning with the first three places', () => {
  const text = `a B-PER
b I-LOC

c I-PER
d O
e I-ORG

f O
g I-ORG
h B-ORG
i B-LOC
`;
  const { sentences, warnings } = parse(text, { scheme: 'IOB2' });
  expect(sentences[0].spans).toEqual([
    { label: 'PER', start: 0, end: 1 },
    { label: 'LOC', start: 1, end: 2 },
  ]);
  expect(warnings).toEqual([
    'f.conll: repaired 4 violations of the tag scheme IOB2 as conlleval does: ' +
      'line 2 (I-LOC after B-PER), line 4 (I-PER at the start of a sentence), line 6 (I-ORG after O), …',
  ]);
});

test('a span left open is found at the end of its sentence', () => {
  expect(parse('a O\nb B-PER\n\nc S-PER\n', { scheme: 'IOBES' }).warnings).toEqual([
    'f.conll: repaired 1 violation of the tag scheme IOBES as conlleval does: ' +
      'line 2 (B-PER at the end of a sentence)',
  ]);
});

test('strict makes the first illegal tag an error', () => {
  const text = 'a B-PER\nb O\nc I-LOC\nd B-ORG\n\ne I-LOC\n\nf B-PER\n';
  expect(() => parse(text, { strict: true })).toThrow(
    'f.conll:3: expected tags legal in IOB2, found I-LOC after O',
  );
  expect(parse('a B-PER\nb I-PER\n', { strict: true }).warnings).toEqual([]);
});

test('a corpus without an entity is read with a warning', () => {
  expect(parse('a O\nb O\n').warnings).toEqual(['f.conll: no entities, every token has the tag O']);
});

test('a corpus is read from disk, plain or gzipped, with the checksum of its file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'teddy-'));
  try {
    const plain = join(folder, 'plain.conll');
    const packed = join(folder, 'packed.conll');
    writeFileSync(plain, 'EU B-ORG\n');
    writeFileSync(packed, gzipSync('EU B-ORG\n'));
    const [fromPlain, fromPacked] = [await readConll(plain), await readConll(packed)];
    expect(fromPlain.sha256).toBe(
      '26ccdc94d9c86d72e1e1e57596cbb55c4df2d3fda217a0eb2908179ed7558ea3',
    );
    expect(fromPacked.sha256).not.toBe(fromPlain.sha256);
    expect(fromPlain.path).toBe(plain);
    expect(fromPacked.sentences).toEqual(fromPlain.sentences);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
