import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkCorpora } from '../../src/checks/check-corpora.js';
import { kindNames } from '../../src/checks/finding.js';
import { type TagScheme, tagSchemes } from '../../src/corpora/tag-scheme.js';
import { renderTags } from '../../src/corpora/tags.js';
import { arbitrarySpans, type SpannedSentence } from '../corpora/arbitrary-spans.js';
import { parsed, plainRows } from './parsed.js';

/** Columns with a different word for each token, so that nothing repeats. */
function render(sentences: readonly SpannedSentence[], scheme: TagScheme, name: string): string {
  let wordCount = 0;
  return sentences
    .map(({ length, spans }) => {
      const tags = renderTags(spans, length, scheme);
      return `${tags.map((tag) => `${name}${wordCount++} ${tag}\n`).join('')}\n`;
    })
    .join('');
}

const oneOfEachType = {
  length: 8,
  spans: ['PER', 'LOC', 'creative-work', 'Ö_2'].map((label, index) => ({
    label,
    start: 2 * index,
    end: 2 * index + 1,
  })),
};

test('a clean corpus yields no finding, in any scheme', () => {
  fc.assert(
    fc.property(
      fc.array(arbitrarySpans, { maxLength: 10 }),
      fc.constantFrom(...tagSchemes),
      (sentences, scheme) => {
        const many = [...sentences, ...new Array<SpannedSentence>(10).fill(oneOfEachType)];
        const train = parsed(render(many, scheme, 'train'), 'train', { scheme });
        const dev = parsed(render([oneOfEachType], scheme, 'dev'), 'dev', { scheme });
        expect(checkCorpora([train, dev])).toEqual([]);
      },
    ),
  );
});

test('the findings come in the order of the kinds', () => {
  const long = plainRows('a', 'b', 'c', 'd', 'e');
  const text = `x\u200b O\ny\ufffd B-PER\n\n${long}\n${long}\n${'x'.repeat(101)} O\n\nz\n`;
  const order = checkCorpora([parsed(text), parsed(long, 'other')]).map(({ kind }) => kind);
  expect(order).toEqual([
    'malformed-row',
    'no-entities',
    'shared-sentence',
    'rare-type',
    'replacement-character',
    'invisible-character',
    'duplicate-sentence',
    'long-token',
  ]);
  expect(kindNames.filter((kind) => order.includes(kind))).toEqual(order);
});

test('no corpora have no findings', () => {
  expect(checkCorpora([])).toEqual([]);
});

test.each([
  ['no blank line', 'a O\nb B-PER\n'.repeat(50_000)],
  ['a token of a megabyte', `${'x'.repeat(1_000_000)} B-PER\n`],
  ['a sentence of each row', 'a O\n\n'.repeat(50_000)],
  ['malformed rows only', 'a\n'.repeat(50_000)],
  ['zero bytes', '\0\n\0 O\n'.repeat(10_000)],
  ['one long entity', `a B-PER\n${'a I-PER\n'.repeat(50_000)}`],
  ['ten thousand types', Array.from({ length: 10_000 }, (_, index) => `a B-T${index}\n`).join('')],
])('a file with %s is checked, and each message stays short', (_, text) => {
  const findings = checkCorpora([parsed(text)]);
  expect(findings.length).toBeGreaterThan(0);
  for (const { message, excerpt = '' } of findings) {
    expect(message.length + excerpt.length).toBeLessThan(500);
  }
});
