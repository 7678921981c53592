// `tagger train` finds out how its corpus is cut, and `tagger tag` cuts raw text in the same way.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { versions } from 'node:process';
import { afterAll, expect, test } from '@jest/globals';
import { runTagger } from './run-tagger.js';
import { tinyCorpus } from './tiny-model.js';

const cwd = mkdtempSync(join(tmpdir(), 'train-tokenizer-'));
afterAll(() => rmSync(cwd, { recursive: true }));

/** Trains on a corpus that is also dev. */
function train(name: string, corpus: string, ...flags: string[]) {
  writeFileSync(join(cwd, `${name}.conll`), corpus);
  const files = [`${name}.conll`, '--dev', `${name}.conll`];
  const { exitCode, stderr } = runTagger(['train', ...files, '--hidden', '8', ...flags], { cwd });
  expect(exitCode).toBe(0);
  return stderr;
}

const tag = (name: string, text: string, ...flags: string[]) =>
  runTagger(['tag', '--model', `${name}.safetensors`, '--format', 'conll', ...flags], {
    cwd,
    input: text,
  }).stdout;

const columnsOf = (sentences: readonly string[]) =>
  sentences
    .map((sentence) =>
      sentence
        .split(' ')
        .map((token) => (token.includes('/') ? token.replace('/', ' ') : `${token} O`))
        .join('\n'),
    )
    .join('\n\n');

// Words that no tokenizer gives back.
const chinese = columnsOf([
  '泰迪/B-PER 在 巴黎/B-LOC 工 作。',
  '巴黎/B-LOC 很大 。',
  '泰迪/B-PER 走了 。',
  '安娜/B-PER 看见 泰迪/B-PER 。',
  '安娜/B-PER 在 巴黎/B-LOC 。',
]);

test('Chinese is read by character, and raw text and given tokens are tagged alike', () => {
  const stderr = train('zh', chinese, '--epochs', '60', '--learning-rate', '0.02');
  expect(stderr).toContain('zh.conll: tokenizer ideographs, tokens are split into characters: ');
  expect(stderr).not.toContain('raw text will not be cut');
  expect(tag('zh', '安娜在巴黎。泰迪走了。\n')).toBe(
    '安 B-PER\n娜 I-PER\n在 O\n巴 B-LOC\n黎 I-LOC\n。 O\n\n泰 B-PER\n迪 I-PER\n走 O\n了 O\n。 O\n\n',
  );
  expect(tag('zh', '安娜 在 巴黎 。\n', '--input', 'tokens')).toBe(
    '安娜 B-PER\n在 O\n巴黎 B-LOC\n。 O\n\n',
  );
  const inspected = runTagger(['inspect', '--json', 'zh.safetensors'], { cwd });
  expect(JSON.parse(inspected.stdout)).toMatchObject({
    tokenizer: 'ideographs',
    icu: versions.icu,
    provenance: { tokenizer: { name: 'ideographs' } },
  });
});

test('--tokenizer chooses another tokenizer, with a warning of what is lost', () => {
  const stderr = train('tiny', tinyCorpus, '--epochs', '1', '--tokenizer', 'whitespace');
  expect(stderr).toMatch(
    /^tiny\.conll: tokenizer whitespace: \d\d\.\d\d% of the token boundaries/m,
  );
  expect(stderr).toContain(
    'tagger: warning: tiny.conll: raw text will not be cut as the corpus is (tokenizer whitespace): ',
  );
  expect(tag('tiny', 'Anna (not Berg).\n')).toMatch(/^Anna \S+\n\(not \S+\nBerg\)\. \S+\n\n$/);
  const { stdout } = runTagger(['inspect', 'tiny.safetensors'], { cwd });
  expect(stdout).toMatch(/^tokenizer +whitespace$/m);
});

const record = (text: string, entity: string) =>
  `${JSON.stringify({
    text,
    label: [[text.indexOf(entity), text.indexOf(entity) + entity.length, 'LOC']],
  })}\n`;

test.each([
  [
    'words',
    [],
    record('The pro-Berlin camp won.', 'Berlin') + record('An anti-Rome vote failed.', 'Rome'),
    'The pro-Berlin vote',
    ['The', 'pro-Berlin', 'vote'],
  ],
  [
    'ideographs',
    [],
    record('泰迪住在巴黎的旧城区。', '巴黎') + record('他走在罗马的大街上。', '罗马'),
    '他在罗马',
    ['他', '在', '罗', '马'],
  ],
  [
    'unicode',
    ['--tokenizer', 'unicode'],
    record("Berlin can't wait.", 'Berlin') + record("Rome won't wait.", 'Rome'),
    "Rome can't",
    ['Rome', "can't"],
  ],
])(
  '%s cut a corpus without tokens, in training as in tagging',
  (name, flags, records, text, tokens) => {
    const file = `${name}.jsonl`;
    writeFileSync(join(cwd, file), records);
    const args = ['train', file, '--dev', file, '--hidden', '4', '--epochs', '1', ...flags];
    const { exitCode, stderr } = runTagger(args, { cwd });
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`${file}: tokenizer ${name}: the corpus has texts without tokens\n`);
    expect(stderr).not.toMatch(/raw text|% of/);
    // Only the English entities are parts of words.
    expect(stderr.includes('within a token')).toBe(name === 'words');
    const rows = tag(file, `${text}\n`).trim().split('\n');
    expect(rows.map((row) => row.split(' ')[0])).toEqual(tokens);
  },
);

test('records with a token for each character lead to characters', () => {
  const tokens = [...'泰迪住在巴黎的旧城区。'];
  const tags = tokens.map((_, index) => (index < 2 ? (index === 0 ? 'B-PER' : 'I-PER') : 'O'));
  writeFileSync(join(cwd, 'hf.jsonl'), `${JSON.stringify({ tokens, ner_tags: tags })}\n`);
  const args = ['train', 'hf.jsonl', '--dev', 'hf.jsonl', '--hidden', '4', '--epochs', '1'];
  const { stderr } = runTagger(args, { cwd });
  expect(stderr).toContain('hf.jsonl: tokenizer ideographs: 100.00% of the token boundaries');
});

test('an unknown tokenizer is refused', () => {
  const { exitCode, stderr } = runTagger(['train', 'tiny.conll', '--tokenizer', 'penn'], { cwd });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(
    '--tokenizer: expected one of words, whitespace, unicode, ideographs, characters, found "penn"',
  );
});
