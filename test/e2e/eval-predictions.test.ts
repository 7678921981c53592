import { mkdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  columns,
  createFolder,
  evaluate,
  evaluateHere,
  goldColumns,
  predictedColumns,
} from './eval-case.js';
import { runBash } from './run-tagger.js';
import { tinyCorpus, writeTinyModel } from './tiny-model.js';

const { file, path, read, remove } = createFolder();
const model = path('tiny.safetensors');

beforeAll(() => writeTinyModel(model));
afterAll(remove);

const gold = file('gold.conll', goldColumns);
const predicted = file('predicted.conll', predictedColumns);
const heading = `${gold}: 3 sentences, 8 tokens, tag scheme IOB2\n`;

const table = `processed 8 tokens with 4 phrases; found: 3 phrases; correct: 3.
accuracy:  87.50%; precision: 100.00%; recall:  75.00%; FB1:  85.71
              LOC: precision: 100.00%; recall:  50.00%; FB1:  66.67  1
              PER: precision: 100.00%; recall: 100.00%; FB1: 100.00  2
`;

test('columns are judged as conlleval does', () => {
  expect(evaluate(gold, '--predictions', predicted)).toEqual({
    exitCode: 0,
    stdout: table,
    stderr: heading,
  });
});

test.each(['IOBES', 'BILOU'])('predictions may have another tag scheme: %s', (scheme) => {
  const single = scheme === 'IOBES' ? 'S' : 'U';
  const other = file('scheme.conll', predictedColumns.replaceAll('B-', `${single}-`));
  expect(evaluate(gold, '--predictions', other).stdout).toBe(table);
});

test('gzipped predictions are read', () => {
  const packed = file('predicted.conll.gz', gzipSync(predictedColumns));
  expect(evaluate(gold, '--predictions', packed).stdout).toBe(table);
});

const jsonl = (...records: readonly unknown[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

const records = [
  {
    text: 'Anna met Teddy',
    entities: [
      { start: 0, end: 4, label: 'PER' },
      { start: 9, end: 14, label: 'PER' },
    ],
  },
  { text: 'in Paris', entities: [{ start: 3, end: 8, label: 'LOC' }] },
  { text: 'or Rome today', entities: [] },
];

test.each([
  ['objects', jsonl(...records)],
  [
    'arrays',
    jsonl(
      ...records.map(({ text, entities }) => ({
        text,
        entities: entities.map(({ start, end, label }) => [start, end, label]),
      })),
    ),
  ],
  ['a byte order mark', `\ufeff${jsonl(...records)}`],
  ['blank lines', `\n${jsonl(...records)}\n`],
  [
    'one text for all',
    jsonl({
      text: 'Anna met Teddy in Paris or Rome today',
      entities: [
        [18, 23, 'LOC'],
        [0, 4, 'PER'],
        [9, 14, 'PER'],
      ],
    }),
  ],
])('JSON Lines with %s give the same table', (_, content) => {
  const lines = file('predicted.jsonl', content);
  expect(evaluate(gold, '--predictions', lines)).toEqual({
    exitCode: 0,
    stdout: table,
    stderr: heading,
  });
});

const emojiGold = file('emoji.conll', columns('🎉🎉 Anna/B-PER met Teddy/B-PER'));

test.each([
  ['UTF-16 units', 5, 14],
  ['code points', 3, 12],
])('JSON Lines may count in %s', (_, anna, teddy) => {
  const record = {
    text: '🎉🎉 Anna met Teddy',
    entities: [
      { start: anna, end: anna + 4, label: 'PER', text: 'Anna' },
      { start: teddy, end: teddy + 5, label: 'PER', text: 'Teddy' },
    ],
  };
  const lines = file('emoji.jsonl', jsonl(record));
  expect(evaluate(emojiGold, '--predictions', lines).stdout).toContain('FB1: 100.00\n');
});

const threeColumns = (tags: readonly [string, string, string][]) =>
  tags.map((row) => `${row.join(' ')}\n`).join('');

test('--predicted-column judges a column of the corpus', () => {
  const corpus = file(
    'three.conll',
    threeColumns([
      ['Anna', 'B-PER', 'B-PER'],
      ['met', 'O', 'O'],
      ['Teddy', 'B-PER', 'O'],
    ]),
  );
  const { exitCode, stdout } = evaluate(corpus, '--tag-column', '2', '--predicted-column', '3');
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: `processed 3 tokens with 2 phrases; found: 1 phrases; correct: 1.
accuracy:  66.67%; precision: 100.00%; recall:  50.00%; FB1:  66.67
              PER: precision: 100.00%; recall:  50.00%; FB1:  66.67  1
`,
  });
});

