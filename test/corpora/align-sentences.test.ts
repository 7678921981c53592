import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AlignedSentence, alignSentences } from '../../src/corpora/align-sentences.js';
import type { LabeledSentence } from '../../src/corpora/conll.js';
import type { Span } from '../../src/corpora/tags.js';
import { InputError } from '../../src/errors.js';

const paths = { gold: 'gold.conll', predicted: 'predicted.conll' };

function align(
  gold: readonly LabeledSentence[],
  predicted: readonly LabeledSentence[],
): AlignedSentence[] {
  return [...alignSentences(gold, predicted, paths)];
}

/** A sentence from words; `[PER` opens an entity of that type before a word and `]` closes it. */
function sentence(text: string, line = 1): LabeledSentence {
  const tokens: string[] = [];
  const spans: Span[] = [];
  let open: { label: string; start: number } | undefined;
  for (const word of text.split(' ')) {
    if (word.startsWith('[')) open = { label: word.slice(1), start: tokens.length };
    else if (word === ']' && open) spans.push({ ...open, end: tokens.length });
    else tokens.push(word);
  }
  return { tokens, spans, line };
}

test('equal tokens keep their spans', () => {
  const gold = [sentence('[PER Ada ] wrote .'), sentence('Yes', 5)];
  const predicted = [sentence('Ada [ORG wrote ] .'), sentence('[LOC Yes ]', 5)];
  expect(align(gold, predicted)).toEqual([
    {
      tokens: ['Ada', 'wrote', '.'],
      line: 1,
      gold: [{ label: 'PER', start: 0, end: 1 }],
      predicted: [{ label: 'ORG', start: 1, end: 2 }],
    },
    { tokens: ['Yes'], line: 5, gold: [], predicted: [{ label: 'LOC', start: 0, end: 1 }] },
  ]);
});

test('finer and coarser tokens meet at the same characters', () => {
  const gold = [sentence("[ORG Smith 's ] of [LOC U.S. ]")];
  expect(align(gold, [sentence("[ORG Smith's ] of [LOC U . S . ]")])[0].predicted).toEqual(
    gold[0].spans,
  );
});

test('a boundary within a gold token is a fraction of it', () => {
  const [{ predicted }] = align([sentence('well-known')], [sentence('well [MISC -known ]')]);
  expect(predicted).toEqual([{ label: 'MISC', start: 0.4, end: 1 }]);
});

test('an entity that crosses the end of a gold sentence ends beyond it', () => {
  const aligned = align([sentence('a b'), sentence('c d', 4)], [sentence('a [PER b c ] d')]);
  expect(aligned.map(({ predicted }) => predicted)).toEqual([
    [{ label: 'PER', start: 1, end: 3 }],
    [],
  ]);
});

test('sentences may be cut differently on either side', () => {
  const aligned = align(
    [sentence('a b c'), sentence('[PER d ]', 5)],
    [sentence('a'), sentence('b c [PER d ]', 3)],
  );
  expect(aligned[1].predicted).toEqual([{ label: 'PER', start: 0, end: 1 }]);
});

test.each([
  [
    'another text',
    ['one two'],
    ['one too'],
    'gold.conll:2: expected the same text on both sides: gold has "wo", predicted.conll:2 has "oo"',
  ],
  [
    'predictions that end early',
    ['one', 'two'],
    ['one'],
    'gold.conll:1: expected the same text on both sides: gold has "two", predicted.conll ends',
  ],
  [
    'predictions that go on',
    ['one'],
    ['one', 'two'],
    'predicted.conll:1: expected the predictions to end where gold.conll ends, found more text',
  ],
  [
    'predictions that go on within a sentence',
    ['one'],
    ['one two'],
    'predicted.conll:2: expected the predictions to end where gold.conll ends, found more text',
  ],
])('%s is refused with the place', (_, gold, predicted, message) => {
  const read = (texts: readonly string[]) => texts.map((text) => sentence(text));
  expect(() => align(read(gold), read(predicted))).toThrow(new InputError(message));
});

/** Characters of a text with the spans on them, and two ways of cutting it into sentences and tokens. */
const cutTexts = fc
  .array(fc.constantFrom('a', 'b', 'é', '𝒜'), { minLength: 1, maxLength: 30 })
  .chain((characters) => {
    const bits = fc.array(fc.nat(5), {
      minLength: characters.length,
      maxLength: characters.length,
    });
    return fc.record({ characters: fc.constant(characters), gold: bits, predicted: bits });
  });

/** Cut after a character: 0 and 1 end a sentence, 2 and 3 a token; an odd number makes its token an entity. */
function cut(characters: readonly string[], ends: readonly number[]): LabeledSentence[] {
  const sentences: LabeledSentence[] = [];
  let [tokens, spans, token] = [[] as string[], [] as Span[], ''];
  characters.forEach((character, index) => {
    token += character;
    const isLast = index === characters.length - 1;
    if (ends[index] > 3 && !isLast) return;
    if (ends[index] % 2 === 1)
      spans.push({ label: 'X', start: tokens.length, end: tokens.length + 1 });
    tokens.push(token);
    token = '';
    if (ends[index] > 1 && !isLast) return;
    sentences.push({ tokens, spans, line: 1 });
    [tokens, spans] = [[], []];
  });
  return sentences;
}

/** Spans as offsets of characters in the whole text. */
function offsetsOf(sentences: readonly { tokens: readonly string[]; spans: readonly Span[] }[]) {
  const offsets: string[] = [];
  let start = 0;
  for (const { tokens, spans } of sentences) {
    const ends = tokens.map((_, index) => tokens.slice(0, index).join('').length);
    const place = (position: number) => {
      const token = Math.floor(position);
      return ends[token] + (position - token) * (tokens[token]?.length ?? 0);
    };
    ends.push(tokens.join('').length);
    for (const span of spans) {
      if (span.end > tokens.length) offsets.push(`${Math.round(start + place(span.start))} beyond`);
      else
        offsets.push(
          `${Math.round(start + place(span.start))} ${Math.round(start + place(span.end))}`,
        );
    }
    start += tokens.join('').length;
  }
  return offsets;
}

test('every predicted span stands on the characters it stood on', () => {
  fc.assert(
    fc.property(cutTexts, ({ characters, gold, predicted }) => {
      const predictedSentences = cut(characters, predicted);
      const goldSentences = cut(characters, gold);
      const aligned = align(goldSentences, predictedSentences);
      const found = offsetsOf(aligned.map(({ tokens, predicted: spans }) => ({ tokens, spans })));
      const expected = offsetsOf(predictedSentences);
      expect(found.length).toBe(expected.length);
      found.forEach((offsets, index) => {
        if (offsets.endsWith('beyond')) {
          expect(expected[index].split(' ')[0]).toBe(offsets.split(' ')[0]);
        } else expect(offsets).toBe(expected[index]);
      });
    }),
  );
});
