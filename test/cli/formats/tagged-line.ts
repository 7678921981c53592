// Random lines with entities: hostile texts, types and ids.
import fc from 'fast-check';
import type { Entity, TaggedText } from '../../../src/entities/entity.js';
import { sentencesIn } from '../../../src/model/tag-text.js';
import { createTokenizer } from '../../../src/text/tokenizer.js';
import { anyCharacter } from '../../any-character.js';

const tokenize = createTokenizer();

const hard = [
  '👩‍👧',
  '👨🏻‍🚒',
  '🇩🇪',
  'e\u0301',
  '\ufeff',
  '\0',
  '\u0001',
  '\u001b[31m',
  '\r',
  '\t',
  '  ',
  '\u0085',
  '\u2028',
  '\u2029',
  '\ufffe',
  '\uffff',
  '\u202e',
  '\u00a0',
  ']]>',
  '<script>',
  '</script>',
  '<!--',
  '&amp;',
  '"',
  "'",
  '\\',
  '\\t',
  '_',
  '|',
  '#',
  '[x](PER)',
  'שלום',
  '東京',
];

const unit = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hard) },
  { weight: 4, arbitrary: fc.constantFrom('Teddy', 'Joe', 'won', '.', 'New', 'York') },
  { weight: 1, arbitrary: fc.string({ unit: anyCharacter, minLength: 1, maxLength: 2 }) },
);

/** A line without its end; its text can be UTF-8. */
export const lineText = fc
  .array(fc.tuple(unit, fc.constantFrom('', ' ')), { maxLength: 14 })
  .map((units) => units.flat().join('').replaceAll('\n', ' '))
  .map((text) => Buffer.from(text).toString());

const label = fc.constantFrom('PER', 'LOC', 'a b', '<i>', '"', '&', 'B|C=D', '\u001b[1m', 'ä', '=');
const id = fc.constantFrom('Q42', 'a|b\\', '"><b>', '\t', 'http://x/1 2');

interface Choice {
  readonly length: number;
  readonly skip: number;
  readonly label: string;
  readonly confidence: number | undefined;
  readonly id: string | undefined;
}

const choices = fc.array(
  fc.record({
    length: fc.integer({ min: 1, max: 3 }),
    skip: fc.nat(2),
    label,
    confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
    id: fc.option(id, { nil: undefined }),
  }),
  { maxLength: 5 },
);

/** A line as the tagger leaves it; its entities are tokens of a sentence. */
export const taggedLine: fc.Arbitrary<TaggedText> = fc
  .tuple(lineText, choices)
  .map(([text, chosen]) => tag(text, chosen));

function tag(text: string, chosen: readonly Choice[]): TaggedText {
  const sentences = sentencesIn(text, tokenize);
  const entities: Entity[] = [];
  const rest = [...chosen];
  for (const tokens of sentences) {
    let place = 0;
    while (place < tokens.length && rest.length > 0) {
      const { length, skip, label, confidence, id } = rest.shift()!;
      const first = tokens[place + skip];
      if (first === undefined) break;
      const last = tokens[Math.min(place + skip + length, tokens.length) - 1];
      const [start, end] = [first.start, last.end];
      entities.push({
        label,
        text: text.slice(start, end),
        start,
        end,
        ...(confidence !== undefined && { confidence }),
        ...(id !== undefined && { id }),
      });
      place += skip + length;
    }
  }
  return { text, sentences, entities };
}
