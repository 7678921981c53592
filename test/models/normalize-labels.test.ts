import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { afterAll, expect, test } from '@jest/globals';
import { normalizeLabels } from '../../models/normalize-labels.js';
import { parseConll } from '../../src/corpora/conll.js';
import { renderTags } from '../../src/corpora/tags.js';

const folder = mkdtempSync(join(tmpdir(), 'normalize-'));
afterAll(() => rmSync(folder, { recursive: true }));

const program = 'dist/models/prepare-en.js';

/** Rows as "token tag". */
function normalized(...rows: readonly string[]): string[] {
  const [sentence] = parseConll(Buffer.from(rows.join('\n')), 'rows').sentences;
  const { tokens, spans } = normalizeLabels(sentence);
  const tags = renderTags(spans, tokens.length, 'IOB2');
  return tokens.map((token, index) => `${token} ${tags[index]}`);
}

test.each([
  {
    rule: 'an article is not part of a name',
    rows: ['in O', 'the B-LOC', 'United I-LOC', 'States I-LOC'],
    expected: ['in O', 'the O', 'United B-LOC', 'States I-LOC'],
  },
  {
    rule: 'an article with a capital may be, and a single word is kept',
    rows: ['The B-ORG', 'Who I-ORG', 'the B-ORG'],
    expected: ['The B-ORG', 'Who I-ORG', 'the B-ORG'],
  },
  {
    rule: 'a role is not a name, but may be part of one',
    rows: ['Borrower B-PER', 'LENDER B-PER', 'bank B-ORG', 'Silicon B-ORG', 'Bank I-ORG'],
    expected: ['Borrower O', 'LENDER O', 'bank O', 'Silicon B-ORG', 'Bank I-ORG'],
  },
  {
    rule: 'a creed is MISC, but a church is not',
    rows: ['Jewish B-ORG', 'Republicans B-ORG', 'Catholic B-ORG', 'Church I-ORG', 'Muslim B-MISC'],
    expected: [
      ...['Jewish B-MISC', 'Republicans B-MISC', 'Catholic B-ORG', 'Church I-ORG'],
      'Muslim B-MISC',
    ],
  },
  {
    rule: 'a creed is not a place',
    rows: ['Hindu B-LOC', 'Judaism B-ORG', 'Christian B-PER'],
    expected: ['Hindu B-MISC', 'Judaism B-MISC', 'Christian B-PER'],
  },
  {
    rule: 'a year before an event is not part of its name',
    rows: ['1972 B-MISC', 'Summer I-MISC', 'Olympics I-MISC', '1984 B-MISC', '2012 B-ORG'],
    expected: ['1972 O', 'Summer B-MISC', 'Olympics I-MISC', '1984 B-MISC', '2012 B-ORG'],
  },
  {
    rule: 'MISC without a capital or a digit is a term',
    rows: ['loss B-MISC', 'function I-MISC', 'iPod B-MISC', '49ers B-MISC', 'dior B-ORG'],
    expected: ['loss O', 'function O', 'iPod B-MISC', '49ers B-MISC', 'dior B-ORG'],
  },
])('$rule', ({ rows, expected }) => {
  expect(normalized(...rows)).toEqual(expected);
  expect(normalized(...expected)).toEqual(expected);
});

const mark = '-DOCSTART- O\n\n';

const rowsOf = (words: readonly string[], tags: readonly string[]) =>
  words.map((word, index) => `${word} ${tags[index]}\n`).join('');

test('the program writes each sentence with normalized labels, and some again in capitals and lower case', () => {
  const corpus = join(folder, 'corpus.conll');
  const words = ['In', 'the', 'United', 'States'];
  writeFileSync(corpus, `${rowsOf(words, ['O', 'B-LOC', 'I-LOC', 'I-LOC'])}\nYes O\n`);
  const tags = ['O', 'O', 'B-LOC', 'I-LOC'];
  const capitals = words.map((word) => word.toUpperCase());
  const small = words.map((word) => word.toLowerCase());
  expect(execFileSync(execPath, [program, corpus], { stdio: 'pipe' }).toString()).toBe(
    [rowsOf(words, tags), 'Yes O\n', rowsOf(capitals, tags), rowsOf(small, tags)]
      .map((sentence) => `${mark}${sentence}\n`)
      .join(''),
  );
});

