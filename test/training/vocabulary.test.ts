import { expect, test } from '@jest/globals';
import { readConll } from '../../src/corpora/conll-file.js';
import { knownEntitiesOf } from '../../src/model/training-entities.js';
import { createRandom } from '../../src/tensors/random.js';
import { holdOut } from '../../src/training/hold-out.js';
import { collectVocabulary } from '../../src/training/vocabulary.js';

const sentence = (text: string, ...labels: readonly string[]) => ({
  tokens: text.split(' '),
  spans: labels.map((label, start) => ({ label, start, end: start + 1 })),
  line: 1,
});

test('words are in the order of the sentences, each once, after the unknown word', () => {
  const { words } = collectVocabulary([sentence('the bear The'), sentence('a bear .')], false);
  expect(words).toEqual(['', 'the', 'bear', 'The', 'a', '.']);
});

test('characters are those of at least two words, in their order, after the unknown character', () => {
  const { characters } = collectVocabulary(
    [sentence('zoo bear zoo'), sentence('Bear \u{1f9f8}a \u{1f9f8}')],
    false,
  );
  expect(characters).toEqual(['', 'e', 'a', 'r', '\u{1f9f8}']);
});

test('a character that is never read, in the middle of a very long word, is not learned', () => {
  const long = `${'a'.repeat(40)}q${'b'.repeat(40)}`;
  const { characters } = collectVocabulary([sentence(`${long} a b q`)], false);
  expect(characters).toEqual(['', 'a', 'b']);
});

test('entities are those of the sentences, as written', () => {
  const { entities = new Uint32Array() } = collectVocabulary([sentence('Ana saw', 'PER')], true);
  const known = knownEntitiesOf(entities);
  expect([known.has('Ana', 'PER'), known.has('ana', 'PER')]).toEqual([true, false]);
});

test('folded words are in their order, their characters as written', () => {
  const { words, characters } = collectVocabulary(
    [sentence('The the Tea'), sentence('tea TOO .')],
    true,
  );
  expect(words).toEqual(['', 'the', 'tea', 'too', '.']);
  expect(characters).toEqual(['', 'T', 'h', 'e', 't', 'a']);
});

test('types are sorted, each once', () => {
  const { types } = collectVocabulary(
    [sentence('a b', 'PER', 'LOC'), sentence('c d', 'PER')],
    false,
  );
  expect(types).toEqual(['LOC', 'PER']);
});

test('words of held-out sentences are not in the vocabulary', async () => {
  const { sentences } = await readConll('data/teddy/train.conll');
  const { train, dev } = holdOut(sentences, createRandom(1));
  const { words } = collectVocabulary(train, false);
  const known = new Set(train.flatMap(({ tokens }) => tokens));
  expect(new Set(words)).toEqual(new Set(['', ...known]));
  const unseen = dev.flatMap(({ tokens }) => tokens).filter((token) => !known.has(token));
  expect(unseen.length).toBeGreaterThan(10);
  for (const token of unseen) expect(words).not.toContain(token);
});

test('characters of held-out sentences are not in the vocabulary', async () => {
  const { sentences } = await readConll('data/teddy/train.conll');
  const { train } = holdOut(sentences, createRandom(1));
  const wordsWith = new Map<string, number>();
  for (const word of new Set(train.flatMap(({ tokens }) => tokens))) {
    for (const letter of new Set(word)) wordsWith.set(letter, (wordsWith.get(letter) ?? 0) + 1);
  }
  const known = [...wordsWith.keys()].filter((letter) => wordsWith.get(letter)! > 1);
  const { characters } = collectVocabulary(train, false);
  expect(characters).toEqual(['', ...known]);
  expect(known.length).toBeGreaterThan(40);
});

test('words are normalized, and have the spelling that their vector is found by', () => {
  const tokens = ['Zoe\u0301', 'Straße', 'Kız', 'ＮＡＳＡ', '大\t小'];
  const { words, spellings } = collectVocabulary([{ tokens, spans: [], line: 1 }], true, 2);
  expect(words).toEqual(['', 'zo\u00e9', 'strasse', 'kiz', 'nasa', '大\t小']);
  expect([...(spellings ?? [])]).toEqual([
    ['strasse', 'straße'],
    ['kiz', 'kız'],
    ['大\t小', '大小'],
  ]);
});
