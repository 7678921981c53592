import { expect, test } from '@jest/globals';
import { parsed } from '../parsed.js';

test('a corpus has its columns, scheme, sentences and spans', () => {
  const corpus = parsed('-DOCSTART- -X- O\n\nEU NNP B-ORG\nrejects VBZ O\n');
  expect({ ...corpus, sentences: [...corpus.sentences] }).toMatchObject({
    path: 'f.conll',
    layout: { columnCount: 3, tokenColumn: 1, tagColumn: 3 },
    scheme: 'IOB2',
    brokenSentenceCount: 0,
    malformedRows: [],
    sentences: [
      {
        path: 'f.conll',
        line: 3,
        tokens: ['EU', 'rejects'],
        tags: ['B-ORG', 'O'],
        spans: [{ label: 'ORG', start: 0, end: 1 }],
      },
    ],
  });
});

test('the columns are those of most rows, even if the first row has others', () => {
  const corpus = parsed('a O\n\nb x O\nc x O\n');
  expect(corpus.layout).toMatchObject({ columnCount: 3, tokenColumn: 1, tagColumn: 3 });
  expect(corpus.malformedRows).toEqual([{ line: 1, what: 'expected 3 columns, found 2: "a O"' }]);
});

test('columns and scheme can be chosen', () => {
  const options = { tokenColumn: 2, tagColumn: 1, scheme: 'IOB1' } as const;
  const corpus = parsed('B-PER a x\n', 'f.conll', options);
  expect(corpus.layout).toMatchObject({ columnCount: 3, tokenColumn: 2, tagColumn: 1 });
  expect(corpus.scheme).toBe('IOB1');
  expect([...corpus.sentences][0].tokens).toEqual(['a']);
});

test('a sentence with a malformed row is left out', () => {
  const corpus = parsed('a O\nb\n\nc O\n');
  expect(corpus.brokenSentenceCount).toBe(1);
  expect(Array.from(corpus.sentences, ({ tokens }) => tokens)).toEqual([['c']]);
});

test('rows with a tag are found after any number of others', () => {
  expect(parsed(`${'text\n'.repeat(3000)}\na O\n`).sentenceCount).toBe(1);
});