test('with --normalize-only, the program writes each sentence once', () => {
  const corpus = join(folder, 'dev.conll');
  writeFileSync(corpus, rowsOf(['the', 'Hague'], ['B-LOC', 'I-LOC']));
  expect(
    execFileSync(execPath, [program, '--normalize-only', corpus], { stdio: 'pipe' }).toString(),
  ).toBe(`${mark}${rowsOf(['the', 'Hague'], ['O', 'B-LOC'])}\n`);
});

test('with --keep-labels, the program only maps the types of a corpus', () => {
  const corpus = join(folder, 'kept.conll');
  writeFileSync(corpus, rowsOf(['the', 'Hague'], ['B-location', 'I-location']));
  const args = [program, '--normalize-only', '--keep-labels', corpus, corpus];
  expect(execFileSync(execPath, args, { stdio: 'pipe' }).toString()).toBe(
    `${mark}${rowsOf(['the', 'Hague'], ['B-LOC', 'I-LOC'])}\n`,
  );
});

test('the program keeps the documents of a corpus, and finds them with --find-documents', () => {
  const marked = join(folder, 'marked.conll');
  const plain = join(folder, 'plain.conll');
  writeFileSync(marked, '-DOCSTART- O\n\nHe O\n\nleft O\n\n-DOCSTART- O\n\nYes O\n');
  writeFileSync(plain, 'Anna B-PER\n\nYes O\n\nAnna B-PER\n');
  const run = (...args: readonly string[]) =>
    execFileSync(execPath, [program, '--normalize-only', ...args], { stdio: 'pipe' }).toString();
  expect(run(marked, plain)).toBe(
    `${mark}He O\n\nleft O\n\n${mark}Yes O\n\n${mark}Anna B-PER\n\n${mark}Yes O\n\n${mark}Anna B-PER\n\n`,
  );
  expect(run('--find-documents', plain, plain)).toBe(
    `${mark}Anna B-PER\n\nYes O\n\nAnna B-PER\n\n`,
  );
});

test('the program joins corpora without the sentences of another', () => {
  const corpus = join(folder, 'all.conll');
  const other = join(folder, 'other.conll');
  const [first, second] = [rowsOf(['Teddy'], ['B-PER']), rowsOf(['teddy'], ['O'])];
  writeFileSync(corpus, `${first}\n${second}`);
  writeFileSync(other, rowsOf(['Teddy'], ['B-person']));
  const args = [program, '--normalize-only', '--without', other, corpus, corpus];
  const twice = `${mark}${second}\n${mark}${second}\n`;
  expect(execFileSync(execPath, args, { stdio: 'pipe' }).toString()).toBe(twice);
});

test('the program refuses files without sentences and wrong usage', () => {
  const empty = join(folder, 'empty.conll');
  writeFileSync(empty, '');
  for (const [args, message] of [
    [[empty], `prepare-en: ${empty}: expected sentences in columns, found an empty file\n`],
    [[], 'prepare-en: expected CORPUS, found none\n'],
    [['--keep-labels', 'a', 'b'], 'prepare-en: --keep-labels a: expected one of CORPUS\n'],
    [['--find-documents', 'a', 'b'], 'prepare-en: --find-documents a: expected one of CORPUS\n'],
  ] as const) {
    const { status, stdout, stderr } = spawnSync(execPath, [program, ...args]);
    expect([status, String(stdout), String(stderr)]).toEqual([1, '', message]);
  }
  const { status, stderr } = spawnSync(execPath, [program, '--normalize', empty]);
  expect([status, String(stderr)]).toEqual([
    1,
    expect.stringMatching(/^prepare-en: .*'--normalize'.*\n$/),
  ]);
});
