import { expect, test } from '@jest/globals';
import { readLabels, readPrefixes } from '../../../src/model/inspection/label-readings.js';
import { randomEnsemble } from '../random-ensemble.js';
import { randomTagger } from '../random-tagger.js';

const tokens = ['a', 'b', 'c', 'd', 'a', 'c', 'b'];

const shape = { directions: 2, layers: 2 } as const;
const decoders = ['crf', 'softmax'] as const;
const networks = decoders.map((decoder) => randomTagger({ decoder, shape }));
const ensembles = decoders.map((decoder) => randomEnsemble({ decoder, shape }).tagger);
const taggers = [...networks, ...ensembles];

test.each(taggers)('the tags of a reading are those of tagging', (tagger) => {
  const { tags } = readLabels(tagger, tokens);
  const ids = tags.map((tag) => tagger.labels.tags.indexOf(tag));
  expect(tagger.labels.decode(ids)).toEqual(tagger.tagSentences([tokens])[0]);
});

test.each(taggers)('the probabilities of a token add up to 1', (tagger) => {
  for (const probabilities of readLabels(tagger, tokens).probabilities) {
    expect(probabilities).toHaveLength(tagger.labels.tags.length);
    const sum = probabilities.reduce((total, value) => total + value, 0);
    // Nine numbers in single precision.
    expect(Math.abs(sum - 1)).toBeLessThan(1e-5);
  }
});

test.each(networks)('the probability of a single-token entity is its confidence', (tagger) => {
  const { probabilities } = readLabels(tagger, tokens);
  const spans = tagger
    .tagWithConfidences([tokens])[0]
    .filter(({ start, end }) => end - start === 1);
  expect(spans.length).toBeGreaterThan(0);
  for (const { label, start, confidence } of spans) {
    const id = tagger.labels.tags.indexOf(`S-${label}`);
    expect(Math.abs(probabilities[start][id] - confidence)).toBeLessThan(1e-5);
  }
});

// What the members of an ensemble give to it depends on the transitions to what follows.
test.each(networks)('forward only, no emission depends on what follows', (tagger) => {
  const whole = readLabels(tagger, tokens, { directions: 'forward' });
  const prefixes = readPrefixes(tagger, tokens, { directions: 'forward' });
  for (const [index, prefix] of prefixes.entries()) {
    expect(prefix.emissions).toEqual(whole.emissions.slice(0, index + 1));
  }
  expect(readLabels(tagger, tokens).emissions).not.toEqual(whole.emissions);
});

test.each(taggers)('each prefix is read as if it were the sentence', (tagger) => {
  const prefixes = readPrefixes(tagger, tokens);
  expect(prefixes).toEqual(
    tokens.map((_, index) => readLabels(tagger, tokens.slice(0, index + 1))),
  );
});
