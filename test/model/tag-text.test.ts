import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTextTagger } from '../../src/model/tag-text.js';
import { randomText } from '../text/random-text.js';
import { randomTagger } from './random-tagger.js';

// Words of the random texts, so that they are told apart, and every other one is unknown.
const words = ['.', ',', 'The', 'a', 'Z', 'word', 'Teddy', '7', "'s", '😀', 'Š', 'é', '東'];
const tagger = randomTagger({ words, seed: 6 });
const tagTexts = createTextTagger(tagger);
const story = 'Teddy saw a Z, the word.  "Teddy!" The 東 word is 7, a. 😀 é Teddy Z';

test('an entity is what stands in the text from its start to its end', () => {
  fc.assert(
    fc.property(randomText(60), (text) => {
      const [{ entities }] = tagTexts([text]);
      for (const { text: name, start, end } of entities) {
        expect(name).toBe(text.slice(start, end));
        expect(name).not.toBe('');
      }
    }),
  );
});

test('a name has the same entities in composed and decomposed form, at its own places', () => {
  const conventions = { tokenizer: 'words', wordForms: 2 } as const;
  const known = ['Zoé', 'Škoda', '한국'];
  const reading = { words: known, characters: [...'ZoéŠkda한국'], seed: 6, conventions };
  const tag = createTextTagger(randomTagger(reading));
  const text = 'Škoda Zoé 한국 Ｚｏé Škoda Škoda Zoé';
  const [composed, decomposed] = tag([text, text.normalize('NFD')]);
  expect(composed.entities.length).toBeGreaterThan(0);
  expect(decomposed.entities).toHaveLength(composed.entities.length);
  decomposed.entities.forEach((entity, index) => {
    const { label, text: name } = composed.entities[index];
    expect({ label, text: entity.text.normalize('NFC') }).toEqual({ label, text: name });
    expect(decomposed.text.slice(entity.start, entity.end)).toBe(entity.text);
  });
});

test('entities come in order, inside of the text, none over another', () => {
  fc.assert(
    fc.property(randomText(60), (text) => {
      const [{ entities }] = tagTexts([text]);
      let position = 0;
      for (const { start, end } of entities) {
        expect(start).toBeGreaterThanOrEqual(position);
        expect(end).toBeGreaterThan(start);
        position = end;
      }
      expect(position).toBeLessThanOrEqual(text.length);
    }),
  );
});

test('the tokens of all sentences cover the text but for its white space', () => {
  fc.assert(
    fc.property(randomText(60), (text) => {
      const [tagged] = tagTexts([text]);
      let position = 0;
      for (const token of tagged.sentences.flat()) {
        expect(text.slice(position, token.start)).toMatch(/^\s*$/);
        expect(token.text).toBe(text.slice(token.start, token.end));
        position = token.end;
      }
      expect(text.slice(position)).toMatch(/^\s*$/);
      expect(tagged.text).toBe(text);
    }),
  );
});

test('the entities are the spans of the tokens', () => {
  const withoutEmoji = randomText(60).map((text) =>
    text.replaceAll(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{RI}|\ufe0f/gu, 'x'),
  );
  fc.assert(
    fc.property(withoutEmoji, (text) => {
      const [{ sentences, entities }] = tagTexts([text]);
      const spans = tagger.tagSentences(sentences.map((tokens) => tokens.map(({ text }) => text)));
      const expected = sentences.flatMap((tokens, n) =>
        spans[n].map(({ label, start, end }) => ({
          label,
          start: tokens[start].start,
          end: tokens[end - 1].end,
        })),
      );
      expect(entities).toEqual(
        expected.map((entity) => ({ ...entity, text: text.slice(entity.start, entity.end) })),
      );
    }),
  );
});

test('a text of several sentences has its entities, of both types', () => {
  const [{ sentences, entities }] = tagTexts([story]);
  expect(sentences.length).toBeGreaterThan(2);
  expect(entities.length).toBeGreaterThan(4);
  expect([...new Set(entities.map(({ label }) => label))].sort()).toEqual(['LOC', 'PER']);
});

