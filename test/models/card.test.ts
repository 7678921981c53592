import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { execPath } from 'node:process';
import { expect, test } from '@jest/globals';
import { replaceBlock } from '../../models/card-blocks.js';
import { renderTable } from '../../models/markdown-table.js';

test('a block of the card is replaced between its markers, as often as wanted', () => {
  const page = 'a\n<!-- x -->\nold\n<!-- end of x -->\nb\n';
  const replaced = replaceBlock(page, 'x', 'new\n');
  expect(replaced).toBe('a\n<!-- x -->\n\nnew\n\n<!-- end of x -->\nb\n');
  expect(replaceBlock(replaced, 'x', 'new\n')).toBe(replaced);
});

test('a page without the markers is refused', () => {
  expect(() => replaceBlock('a\n', 'x', 'new')).toThrow(
    'expected <!-- x --> and <!-- end of x --> in the page',
  );
});

test('a table has padded columns, text to the left and figures to the right', () => {
  expect(renderTable(['test', 'F1'], [['a', '100.0']])).toBe(
    '| test |    F1 |\n| ---- | ----: |\n| a    | 100.0 |\n',
  );
});

test.each(['score-en', 'score-name-regions', 'failures-en'])(
  'the card has a block for what %s prints',
  (name) => {
    const card = readFileSync('models/README.md', 'utf8');
    expect(() => replaceBlock(card, name, '')).not.toThrow();
  },
);

test.each([
  [[], 'score-en: TEDDY_CORPORA: expected the folder of the corpora\n'],
  [['a', 'b'], 'score-en: expected one model, found 2\n'],
])('score-en with the arguments %j and without corpora is refused', (args, message) => {
  const env = { ...process.env, TEDDY_CORPORA: '' };
  const options = { env, encoding: 'utf8' } as const;
  const { status, stderr } = spawnSync(execPath, ['dist/models/score-en.js', ...args], options);
  expect({ status, stderr }).toEqual({ status: 1, stderr: message });
});
