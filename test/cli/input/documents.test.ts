import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDocument } from '../../../src/cli/input/documents.js';
import { splitBetweenSentences } from '../../../src/cli/tag/split-long-lines.js';
import { collect, lineChunks } from '../tag/line-chunks.js';

const part = fc.constantFrom(
  ...[
    'Ann',
    ' ',
    '\n',
    '\r\n',
    '<p>',
    '</p>',
    '<b>',
    '</b>',
    '&amp;',
    '<!-- x -->',
    '*',
    '\n\n',
    '# ',
  ],
);

test.each(['html', 'markdown'] as const)(
  'the passages of %s are one record: their sources together are the document',
  async (kind) => {
    const document = fc.array(part, { minLength: 1 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(document, async (content) => {
        const passages = await collect(readDocument(lineChunks(content), 'f', kind));
        expect(passages.map(({ source }) => source!.text).join('')).toBe(content);
        expect(passages.map(({ end }) => end)).toEqual([
          ...passages.slice(1).map(() => undefined),
          '',
        ]);
        let place = 0;
        for (const { text, source, lineNumber } of passages) {
          if (text !== '') {
            const [start, end] = source!.rangeOf(0, text.length);
            const slice = content.slice(place + start, place + end);
            const plain = slice.replace(/<[^>]*>|\*/g, '').replaceAll('&amp;', '&');
            const shown = text.replaceAll('*', '');
            expect(plain.replace(/\s+/g, ' ').trim()).toBe(shown.replace(/\s+/g, ' ').trim());
            const before = content.slice(0, place + source!.rangeOf(0, 1)[0]);
            expect(lineNumber).toBe(before.split('\n').length);
          }
          place += source!.text.length;
        }
      }),
    );
  },
);

test('an empty document has no record', async () => {
  expect(await collect(readDocument(lineChunks(''), 'f', 'html'))).toEqual([]);
});

test('a document that is too long is refused', async () => {
  await expect(collect(readDocument(lineChunks('ab\ncd\n'), 'f', 'html', 5))).rejects.toMatchObject(
    {
      name: 'InputError',
      message: 'f: expected documents of at most 5 characters, found a longer one',
    },
  );
});

test('the parts of a long text keep their places, and the markup between them', async () => {
  const sentence = 'Ann <b>Lee</b> was &amp; is here. <i>Yes</i>.\n';
  const content = `<p>${sentence.repeat(3000)}</p>\n`;
  const whole = await collect(readDocument(lineChunks(content), 'f', 'html'));
  const parts = [...splitBetweenSentences(whole)];
  expect(parts.length).toBeGreaterThan(whole.length + 1);
  expect(parts.map(({ source }) => source!.text).join('')).toBe(content);
  let place = 0;
  let count = 0;
  for (const { text, source } of parts) {
    for (const { index } of text.matchAll(/Ann Lee/g)) {
      const [start, end] = source!.rangeOf(index, index + 7);
      expect(content.slice(place + start, place + end)).toBe('Ann <b>Lee</b>');
      count++;
    }
    place += source!.text.length;
  }
  expect(count).toBe(3000);
});
