import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse, serialize } from 'parse5';
import type { Format } from '../../../src/cli/formats/format.js';
import { jsonlFormat } from '../../../src/cli/formats/jsonl.js';
import { inlineFormat } from '../../../src/cli/formats/marked.js';
import type { Passage } from '../../../src/cli/formats/passage.js';
import {
  createConllInput,
  createDocumentInput,
  createTokenInput,
  type InputFormat,
} from '../../../src/cli/tag/input-formats.js';
import { MAXIMUM_PASSAGE_TOKENS } from '../../../src/cli/tag/split-long-lines.js';
import { tagPassages } from '../../../src/cli/tag/tag-passages.js';
import { splitColumns } from '../../../src/corpora/columns.js';
import { renderTags } from '../../../src/corpora/tags.js';
import { inOrder } from '../../../src/entities/entity.js';
import { textsOfHtml } from '../../../src/markup/html.js';
import { createTextTagger } from '../../../src/model/tag-text.js';
import { randomTagger } from '../../model/random-tagger.js';
import { lineChunks } from './line-chunks.js';

const words = ['a', 'b', 'Teddy', '🧸', '#', '\u00a0'];
const tagger = randomTagger({ words });

async function answer<P extends Passage>(input: InputFormat<P>, text: string, format?: Format) {
  const passages = input.read(lineChunks(text), 'f');
  const steps = {
    tagTexts: createTextTagger(tagger, input.tokenize),
    refine: inOrder([]),
    format: format ?? input.conll,
  };
  const parts: string[] = [];
  for await (const part of tagPassages(passages, steps)) parts.push(part);
  return parts.join('');
}

/** The sentences' tags in IOB2. */
const tagsOf = (sentences: readonly (readonly string[])[]) =>
  tagger
    .tagSentences(sentences)
    .map((spans, index) => renderTags(spans, sentences[index].length, 'IOB2'));

const htmlPart = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('a', 'b', 'Teddy', '🧸', ' ', '\n', '&nbsp;', '&eacute;'),
  },
  fc.constantFrom(
    '<b>',
    '</b>',
    '<i>',
    '</i>',
    '<p>',
    '</p>',
    '<!-- a -->',
    '<br>',
    '<a href="a">',
  ),
);
const html = fc
  .array(htmlPart, { maxLength: 30 })
  .map((parts) => `<!DOCTYPE html>${parts.join('')}`);
const documentInput = createDocumentInput('html');
const withoutMarks = (text: string) => text.replace(/\[|\]\(\w+\)/g, '');

test('the source of an entity in a document, without markup, is its text', async () => {
  await fc.assert(
    fc.asyncProperty(html, async (source) => {
      const { text, entities } = JSON.parse(await answer(documentInput, source, jsonlFormat));
      expect(text).toBe(source);
      for (const { text: name, start, end } of entities) {
        const [content] = await textsOfHtml(source.slice(start, end));
        expect(content.text).toBe(name);
      }
    }),
  );
});

test('a document with its entities marked has the same elements', async () => {
  await fc.assert(
    fc.asyncProperty(html, async (source) => {
      const marked = await answer(documentInput, source, inlineFormat);
      expect(withoutMarks(marked)).toBe(source);
      expect(withoutMarks(serialize(parse(marked)))).toBe(serialize(parse(source)));
    }),
  );
});

const blank = fc.constantFrom(' ', '\t', ' \t ');
const word = fc.constantFrom(...words, 'unknown');
const lineEnd = fc.constantFrom('\n', '\r\n');
const lineOfTokens = fc
  .tuple(fc.array(fc.tuple(word, blank), { maxLength: 8 }), fc.constantFrom('', ' '), lineEnd)
  .map(([tokens, first, end]) => `${first}${tokens.flat().join('')}${end}`);
const tokenText = fc.array(lineOfTokens, { maxLength: 6 }).map((lines) => lines.join(''));

/** The lines without their ends; a text ends in one. */
const linesIn = (text: string) => text.split(/\r?\n/).slice(0, -1);

