import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Format, Passage } from '../../../src/cli/formats/format.js';
import { inlineFormat } from '../../../src/cli/formats/inline.js';
import { jsonlFormat } from '../../../src/cli/formats/jsonl.js';
import { createColumnInput, type Input, tokenInput } from '../../../src/cli/tag/input-formats.js';
import { mostTokens } from '../../../src/cli/tag/split-long-lines.js';
import { tagPassages } from '../../../src/cli/tag/tag-passages.js';
import { splitColumns } from '../../../src/corpora/columns.js';
import { renderTags } from '../../../src/corpora/tags.js';
import { createTextTagger } from '../../../src/model/tag-text.js';
import { randomTagger } from '../../model/random-tagger.js';
import { lineBatches } from './line-chunks.js';

const words = ['a', 'b', 'Teddy', '🧸', '#', '\u00a0'];
const tagger = randomTagger({ words });

async function answer<P extends Passage>(input: Input<P>, text: string, format?: Format) {
  const passages = input.read(lineBatches(text), 'f');
  const tagTexts = createTextTagger(tagger, input.cut);
  const parts: string[] = [];
  for await (const part of tagPassages(passages, tagTexts, format ?? input.conll)) parts.push(part);
  return parts.join('');
}

/** The sentences' tags in IOB2. */
const tagsOf = (sentences: readonly (readonly string[])[]) =>
  tagger
    .tagSentences(sentences)
    .map((spans, index) => renderTags(spans, sentences[index].length, 'IOB2'));

const blank = fc.constantFrom(' ', '\t', ' \t ');
const word = fc.constantFrom(...words, 'unknown');
const lineEnd = fc.constantFrom('\n', '\r\n');
const lineOfTokens = fc
  .tuple(fc.array(fc.tuple(word, blank), { maxLength: 8 }), fc.constantFrom('', ' '), lineEnd)
  .map(([tokens, first, end]) => `${first}${tokens.flat().join('')}${end}`);
const tokenText = fc.array(lineOfTokens, { maxLength: 6 }).map((lines) => lines.join(''));

/** The lines without their ends; a text ends in one. */
const linesIn = (text: string) => text.split(/\r?\n/).slice(0, -1);

test('each line of tokens is tagged as it is cut, line by line', async () => {
  await fc.assert(
    fc.asyncProperty(tokenText, async (text) => {
      const lines = linesIn(text);
      const answers = linesIn(await answer(tokenInput, text, jsonlFormat)).map((json) =>
        JSON.parse(json),
      );
      expect(answers.map((object) => object.text)).toEqual(lines);
      for (const [index, spans] of tagger.tagSentences(lines.map(splitColumns)).entries()) {
        const entities: { text: string; start: number; end: number; label: string }[] =
          answers[index].entities;
        const tokens = splitColumns(lines[index]);
        expect(entities.map(({ label, text }) => [label, splitColumns(text)])).toEqual(
          spans.map(({ label, start, end }) => [label, tokens.slice(start, end)]),
        );
        for (const { text, start, end } of entities) {
          expect(lines[index].slice(start, end)).toBe(text);
        }
      }
    }),
  );
});

test('a line of tokens has a row for each and a blank line behind them', async () => {
  await fc.assert(
    fc.asyncProperty(tokenText, async (text) => {
      const sentences = linesIn(text).map(splitColumns);
      const tags = tagsOf(sentences);
      const blocks = sentences.map((tokens, index) =>
        tokens.map((token, place) => `${token} ${tags[index][place]}\n`).join(''),
      );
      expect(await answer(tokenInput, text)).toBe(blocks.map((rows) => `${rows}\n`).join(''));
    }),
  );
});

const row = fc
  .tuple(word, fc.constantFrom('', ' NNP', '\tNNP\tB-X', ' \t'), lineEnd)
  .map(([token, others, end]) => ({ token, others, end }));
const otherLine = fc.constantFrom('\n', ' \r\n', '-DOCSTART- -X- O\n');

test('rows come out as they are but for the tag behind them, other lines as they are', async () => {
  // Before the first sentence a hash would open a comment.
  const file = fc.array(fc.tuple(fc.array(row, { maxLength: 5 }), otherLine), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(file, async (blocks) => {
      const sentences = blocks.map(([rows]) => [{ token: 'a', others: ' x', end: '\n' }, ...rows]);
      const tags = tagsOf(sentences.map((rows) => rows.map(({ token }) => token)));
      const write = (isTagged: boolean) =>
        sentences
          .flatMap((rows, index) => [
            ...rows.map(({ token, others, end }, place) => {
              const divider = others.includes('\t') ? '\t' : ' ';
              const tag = isTagged ? divider + tags[index][place] : '';
              return token + others + tag + end;
            }),
            blocks[index][1],
          ])
          .join('');
      expect(await answer(createColumnInput(1), write(false))).toBe(write(true));
    }),
  );
});

test('the text of a sentence in columns is its tokens with a space between two', async () => {
  const input = () => createColumnInput(2);
  const text = '# x\n\n1 a x\n2\t🧸\n\n-DOCSTART- x\n3 b\n';
  const json = linesIn(await answer(input(), text, jsonlFormat)).map((line) => JSON.parse(line));
  expect(json.map((object) => object.text)).toEqual(['a 🧸', 'b']);
  const tokens = `${json.map((object) => object.text).join('\n')}\n`;
  expect(await answer(input(), text, inlineFormat)).toBe(
    await answer(tokenInput, tokens, inlineFormat),
  );
});

test('a byte order mark stays in its line and is no token', async () => {
  expect(await answer(tokenInput, '\ufeff\n')).toBe('\n');
  const [first] = tagsOf([['a', 'b']]);
  expect(await answer(tokenInput, '\ufeffa b\n')).toBe(`a ${first[0]}\nb ${first[1]}\n\n`);
  const json = JSON.parse(await answer(tokenInput, '\ufeffa b\n', jsonlFormat));
  expect(json.text).toBe('\ufeffa b');
});

test('a sentence longer than a passage has the tags of the whole, in each input', async () => {
  const tokens = Array.from({ length: mostTokens + 5000 }, (_, index) => words[index % 5]);
  const [tags] = tagsOf([tokens]);
  const rows = tokens.map((token, index) => `${token} ${tags[index]}\n`).join('');
  expect((await answer(tokenInput, `${tokens.join(' ')}\n`)) === `${rows}\n`).toBe(true);
  expect((await answer(createColumnInput(1), `${tokens.join('\n')}\n`)) === rows).toBe(true);
  const json = await answer(createColumnInput(1), tokens.join('\n'), jsonlFormat);
  expect(JSON.parse(json).text === tokens.join(' ')).toBe(true);
});
