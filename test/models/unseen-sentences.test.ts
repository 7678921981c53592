import { expect, test } from '@jest/globals';
import { unseenSentences } from '../../models/unseen-sentences.js';

test('a sentence is seen if another has the same tokens, whatever its tags', () => {
  const sentence = (text: string, line = 1) => ({ tokens: text.split(' '), spans: [], line });
  const seen = [{ ...sentence('EU rejects'), spans: [{ label: 'ORG', start: 0, end: 1 }] }];
  const sentences = [
    sentence('EU rejects', 7),
    sentence('EU rejects call'),
    sentence('eu rejects'),
  ];
  expect(unseenSentences(sentences, seen)).toEqual(sentences.slice(1));
});