test('several texts at once give the same as one by one', () => {
  fc.assert(
    fc.property(fc.array(randomText(30), { maxLength: 8 }), (texts) => {
      expect(tagTexts(texts)).toEqual(texts.flatMap((text) => tagTexts([text])));
    }),
  );
});

test.each(['', ' ', '\n\t\u3000'])('a text without a token has no sentences: %j', (text) => {
  expect(tagTexts([text])).toEqual([{ text, sentences: [], entities: [] }]);
  const [before, empty, after] = tagTexts([story, text, story]);
  expect(empty).toEqual({ text, sentences: [], entities: [] });
  expect(after).toEqual(before);
});

test('no texts give nothing', () => {
  expect(tagTexts([])).toEqual([]);
});

test('sentences stand apart: one has the same entities with and without another before it', () => {
  const [first, second] = ['Teddy saw a Z, the word.', 'The word is 7, a Teddy word.'];
  const [both] = tagTexts([`${first} ${second}`]);
  expect(both.sentences).toHaveLength(2);
  const [a, b] = tagTexts([first, second]);
  const shift = first.length + 1;
  const moved = b.entities.map((entity) => ({
    ...entity,
    start: entity.start + shift,
    end: entity.end + shift,
  }));
  expect(both.entities).toEqual([...a.entities, ...moved]);
});

test('sentences and tokens are those of the cutter it is given, one without tokens too', () => {
  const cut = (text: string) =>
    [...text].map((character, start) =>
      character === ' ' ? [] : [{ text: character, start, end: start + 1 }],
    );
  const [{ sentences, entities }, { sentences: none }] = createTextTagger(
    tagger,
    cut,
  )(['Z 東é', '']);
  expect(sentences).toEqual(cut('Z 東é'));
  expect(none).toEqual([]);
  const spans = tagger.tagSentences([['Z'], [], ['東'], ['é']]);
  expect(entities.map(({ start }) => start)).toEqual(
    spans.flatMap((found, index) => found.map(() => index)),
  );
});

test('entities have the confidences of their spans if they are asked for', () => {
  const [{ sentences, entities }] = createTextTagger(tagger, undefined, { confidences: true })([
    story,
  ]);
  const tokens = sentences.map((sentence) => sentence.map(({ text }) => text));
  const expected = tagger.tagWithConfidences(tokens).flat();
  expect(entities.map(({ confidence }) => confidence)).toEqual(
    expected.map(({ confidence }) => confidence),
  );
  expect(entities.map(({ confidence: _, ...entity }) => entity)).toEqual(
    tagTexts([story])[0].entities,
  );
});

test('entities above a limit are those of their spans', () => {
  const [{ sentences, entities }] = createTextTagger(tagger, undefined, { minConfidence: 0.1 })([
    story,
  ]);
  const tokens = sentences.map((sentence) => sentence.map(({ text }) => text));
  const expected = tagger.findProbable(tokens, 0.1).flat();
  expect(entities.map(({ label, confidence }) => ({ label, confidence }))).toEqual(
    expected.map(({ label, confidence }) => ({ label, confidence })),
  );
  for (const { text, start, end } of entities) expect(story.slice(start, end)).toBe(text);
});

test('emoji are no part of a name, and the names on both sides of them stay', () => {
  const words = fc.array(fc.constantFrom('Teddy', 'Z', '😀', '🇫🇷', '👍🏽', '❤️', '™', '東'), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(words, (some) => {
      const text = some.join(' ');
      const [{ sentences, entities }] = tagTexts([text]);
      const found = tagger.tagSentences(
        sentences.map((tokens) => tokens.map((token) => token.text)),
      );
      const inEntity = (start: number) =>
        entities.some((entity) => entity.start <= start && start < entity.end);
      for (const { text: name } of entities) {
        expect(name).toMatch(/^(?:[^😀🇫👍❤]*|[^a-zA-Z東™]*)$/u);
      }
      for (const [index, tokens] of sentences.entries()) {
        for (const span of found[index]) {
          const names = tokens
            .slice(span.start, span.end)
            .filter((token) => /^[a-zA-Z東™]/u.test(token.text));
          for (const { start } of names) expect(inEntity(start)).toBe(true);
        }
      }
    }),
  );
});