test.each([
  ['by default', []],
  ['by --tag-column', ['--tag-column', '2']],
])('--predicted-column with the column of the gold tags, %s, is wrong usage', async (_, flags) => {
  const { exitCode, stdout, stderr } = await evaluateHere(
    gold,
    '--predicted-column',
    '2',
    ...flags,
  );
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(
    'tagger: --predicted-column: column 2 holds the gold tags; --tag-column chooses another column for them',
  );
});

test('tokens and sentences may be cut differently', () => {
  const other = file(
    'cut.conll',
    columns('An/B-PER na/I-PER met', 'Teddy/B-PER in Paris/B-LOC or', 'Rometoday/B-LOC'),
  );
  const { exitCode, stdout } = evaluate(gold, '--predictions', other);
  expect(exitCode).toBe(0);
  // "Rometoday" is not "Rome".
  expect(stdout).toContain('processed 8 tokens with 4 phrases; found: 4 phrases; correct: 3.\n');
});

function refusal(corpus: string, predictions: string): string {
  const { exitCode, stdout, stderr } = evaluate(corpus, '--predictions', predictions);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  const lines = stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  return lines[1];
}

test('text that differs gives one error with both places', () => {
  const other = file('other.conll', predictedColumns.replace('Paris', 'Parma'));
  expect(refusal(gold, other)).toBe(
    `tagger: ${gold}:6: expected the same text on both sides: gold has "is", ${other}:6 has "ma"`,
  );
});

test('characters outside the basic plane are shown whole', () => {
  const corpus = file('smile.conll', columns('so/B-X 😀'));
  const other = file('grin.conll', columns('so 😁'));
  expect(refusal(corpus, other)).toBe(
    `tagger: ${corpus}:2: expected the same text on both sides: gold has "😀", ${other}:2 has "😁"`,
  );
});

test('predictions that end early are an error', () => {
  const short = file('short.conll', columns('Anna/B-PER met Teddy/B-PER', 'in'));
  expect(refusal(gold, short)).toBe(
    `tagger: ${gold}:6: expected the same text on both sides: gold has "Paris", ${short} ends`,
  );
});

test.each([
  ['in a new sentence', `${predictedColumns}\nand O\n`, 12],
  ['in the last one', `${predictedColumns}and O\n`, 11],
])('predictions that go on %s are an error', (_, content, line) => {
  const long = file('long.conll', content);
  expect(refusal(gold, long)).toBe(
    `tagger: ${long}:${line}: expected the predictions to end where ${gold} ends, found more text`,
  );
});

test('an empty file of predictions is an error', () => {
  const empty = file('empty.conll', '');
  expect(refusal(gold, empty)).toBe(
    `tagger: ${empty}: expected sentences in columns, found an empty file`,
  );
});

test('several predictions give a table with mean and standard deviation', () => {
  const { exitCode, stdout } = evaluate(gold, '--predictions', predicted, '--predictions', gold);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(
    [
      'system                 F1',
      'predicted.conll     85.71',
      'gold.conll         100.00',
      'mean                92.86',
      'standard deviation  10.10',
      '',
    ].join('\n'),
  );
});

