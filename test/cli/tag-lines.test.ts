import { expect, test } from '@jest/globals';
import { conllFormat } from '../../src/cli/render/conll.js';
import type { Line } from '../../src/cli/render/format.js';
import { inlineFormat } from '../../src/cli/render/inline.js';
import { jsonlFormat } from '../../src/cli/render/jsonl.js';
import { tagLines } from '../../src/cli/tag-lines.js';
import type { TextTagger } from '../../src/model/tag-text.js';

/** Takes every word with a capital for a name, and a text for one sentence; tells how long its calls were. */
function createCapitalTagger(): { readonly tagTexts: TextTagger; readonly lengths: number[] } {
  const lengths: number[] = [];
  const tagTexts: TextTagger = (texts) => {
    lengths.push(texts.join('').length);
    return texts.map((text) => {
      const tokens = [...text.matchAll(/\S+/g)].map((match) => ({
        text: match[0],
        start: match.index,
        end: match.index + match[0].length,
      }));
      const names = tokens.filter((token) => /^[A-Z]/.test(token.text));
      return {
        text,
        sentences: [tokens],
        entities: names.map((name) => ({ ...name, label: 'X' })),
      };
    });
  };
  return { tagTexts, lengths };
}

const line = (text: string): Line => ({ text, end: '\n' });

// Each a sentence for the splitter, 20 units long.
const longText = 'This was Teddy here. '.repeat(10000);

test('lines come out in order, marked', () => {
  const { tagTexts } = createCapitalTagger();
  const lines: Line[] = [line('a Bear'), { text: '', end: '\r\n' }, { text: ' No', end: '' }];
  const rendered = [...tagLines(lines, tagTexts, inlineFormat)].join('');
  expect(rendered).toBe('a [Bear](X)\n\r\n [No](X)');
});

test('short lines are tagged together, and no more of them than memory should hold', () => {
  const { tagTexts, lengths } = createCapitalTagger();
  const lines = Array.from({ length: 3000 }, () => line('x'.repeat(100)));
  const rendered = [...tagLines(lines, tagTexts, inlineFormat)].join('');
  expect(rendered).toBe(`${'x'.repeat(100)}\n`.repeat(3000));
  expect(lengths.length).toBe(5);
  expect(Math.max(...lengths)).toBeLessThan(66000);
});

test('a long line is tagged in parts of whole sentences and comes out as one', () => {
  const { tagTexts, lengths } = createCapitalTagger();
  const rendered = [...tagLines([line(longText)], tagTexts, inlineFormat)].join('');
  expect(rendered).toBe(`${'[This](X) was [Teddy](X) here. '.repeat(10000)}\n`);
  expect(lengths.length).toBeGreaterThan(2);
  for (const length of lengths.slice(0, -1)) expect(length % 21).toBe(0);
});

test('the entities of a long line point into the whole of it', () => {
  const { tagTexts } = createCapitalTagger();
  const rendered = [...tagLines([line(longText), line('And Jo')], tagTexts, jsonlFormat)].join('');
  const [long, short] = rendered
    .trimEnd()
    .split('\n')
    .map((json) => JSON.parse(json));
  expect(long.text).toBe(longText);
  expect(long.entities).toHaveLength(20000);
  for (const { text, start, end } of long.entities) expect(longText.slice(start, end)).toBe(text);
  expect(short.entities.map(({ text }: { text: string }) => text)).toEqual(['And', 'Jo']);
});

test('a long line in columns comes out part by part', () => {
  const { tagTexts } = createCapitalTagger();
  const parts = [...tagLines([line(longText)], tagTexts, conllFormat)];
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.join('').match(/^Teddy B-X$/gm)).toHaveLength(10000);
});
