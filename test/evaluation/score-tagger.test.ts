import { expect, test } from '@jest/globals';
import { parseConll } from '../../src/corpora/conll.js';
import { scoreTagger } from '../../src/evaluation/score-tagger.js';

test('the predicted spans of each sentence are compared with its gold spans', () => {
  const corpus = parseConll(Buffer.from('Jo B-PER\nwon O\n\nin O\nRio B-LOC\n'), 'corpus');
  const tagger = {
    tagSentences: (sentences: readonly (readonly string[])[]) =>
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