test('each line of tokens is tagged as a sentence of its tokens', async () => {
  await fc.assert(
    fc.asyncProperty(tokenText, async (text) => {
      const lines = linesIn(text);
      const answers = linesIn(
        await answer(
          createTokenInput(() => {}),
          text,
          jsonlFormat,
        ),
      ).map((json) => JSON.parse(json));
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

test('a line of tokens becomes a line for each token and a blank line', async () => {
  await fc.assert(
    fc.asyncProperty(tokenText, async (text) => {
      const sentences = linesIn(text).map(splitColumns);
      const tags = tagsOf(sentences);
      const outputs = sentences.map((tokens, index) =>
        tokens.map((token, place) => `${token} ${tags[index][place]}\n`).join(''),
      );
      expect(
        await answer(
          createTokenInput(() => {}),
          text,
        ),
      ).toBe(outputs.map((lines) => `${lines}\n`).join(''));
    }),
  );
});

const tokenLine = fc
  .tuple(word, fc.constantFrom('', ' NNP', '\tNNP\tB-X', ' \t'), lineEnd)
  .map(([token, others, end]) => ({ token, others, end }));
const otherLine = fc.constantFrom('\n', ' \r\n', '-DOCSTART- -X- O\n');

test('token lines come out with a tag as one more column, other lines unchanged', async () => {
  // Before the first sentence a hash would begin a comment.
  const file = fc.array(fc.tuple(fc.array(tokenLine, { maxLength: 5 }), otherLine), {
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(file, async (content) => {
      const sentences = content.map(([lines]) => [
        { token: 'a', others: ' x', end: '\n' },
        ...lines,
      ]);
      const tags = tagsOf(sentences.map((lines) => lines.map(({ token }) => token)));
      const write = (isTagged: boolean) =>
        sentences
          .flatMap((lines, index) => [
            ...lines.map(({ token, others, end }, place) => {
              const separator = others.includes('\t') ? '\t' : ' ';
              const tag = isTagged ? separator + tags[index][place] : '';
              return token + others + tag + end;
            }),
            content[index][1],
          ])
          .join('');
      expect(await answer(createConllInput(1), write(false))).toBe(write(true));
    }),
  );
});

test('the text of a sentence in columns is its tokens with spaces between them', async () => {
  const input = () => createConllInput(2);
  const text = '# x\n\n1 a x\n2\t🧸\n\n-DOCSTART- x\n3 b\n';
  const json = linesIn(await answer(input(), text, jsonlFormat)).map((line) => JSON.parse(line));
  expect(json.map((object) => object.text)).toEqual(['a 🧸', 'b']);
  const tokens = `${json.map((object) => object.text).join('\n')}\n`;
  expect(await answer(input(), text, inlineFormat)).toBe(
    await answer(
      createTokenInput(() => {}),
      tokens,
      inlineFormat,
    ),
  );
});

test('a byte order mark stays in its line and is not part of a token', async () => {
  expect(
    await answer(
      createTokenInput(() => {}),
      '\ufeff\n',
    ),
  ).toBe('\n');
  const [first] = tagsOf([['a', 'b']]);
  expect(
    await answer(
      createTokenInput(() => {}),
      '\ufeffa b\n',
    ),
  ).toBe(`a ${first[0]}\nb ${first[1]}\n\n`);
  const json = JSON.parse(
    await answer(
      createTokenInput(() => {}),
      '\ufeffa b\n',
      jsonlFormat,
    ),
  );
  expect(json.text).toBe('\ufeffa b');
});

test('no token of a sentence that is longer than a passage is lost, in each input', async () => {
  const tokens = Array.from(
    { length: MAXIMUM_PASSAGE_TOKENS + 5000 },
    (_, index) => words[index % 5],
  );
  const tokensIn = (rows: string) => rows.trimEnd().replace(/ \S+$/gm, '').split('\n');
  const ofTokens = await answer(
    createTokenInput(() => {}),
    `${tokens.join(' ')}\n`,
  );
  expect(tokensIn(ofTokens).join() === tokens.join()).toBe(true);
  const ofColumns = await answer(createConllInput(1), `${tokens.join('\n')}\n`);
  expect(ofColumns === ofTokens.slice(0, -1)).toBe(true);
  const json = await answer(createConllInput(1), tokens.join('\n'), jsonlFormat);
  expect(JSON.parse(json).text === tokens.join(' ')).toBe(true);
});
