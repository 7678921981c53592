// Confidences on the command line: jsonl, --min-confidence, --n-best and --uncertain.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseConll } from '../../src/corpora/conll.js';
import { readModel, writeModel } from '../../src/model/file/model-file.js';
import { runHere } from './run-here.js';
import { runTagger } from './run-tagger.js';
import { writeTinyModel } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'tag-confidence-'));
const model = join(folder, 'tiny.safetensors');
const warm = join(folder, 'warm.safetensors');
const sentence = 'Teddy Roosevelt saw Paris .';

beforeAll(async () => {
  await writeTinyModel(model);
  const { tagger, provenance } = await readModel(model, 'exact');
  tagger.temperature = 4;
  await writeModel(warm, tagger, provenance);
});
afterAll(() => rmSync(folder, { recursive: true }));

const tag = (args: readonly string[], input = '', path = model) =>
  runTagger(['tag', '--model', path, ...args], { input });

interface Entity {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

interface Line {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly score: number;
  readonly sentences: readonly {
    readonly start: number;
    readonly end: number;
    readonly alternatives: readonly {
      readonly probability: number;
      readonly entities: readonly Entity[];
    }[];
  }[];
}

const objects = (stdout: string): Line[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('jsonl ends each entity with its confidence, which the temperature of the model lowers', () => {
  const [{ entities }] = objects(tag(['--format', 'jsonl'], sentence).stdout);
  expect(entities.map(({ text }) => text)).toEqual(['Teddy Roosevelt', 'Paris']);
  const [{ entities: warmed }] = objects(tag(['--format', 'jsonl'], sentence, warm).stdout);
  entities.forEach((entity, index) => {
    expect(Object.keys(entity)).toEqual(['label', 'text', 'start', 'end', 'confidence']);
    const { confidence } = entities[index];
    expect(confidence).toBeGreaterThan(0.5);
    expect(confidence).toBeLessThan(1);
    expect(warmed[index].confidence).toBeLessThan(confidence);
    expect({ ...warmed[index], confidence }).toEqual(entity);
  });
});

test.each(['inline', 'conll', 'jsonl'])(
  '--min-confidence adds and drops entities, as %s',
  (format) => {
    const args = ['--format', format];
    const tagged = tag(args, sentence, warm).stdout;
    const all = tag([...args, '--min-confidence', '0'], sentence, warm).stdout;
    const none = tag([...args, '--min-confidence', '1'], sentence, warm).stdout;
    const [more, some, no] = [all, tagged, none].map((text) => text.match(/PER|LOC/g)?.length ?? 0);
    expect(no).toBe(0);
    expect(some).toBeGreaterThan(1);
    expect(more).toBeGreaterThan(some);
  },
);

test('a lower --min-confidence keeps every entity, with any number of threads', () => {
  const input = `${sentence} Xylo met Berg in Wuxi today . Nobody was here .\n`.repeat(40);
  const limits = ['0.8', '0.5', '0.2', '0.05', '0.001'];
  const found = limits.map((limit) => {
    const { stdout } = tag(['--format', 'jsonl', '--min-confidence', limit], input, warm);
    return objects(stdout);
  });
  for (const [index, lines] of found.entries()) {
    for (const [at, { text, entities }] of lines.entries()) {
      expect(entities.every((entity, n) => n === 0 || entity.start >= entities[n - 1].end)).toBe(
        true,
      );
      for (const { start, end, text: name, confidence } of entities) {
        expect(text.slice(start, end)).toBe(name);
        expect(confidence).toBeGreaterThanOrEqual(Number(limits[index]));
      }
      if (index > 0)
        expect(entities).toEqual(expect.arrayContaining([...found[index - 1][at].entities]));
    }
  }
  const counts = found.map((lines) => lines.flatMap(({ entities }) => entities).length);
  expect(counts[4]).toBeGreaterThan(counts[0]);
  const args = ['--format', 'jsonl', '--min-confidence', '0.05', '--threads', '2'];
  expect(objects(tag(args, input, warm).stdout)).toEqual(found[3]);
});

test('--min-confidence and lists of names go together', () => {
  const list = join(folder, 'names.txt');
  writeFileSync(list, 'Xylo\tPER\tq1\n');
  const args = ['--gazetteer', list, '--format', 'jsonl', '--min-confidence', '1'];
  const [{ entities }] = objects(tag(args, 'Xylo saw Paris .').stdout);
  expect(entities).toEqual([{ label: 'PER', text: 'Xylo', start: 0, end: 4, id: 'q1' }]);
});

test('--min-confidence keeps the entities whose confidence is not below it', () => {
  const [{ entities }] = objects(tag(['--format', 'jsonl'], sentence, warm).stdout);
  const confidences = entities.map(({ confidence }) => confidence).sort();
  const between = String((confidences[0] + confidences[1]) / 2);
  const args = ['--format', 'jsonl', '--min-confidence', between];
  const [{ entities: kept }] = objects(tag(args, sentence, warm).stdout);
  expect(kept).toEqual(entities.filter(({ confidence }) => confidence > Number(between)));
  expect(kept).toHaveLength(1);
});

test('--n-best lists the best taggings of each sentence, the one without it first', () => {
  const input = `${sentence} Nobody was here .\n\nParis`;
  const found = objects(tag(['--n-best', '3'], input, warm).stdout);
  const plain = objects(tag(['--format', 'jsonl'], input, warm).stdout);
  expect(found.map(({ text }) => text)).toEqual(plain.map(({ text }) => text));
  expect(found.map(({ sentences }) => sentences.length)).toEqual([2, 0, 1]);
  found.forEach(({ text, sentences }, line) => {
    const best = sentences.flatMap(({ alternatives }) => alternatives[0].entities);
    expect(best).toEqual(plain[line].entities.map(({ confidence: _, ...entity }) => entity));
    for (const { start, end, alternatives } of sentences) {
      expect(text.slice(start, end)).toMatch(/^\S.*\S$/);
      expect(alternatives).toHaveLength(3);
      const probabilities = alternatives.map(({ probability }) => probability);
      expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
      for (const entity of alternatives.flatMap(({ entities }) => entities)) {
        expect(text.slice(entity.start, entity.end)).toBe(entity.text);
        expect(entity.start).toBeGreaterThanOrEqual(start);
      }
    }
  });
});

test('--n-best as columns has a block for each alternative, which the reader of corpora skips the ranks of', () => {
  const { stdout } = tag(['--n-best', '2', '--format', 'conll', '--input', 'tokens'], sentence);
  expect(stdout.match(/^# [12] 0\.\d+$/gm)).toHaveLength(2);
  const { sentences } = parseConll(Buffer.from(stdout), 'out');
  expect(sentences.map(({ tokens }) => tokens.join(' '))).toEqual([sentence, sentence]);
  expect(sentences[0].spans).toHaveLength(2);
  expect(sentences[1].spans).not.toEqual(sentences[0].spans);
});

test('--uncertain prints the sentences with the least probable labels, each once', () => {
  const [one, other] = ['one.txt', 'other.txt'].map((name) => join(folder, name));
  writeFileSync(
    one,
    `${sentence}\nXylo met Berg in Wuxi today .\n\n${sentence} Nobody was here .\n`,
  );
  writeFileSync(other, `Xylo met Berg in Wuxi today .\nOslo saw Wuxi .\n${sentence}`);
  const args = ['--uncertain', '3', one, other];
  const found = objects(tag(args).stdout);
  expect(found.map(({ file, line }) => [file, line])).toEqual(
    expect.arrayContaining([
      [one, 2],
      [other, 2],
    ]),
  );
  expect(new Set(found.map(({ text }) => text)).size).toBe(3);
  const scores = found.map(({ score }) => score);
  expect(scores).toEqual([...scores].sort((a, b) => a - b));
  expect(Object.keys(found[0])).toEqual([
    ...['file', 'line', 'start', 'end', 'text', 'entities', 'score'],
  ]);
  const all = objects(tag(['--uncertain', '100', one, other]).stdout);
  expect(all).toHaveLength(4);
  expect(all.slice(0, 3)).toEqual(found);
  const last = all.find(({ text }) => text === 'Nobody was here .');
  expect(last).toMatchObject({ file: one, line: 4, start: sentence.length + 1, entities: [] });
  for (const { text, entities } of all) {
    for (const { start, end, text: name } of entities) expect(text.slice(start, end)).toBe(name);
  }
});

test('--uncertain as columns gives sentences ready to be corrected', () => {
  const input = 'Xylo O\nsaw O\nWuxi O\n\nParis O\n';
  const args = ['--uncertain', '1', '--input', 'conll', '--format', 'conll'];
  const { stdout } = tag(args, input);
  const { sentences } = parseConll(Buffer.from(stdout), 'out');
  expect(sentences).toHaveLength(1);
  const [object] = objects(tag(args.slice(0, 4), input).stdout);
  expect(sentences[0].tokens.join(' ')).toBe(object.text);
  expect(sentences[0].spans).toHaveLength(object.entities.length);
});

test('no input gives no uncertain sentences', () => {
  expect(tag(['--uncertain', '3'], '\n')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});

test.each([
  [
    ['--n-best', '2', '--format', 'inline'],
    '--n-best: requires --format jsonl or conll, found inline',
  ],
  [
    ['--uncertain', '2', '--format', 'color'],
    '--uncertain: requires --format jsonl or conll, found color',
  ],
  [['--uncertain', '2', '--color'], '--color: cannot be combined with --uncertain'],
  [['--n-best', '2', '--uncertain', '2'], '--uncertain: cannot be combined with --n-best'],
  [
    ['--n-best', '2', '--min-confidence', '0.5'],
    '--min-confidence: cannot be combined with --n-best',
  ],
  [
    ['--uncertain', '2', '--min-confidence', '0.5'],
    '--min-confidence: cannot be combined with --uncertain',
  ],
  [['--n-best', '101'], '--n-best: expected a whole number from 1 to 100, found 101'],
  [['--uncertain', '0'], '--uncertain: expected a whole number from 1 to 100000, found 0'],
  [['--min-confidence', '1.5'], '--min-confidence: expected a number from 0 to 1, found 1.5'],
])('%j is wrong usage', async (args, message) => {
  const { exitCode, stdout, stderr } = await runHere(['tag', '--model', model, ...args]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toBe(`tagger: ${message} (see tagger tag --help)\n`);
});
