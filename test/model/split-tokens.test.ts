import { expect, test } from '@jest/globals';
import type { Span } from '../../src/corpora/tags.js';
import { splitLabeled, taggingTokens } from '../../src/model/split-tokens.js';
import { createUnitReader } from '../../src/text/unit-reader.js';

const readUnits = createUnitReader('characters')!;
const found: Span[] = [
  { label: 'LOC', start: 1, end: 3 },
  { label: 'PER', start: 3, end: 4 },
  { label: 'ORG', start: 5, end: 6 },
];
const scored = found.map((span) => ({ ...span, confidence: 0.5 }));
const seen: unknown[] = [];
const remember = <Result>(input: unknown, result: Result): Result => {
  seen.push(input);
  return result;
};

// Finds the same spans of characters in every sentence.
const methods: Parameters<typeof taggingTokens>[0] = {
  readDocuments: (documents) => remember(documents, documents.flat()),
  tagSentences: (sentences) => remember(sentences, [found]),
  tagWithConfidences: (sentences) => remember(sentences, [scored]),
  findProbable: (sentences, least) => remember([sentences, least], [scored]),
  scoreSentences: (sentences) => remember(sentences, [{ spans: scored, logProbability: -1 }]),
  findAlternatives: (sentences, count) =>
    remember([sentences, count], [[{ probability: 0.5, spans: found }]]),
  scoreReadings: (sentences) => remember(sentences, [[{ tagged: 0.7, read: 0.1 }]]),
  marginalsOf: (sentences) => remember(sentences, [Float32Array.of(0.5)]),
  latticesOf: (sentences) =>
    remember(sentences, { spans: [found], withConfidences: () => [scored] }),
};
const tagger = taggingTokens(methods, readUnits);
const tokens = ['ab', 'cd', 'ef', 'g'];
const units = [['a', 'b', 'c', 'd', 'e', 'f', 'g']];
// The second span shares a token with the first.
const whole = [
  { label: 'LOC', start: 0, end: 2 },
  { label: 'ORG', start: 2, end: 3 },
];
const wholeScored = whole.map((span) => ({ ...span, confidence: 0.5 }));

test('spans of characters become spans of the tokens that hold them', () => {
  expect(tagger.tagSentences([tokens])).toEqual([whole]);
  expect(seen.at(-1)).toEqual(units);
  expect(tagger.tagWithConfidences([tokens])).toEqual([wholeScored]);
  expect(tagger.findProbable([tokens], 0.1)).toEqual([wholeScored]);
  expect(seen.at(-1)).toEqual([units, 0.1]);
  expect(tagger.scoreSentences([tokens])).toEqual([{ spans: wholeScored, logProbability: -1 }]);
  expect(tagger.findAlternatives([tokens], 3)).toEqual([[{ probability: 0.5, spans: whole }]]);
  expect(seen.at(-1)).toEqual([units, 3]);
});

test('the spans of a lattice keep their number, as their confidences are counted', () => {
  const { spans, withConfidences } = tagger.latticesOf([tokens]);
  const all = [whole[0], { label: 'PER', start: 1, end: 2 }, whole[1]];
  expect(spans).toEqual([all]);
  expect(withConfidences(2)).toEqual([all.map((span) => ({ ...span, confidence: 0.5 }))]);
});

test('other readings are asked for in characters', () => {
  const spans = [{ label: 'PER', start: 1, end: 3 }];
  expect(tagger.scoreReadings([{ tokens, spans, places: [{ start: 0, end: 4 }] }])).toEqual([
    [{ tagged: 0.7, read: 0.1 }],
  ]);
  expect(seen.at(-1)).toEqual([
    {
      tokens: units[0],
      spans: [{ label: 'PER', start: 2, end: 6 }],
      places: [{ start: 0, end: 7 }],
    },
  ]);
});

test('tokens of one character keep their spans', () => {
  expect(tagger.tagSentences(units)).toEqual([found]);
});

test('a labeled sentence is split with its entities', () => {
  const spans = [{ label: 'PER', start: 1, end: 2 }];
  expect(splitLabeled({ tokens: ['ab', 'cd'], spans, line: 7 }, readUnits)).toEqual({
    tokens: ['a', 'b', 'c', 'd'],
    spans: [{ label: 'PER', start: 2, end: 4 }],
    line: 7,
  });
});

test('the marginals are those of the characters', () => {
  expect(tagger.marginalsOf([tokens])).toEqual([Float32Array.of(0.5)]);
  expect(seen.at(-1)).toEqual(units);
});