test('illegal tags give a warning, and F1 by repair in the text report', () => {
  const illegal = file('illegal.conll', predictedColumns.replace('Paris B-LOC', 'Paris I-LOC'));
  const { exitCode, stdout, stderr } = evaluate(
    gold,
    ...['--predictions', illegal, '--report', 'text'],
  );
  expect(exitCode).toBe(0);
  expect(stderr).toBe(
    `${heading}tagger: warning: ${illegal}: repaired 1 violation of the tag scheme IOB2 as conlleval does: line 6 (I-LOC after O)\n`,
  );
  expect(stdout).toMatch(
    /F1 by repair of the illegal tags in 1 sentence\nconlleval +85\.71\ndiscard +66\.67\nbegin +85\.71\n/,
  );
});

test('files of one base name are told apart by their folders', () => {
  for (const folder of ['a', 'b']) mkdirSync(path(folder), { recursive: true });
  const [one, two] = ['a', 'b'].map((folder) => file(`${folder}/same.conll`, predictedColumns));
  const systems = ['--predictions', one, '--predictions', two, '--predictions', predicted];
  const { stdout } = evaluate(gold, ...systems);
  expect(stdout.split('\n').slice(1, 4)).toEqual([
    'a/same.conll        85.71',
    'b/same.conll        85.71',
    'predicted.conll     85.71',
  ]);
  const compared = evaluate(gold, '--predictions', one, '--compare', two);
  expect(comparison(compared.stdout)).toMatch(/^F1 of a\/same.conll and b\/same.conll, /);
});

test('gold and predictions may come through pipes, of any kind', () => {
  const line = `mkfifo ${path('pipe')} && (cat ${gold} > ${path('pipe')} &) && $tagger eval ${path('pipe')} --predictions <(gzip -c ${predicted})`;
  expect(runBash(line)).toMatchObject({ exitCode: 0, stdout: table });
});

test('a report is compared however a formatter left it', () => {
  const report = path('tidy.json');
  evaluate(gold, '--predictions', predicted, '--report', `json=${report}`);
  const parsed = JSON.parse(read('tidy.json'));
  const reversed = Object.fromEntries(Object.entries(parsed).reverse());
  const forms = [
    JSON.stringify(parsed),
    `\ufeff${JSON.stringify(parsed, null, '\t')}`,
    `${' \r\n'.repeat(100)}${JSON.stringify(reversed, null, 4)}\n`,
    JSON.stringify(reversed),
  ];
  const outputs = forms.map((form) => {
    const other = file('form.json', form);
    return comparison(evaluate(gold, '--predictions', predicted, '--compare', other).stdout);
  });
  expect(outputs[0]).toContain('overall            85.71  85.71 +0.00');
  expect(new Set(outputs).size).toBe(1);
});

test('a report that is cut short is not taken for predictions', () => {
  const report = path('whole.json');
  evaluate(gold, '--predictions', predicted, '--report', `json=${report}`);
  const cut = file('cut.json', read('whole.json').slice(0, 500));
  const { exitCode, stderr } = evaluate(gold, '--predictions', predicted, '--compare', cut);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`tagger: ${cut}: expected a JSON report of tagger eval, found another`);
});

const comparison = (stdout: string) => stdout.slice(stdout.indexOf('F1 of '));

test('--compare takes a predictions file or a report of it, with the same result', () => {
  const worse = file('worse.conll', predictedColumns.replace('Paris B-LOC', 'Paris O'));
  const report = path('worse.json');
  evaluate(gold, '--predictions', worse, '--report', `json=${report}`);
  const judge = (other: string) => evaluate(gold, '--predictions', predicted, '--compare', other);
  const { exitCode, stdout } = judge(worse);
  expect(exitCode).toBe(0);
  expect(stdout.startsWith(table)).toBe(true);
  const text = comparison(stdout);
  expect(text).toMatch(
    /^F1 of predicted.conll and worse.conll, difference \(95% interval\), approximate randomization\noverall +85.71 +66.67 \+19.05 \(\+0.00 to \+[\d.]+\) {2}p = 1.0000, not significant\nLOC .*\nPER +100.00 100.00 \+0.00 \(\+0.00 to \+0.00\) {2}p = 1.0000, not significant\nsentences with fewer errors: 1, with more errors: 0\n$/,
  );
  expect(comparison(judge(report).stdout)).toBe(text.replace('worse.conll', 'worse.json'));
});

