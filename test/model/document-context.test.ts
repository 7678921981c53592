// What a tagger reads of documents, and the entities that it finds with it.
import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantizeWords } from '../../src/model/quantize-words.js';
import { readContexts, storeContexts } from '../../src/model/tagging/stored-contexts.js';
import { contextOf } from '../../src/model/vocabulary/word-context.js';
import { randomEnsemble } from './random-ensemble.js';
import { shape as ofShape, randomTagger } from './random-tagger.js';
import { inDocuments, sentences } from './tagger-variants.js';

const words = ['a', 'bear', 'Teddy', 'TEDDY', 'Bear', 'Roosevelt'];
const shape = { shape: ofShape, documents: true } as const;
const options = { words, vectorWords: ['v', 'V'], characters: ['a', 'e', 'T'], shape };
const tagger = randomTagger(options);
const { readDocuments } = tagger;

const word = fc.constantFrom(...words, 'v', 'V', 'unseen', 'Unseen', 'roosevelt', 'é', '');
const document = fc.array(fc.array(word, { maxLength: 8 }), { minLength: 1, maxLength: 5 });
const documents = fc.array(document, { maxLength: 5 });
const contextsOf = (documents: readonly string[][][]) =>
  readDocuments(documents).map((sentence) => sentence.map(contextOf));

test('what a document says depends on no other document', () => {
  fc.assert(
    fc.property(documents, (all) => {
      const alone = all.flatMap((one) => contextsOf([one]));
      expect(contextsOf(all)).toEqual(alone);
    }),
  );
});

test('the words are those of the documents, and a document of one sentence says nothing', () => {
  fc.assert(
    fc.property(documents, (all) => {
      const read = readDocuments(all);
      const written = read.map((sentence) =>
        sentence.map((token) => (typeof token === 'string' ? token : token.word)),
      );
      expect(written).toEqual(all.flat());
      const single = all.map(([first]) => [first]);
      expect(readDocuments(single)).toEqual(single.flat());
    }),
  );
});

test('a tagger that reads no documents reads the sentences alone', () => {
  const plain = randomTagger({ words });
  expect(plain.readDocuments(inDocuments(sentences))).toEqual(sentences);
});

test('what documents say is read again as it was stored', () => {
  fc.assert(
    fc.property(documents, (all) => {
      const contexts = contextsOf(all).flat();
      const again = readContexts(storeContexts(contexts), contexts.length);
      expect(again).toEqual(contexts);
      // A topic that is shared is one object again.
      const topics = (list: typeof contexts) => new Set(list.map((context) => context?.topic)).size;
      expect(topics(again)).toBe(topics(contexts));
    }),
  );
});

test('documents at once, one by one, and in another order have the same entities', () => {
  const spansOf = (all: readonly string[][][]) => tagger.tagSentences(readDocuments(all));
  fc.assert(
    fc.property(documents, (all) => {
      const alone = all.map((one) => spansOf([one]));
      expect(spansOf(all)).toEqual(alone.flat());
      expect(spansOf(all.toReversed())).toEqual(alone.toReversed().flat());
    }),
    { numRuns: 30 },
  );
});

test('a document changes the entities of its sentences', () => {
  const read = readDocuments(inDocuments(sentences));
  expect(tagger.marginalsOf(read)).not.toEqual(tagger.marginalsOf(sentences));
  expect(tagger.tagSentences(read)).not.toEqual(tagger.tagSentences(sentences));
});

test('two threads find the entities that one finds', async () => {
  const shared = randomTagger({ ...options, threads: { count: 2, now: () => 0 } });
  const many = Array.from({ length: 30 }, (_, n) => [
    ...inDocuments(sentences.map((tokens) => [...tokens.slice(n), 'Teddy'])),
  ]).flat();
  const expected = tagger.tagSentences(readDocuments(many));
  for (let call = 0; call < 5; call++) {
    expect(shared.tagSentences(shared.readDocuments(many))).toEqual(expected);
    // Lets the worker start.
    await setImmediate();
  }
  shared.threads.stop();
});

test('each member of an ensemble reads the means of its own vectors', () => {
  const ofTwo = { ...options, decoder: 'softmax', memberCount: 2 } as const;
  const { tagger: ensemble, members } = randomEnsemble(ofTwo, 2);
  const all = inDocuments(sentences);
  const found = ensemble.marginalsOf(ensemble.readDocuments(all));
  const L = ensemble.labels.tags.length;
  const [one, other] = members.map((member) =>
    member
      .marginalsOf(member.readDocuments(all))
      .map((marginals) => atTemperature(marginals, member.temperature, L)),
  );
  found.forEach((marginals, sentence) => {
    const errors = [...marginals].map((value, place) =>
      Math.abs(value - (one[sentence][place] + other[sentence][place]) / 2),
    );
    expect(Math.max(...errors)).toBeLessThan(1e-5);
  });
});

/** Probabilities of L labels at each token, found at temperature 1, at another one. */
function atTemperature(marginals: Float32Array, temperature: number, L: number): number[] {
  const powers = [...marginals].map((value) => value ** (1 / temperature));
  const sums = powers.map((_, place) => {
    const start = place - (place % L);
    return powers.slice(start, start + L).reduce((sum, power) => sum + power, 0);
  });
  return powers.map((power, place) => power / sums[place]);
}

test('quantized words say about the same', () => {
  const known = inDocuments(
    sentences.map((tokens) => [...tokens.filter((token) => words.includes(token)), 'Teddy']),
  );
  const small = quantizeWords(tagger, 'exact');
  const expected = tagger.marginalsOf(readDocuments(known));
  const found = small.marginalsOf(small.readDocuments(known));
  const errors = found.flatMap((marginals, n) =>
    [...marginals].map((value, place) => Math.abs(value - expected[n][place])),
  );
  expect(Math.max(...errors)).toBeLessThan(0.1);
  expect(found).not.toEqual(small.marginalsOf(known.flat()));
});
