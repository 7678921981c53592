import { expect, test } from '@jest/globals';
import { parseConll } from '../../src/corpora/conll.js';
import { scoreTagger } from '../../src/evaluation/score-tagger.js';
import type { SentenceTokens } from '../../src/model/vocabulary/word-context.js';

test('the predicted spans of each sentence are compared with its gold spans', () => {
  const corpus = parseConll(Buffer.from('Jo B-PER\nwon O\n\nin O\nRio B-LOC\n'), 'corpus');
  const tagger = {
    readDocuments: (documents: readonly (readonly (readonly string[])[])[]) => documents.flat(),
    tagSentences: (sentences: readonly SentenceTokens[]) =>
      sentences.map((tokens) => [
        { label: 'PER', start: tokens.length - 2, end: tokens.length - 1 },
      ]),
  };
  expect(scoreTagger(tagger, corpus.sentences, corpus.scheme)).toMatchObject({
    tokenCount: 4,
    correctTagCount: 2,
    overall: { gold: 2, predicted: 2, correct: 1 },
  });
});