test('--compare takes a model, and predictions are compared with it', () => {
  const corpus = file('tiny.conll', tinyCorpus);
  const { exitCode, stdout } = evaluate(corpus, '--predictions', corpus, '--compare', model);
  expect(exitCode).toBe(0);
  expect(comparison(stdout)).toMatch(
    /^F1 of tiny.conll and tiny.safetensors, .*\noverall +100.00 100.00 \+0.00 /,
  );
});

test('a report of another corpus is not compared', () => {
  const corpus = file('small.conll', columns('Anna/B-PER slept'));
  const report = path('small.json');
  evaluate(corpus, '--predictions', corpus, '--report', `json=${report}`);
  const { exitCode, stdout, stderr } = evaluate(
    gold,
    ...['--predictions', predicted, '--compare', report],
  );
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(`tagger: ${report}: expected scores of ${gold}, found those of another`);
});

test('--errors writes each error with both sides, at most --max-errors', () => {
  const other = file(
    'errors.conll',
    columns('Anna/B-LOC met/I-LOC Teddy', 'in/B-PER Paris', 'or Rome today'),
  );
  const flags = ['--predictions', other, '--errors', path('errors.jsonl')];
  expect(evaluate(gold, ...flags).exitCode).toBe(0);
  const errors = read('errors.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(errors).toEqual([
    {
      kind: 'wrong type and boundary',
      line: 1,
      tokens: ['Anna', 'met', 'Teddy'],
      gold: { type: 'PER', start: 0, end: 1, text: 'Anna' },
      predicted: { type: 'LOC', start: 0, end: 2, text: 'Anna met' },
    },
    expect.objectContaining({ kind: 'missed', line: 3 }),
    expect.objectContaining({
      kind: 'invented',
      line: 5,
      predicted: { type: 'PER', start: 0, end: 1, text: 'in' },
    }),
    expect.objectContaining({ kind: 'missed', line: 6 }),
    expect.objectContaining({ kind: 'missed', line: 9 }),
  ]);
  expect(evaluate(gold, ...flags, '--max-errors', '2').exitCode).toBe(0);
  expect(read('errors.jsonl').trimEnd().split('\n')).toHaveLength(2);
  expect(evaluate(gold, ...flags, '--max-errors', '0').exitCode).toBe(0);
  expect(read('errors.jsonl')).toBe('');
});

test.each([
  ['--model', 'en', '--predictions', predicted],
  ['--model', 'en', '--predicted-column', '2'],
  ['--predictions', predicted, '--predicted-column', '2'],
])('%s %s with %s is wrong usage', async (...flags) => {
  const { exitCode, stdout, stderr } = await evaluateHere(gold, ...flags);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toBe(
    'tagger: --model, --predictions and --predicted-column: expected one of them (see tagger eval --help)\n',
  );
});

test('--training splits the scores into seen and unseen entities', () => {
  const training = file('training.conll', columns('Anna/B-PER saw Paris/B-PER'));
  const flags = ['--predictions', predicted, '--training', training, '--report', 'json'];
  const { breakdowns } = JSON.parse(evaluate(gold, ...flags).stdout).systems[0];
  const groups = breakdowns.flatMap(({ groups }: { groups: unknown[] }) => groups);
  const counts = (name: string) => groups.find((group: { name: string }) => group.name === name);
  expect(counts('seen')).toMatchObject({ gold: 1, correct: 1 });
  expect(counts('seen with another type')).toMatchObject({ gold: 1, correct: 1 });
  expect(counts('unseen')).toMatchObject({ gold: 2, correct: 1 });
});
