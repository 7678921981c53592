// Finding the documents of a corpus that marks none.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findDocuments } from '../../models/find-documents.js';
import type { LabeledSentence } from '../../src/corpora/conll.js';
import { documentsOf } from '../../src/corpora/documents.js';

const toSentence = (text: string, index: number): LabeledSentence => ({
  tokens: text.split(' '),
  spans: [],
  line: index + 1,
});

const documentsIn = (...texts: string[]) =>
  [...documentsOf(findDocuments(texts.map(toSentence)))].map((document) =>
    document.map(({ tokens }) => tokens.join(' ')),
  );

describe('findDocuments', () => {
  it('connects sentences that share a name, and those between them', () => {
    const abba = ['ABBA toured .', 'It was cold .', 'In 1977 ABBA sang .'];
    expect(documentsIn(...abba, 'Galadriel was an elf .')).toEqual([
      abba,
      ['Galadriel was an elf .'],
    ]);
  });

  it('connects a chain of names', () => {
    const chain = ['Amroth met Galadriel .', 'Galadriel left Lorien .', 'Lorien fell .'];
    expect(documentsIn('Nobody knew .', ...chain)).toEqual([['Nobody knew .'], chain]);
  });

  it('does not connect sentences that are far apart', () => {
    const between = Array.from({ length: 5 }, (_, index) => `so it went ${index}`);
    expect(documentsIn('ABBA toured .', ...between, 'ABBA sang .')).toHaveLength(7);
    expect(documentsIn('ABBA toured .', ...between.slice(1), 'ABBA sang .')).toHaveLength(1);
  });

  it('does not connect by words in many sentences, short words or words without a capital', () => {
    expect(
      documentsIn('The sun .', 'The moon .', 'The sea .', 'The air .', 'The end .'),
    ).toHaveLength(5);
    expect(documentsIn('In May .', 'In June .')).toHaveLength(2);
    expect(documentsIn('an iPhone .', 'an iPhone !')).toHaveLength(2);
  });

  it('keeps all sentences in their order, whatever they are', () => {
    const word = fc.constantFrom('Anna', 'Bonn', 'ÉCOLE', 'The', 'a', '.', '1977');
    const texts = fc.array(fc.array(word, { minLength: 1 }).map((words) => words.join(' ')));
    fc.assert(
      fc.property(texts, (all) => {
        expect(documentsIn(...all).flat()).toEqual(all);
      }),
    );
  });
});
