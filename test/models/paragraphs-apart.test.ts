import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { execPath } from 'node:process';
import { expect, test } from '@jest/globals';
import { paragraphsApart } from '../../models/paragraphs-apart.js';

const SENTENCE = 'The senator spoke in Boston about the harbor and its workers.';
const paragraphs = Array.from({ length: 20 }, (_, index) => `Paragraph ${index}.`);

test('a paragraph with a held-out sentence is left out, with the five before and after it', () => {
  const text = paragraphs.with(8, `Before it. ${SENTENCE} After it.`);
  const far = [0, 1, 2, 14, 15, 16, 17, 18, 19];
  expect(paragraphsApart(text, [SENTENCE])).toEqual(far.map((index) => paragraphs[index]));
});

test('a held-out sentence of fewer than 40 characters is ignored, as it is in many texts', () => {
  const text = paragraphs.with(8, 'Thank you. Goodbye.');
  expect(paragraphsApart(text, ['Thank you.'])).toEqual(text);
});

test('the first and the last paragraph have fewer around them', () => {
  const text = paragraphs.with(0, SENTENCE).with(19, SENTENCE);
  expect(paragraphsApart(text, [SENTENCE])).toEqual(paragraphs.slice(6, 14));
});

test.each([
  [['text.txt'], 'raw-text: expected TEXT and at least one CORPUS\n'],
  [['missing.txt', 'data/news/dev.conll'], 'raw-text: missing.txt: '],
  [
    ['data/texts/01-news.txt', 'data/teddy/dev.conll'],
    'raw-text: data/teddy/dev.conll: expected "# text =" before sentences\n',
  ],
])('raw-text with the arguments %j is refused', (args, message) => {
  const script = spawnSync(execPath, ['dist/models/raw-text.js', ...args], { encoding: 'utf8' });
  expect(script).toMatchObject({ status: 1, stdout: '' });
  expect(script.stderr).toContain(message);
  expect(script.stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('raw-text writes the paragraphs of a text that a corpus does not have', () => {
  const args = ['dist/models/raw-text.js', 'data/texts/01-news.txt', 'data/news/dev.conll'];
  const script = spawnSync(execPath, args, { encoding: 'utf8' });
  expect(script).toMatchObject({ status: 0, stdout: readFileSync(args[1], 'utf8') });
});
