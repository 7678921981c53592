import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { loadTagger } from '../../../src/browser/index.js';
import { InputError } from '../../../src/errors.js';
import { runTagger } from '../../e2e/run-tagger.js';

const corpus = 'data/teddy/test.conll';
const { score, tagSentences } = await loadTagger(readFileSync('models/en.safetensors'));

test('a corpus gets the scores of tagger eval, and the entities of its sentences', () => {
  const scored = score(readFileSync(corpus), { name: corpus });
  const { stdout } = runTagger(['eval', corpus, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ ...scored.score });
  expect(scored.warnings).toEqual([]);
  const { tokens, predicted } = scored.sentences[3];
  expect(predicted).toEqual(tagSentences([tokens])[0]);
});

test('the gold entities and a malformed line are those of the text', () => {
  const { sentences } = score('Teddy B-PER\nslept O\n');
  expect(sentences[0].gold).toEqual([{ label: 'PER', start: 0, end: 1 }]);
  expect(() => score('Teddy B-PER\nslept\n', { name: 'a.conll' })).toThrow(InputError);
  expect(() => score('Teddy B-PER\nslept\n', { name: 'a.conll' })).toThrow(/^a\.conll:2: /);
  expect(() => Reflect.apply(score, undefined, [5])).toThrow(
    new TypeError('score: expected the text of a corpus, or its bytes, found 5'),
  );
});
