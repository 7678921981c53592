import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Passage } from '../../../src/cli/formats/passage.js';
import { readParagraphs } from '../../../src/cli/input/paragraphs.js';
import { chunksOf, collect, lineChunks } from '../tag/line-chunks.js';

const paragraphsOf = (text: string, joinsHyphens = false) =>
  collect(readParagraphs(lineChunks(text), 'f', { joinsHyphens }));

const sourceOf = ({ text, source, end }: Passage) => (source?.text ?? text) + end;

const textsOf = async (text: string, joinsHyphens = false) =>
  (await paragraphsOf(text, joinsHyphens))
    .filter(({ isBetween }) => !isBetween)
    .map((passage) => passage.text);

const characters = fc.constantFrom(
  ...[
    'a',
    'B',
    'é',
    '🧸',
    ' ',
    '  ',
    '\t',
    '\n',
    '\n\n',
    '\r\n',
    '-\n',
    '\u00ad\n',
    '\u2010\r\n ',
    '\ufeff',
  ],
);
const wrapped = fc.array(characters).map((parts) => parts.join(''));

test('all sources together are the input, and each range has its text', async () => {
  await fc.assert(
    fc.asyncProperty(wrapped, fc.boolean(), async (content, joinsHyphens) => {
      const passages = await paragraphsOf(content, joinsHyphens);
      expect(passages.map(sourceOf).join('')).toBe(content);
      for (const { text, source } of passages.filter(({ isBetween }) => !isBetween)) {
        for (let at = 0; at < text.length; at++) {
          const [start, end] = source!.rangeOf(at, at + 1);
          const slice = source!.text.slice(start, end);
          expect(/^\s+$/.test(slice) && text[at] === ' ' ? text[at] : slice).toBe(text[at]);
        }
      }
    }),
  );
});

test('the text of a paragraph is its words with single spaces at line ends', async () => {
  expect(await textsOf('New\nYork  \r\n  is\n\n\n \t\nup-\nstate')).toEqual([
    'New York is',
    'up- state',
  ]);
});

test('hyphens at line ends are dropped within a word and kept between words', async () => {
  const text =
    'Roose-\n velt, Anglo-\r\nAmerican, so\u00ad\nFt, up\u2010\nstate, 5 -\nx, a -\nb, c-\n\nd-';
  expect(await textsOf(text, true)).toEqual([
    'Roosevelt, Anglo-American, soFt, upstate, 5 - x, a - b, c-',
    'd-',
  ]);
});

test('a paragraph is yielded once the blank line after it arrives', async () => {
  const line = (text: string, lineNumber: number) => ({ text, end: '\n', lineNumber }) as const;
  async function* endless() {
    yield [line('', 1), line('New', 2)];
    yield [line('York', 3), line(' ', 4)];
    throw new Error('read on too early');
  }
  const paragraphs = readParagraphs(endless(), 'f', { joinsHyphens: false });
  expect((await paragraphs.next()).value).toEqual([{ ...line('', 1), isBetween: true }]);
  expect((await paragraphs.next()).value).toMatchObject([
    { text: 'New York', end: '\n', lineNumber: 2 },
    { ...line(' ', 4), isBetween: true },
  ]);
});

test('a paragraph that is too long is refused, after those before it', async () => {
  const lines = ['ab', '', 'cd', 'efg', 'h'].map(
    (text, index) => ({ text, end: '\n', lineNumber: index + 1 }) as const,
  );
  const options = { joinsHyphens: false, maxLength: 6 };
  const texts: string[] = [];
  const reading = async () => {
    for await (const passages of readParagraphs(chunksOf(lines), 'f', options)) {
      texts.push(...passages.map(({ text }) => text));
    }
  };
  await expect(reading()).rejects.toMatchObject({
    name: 'InputError',
    message: 'f:3: expected paragraphs of at most 6 characters, found a longer one',
  });
  expect(texts).toEqual(['ab', '']);
});

test('the lines before a damaged one are not lost', async () => {
  async function* failing() {
    yield [{ text: 'Ann', end: '\n', lineNumber: 1 }] as const;
    throw new Error('damaged');
  }
  const texts: string[] = [];
  const reading = async () => {
    for await (const passages of readParagraphs(failing(), 'f', { joinsHyphens: false })) {
      texts.push(...passages.map(({ text }) => text));
    }
  };
  await expect(reading()).rejects.toThrow('damaged');
  expect(texts).toEqual(['Ann']);
});
