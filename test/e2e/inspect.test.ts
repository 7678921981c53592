import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { elementsOf } from '../evaluation/report/well-formed.js';
import { runTagger } from './run-tagger.js';
import { tinyCorpus } from './tiny-model.js';

const folder = mkdtempSync(join(tmpdir(), 'inspect-'));
const lstm = join(folder, 'lstm.safetensors');
const rnn = join(folder, 'rnn.safetensors');
const held = join(folder, 'held.safetensors');
const other = join(folder, 'other.safetensors');
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  const corpus = join(folder, 'tiny.conll');
  writeFileSync(corpus, tinyCorpus);
  const more = join(folder, 'more.conll');
  writeFileSync(more, tinyCorpus.repeat(2));
  const small = ['train', corpus, '--dev', corpus, '--epochs', '1', '--hidden', '4'];
  const letters = ['--character-dimension=3', '--character-filters=2', '--character-widths=3'];
  const widths = ['--word-dimension', '4', ...letters, '--no-shape'];
  const runs = [
    [...small, '--output', lstm, '--layers', '2', ...widths],
    [...small, '--output', rnn, '--cell', 'rnn', '--characters', 'none'],
    ['train', corpus, '--epochs', '1', '--hidden', '4', '--output', held],
    ['train', corpus, '--dev', more, '--epochs', '1', '--hidden', '4', '--output', other],
  ];
  expect(runs.map((args) => runTagger(args).exitCode)).toEqual([0, 0, 0, 0]);
});

interface Inspected {
  readonly tokens: readonly string[];
  readonly layers: readonly {
    readonly layer: number;
    readonly direction: string;
    readonly gates: readonly {
      readonly name: string;
      readonly means: readonly number[];
      readonly units: readonly (readonly number[])[];
    }[];
  }[];
}

const text = 'The cat, which already ate, was full. Teddy was here.';

test('inspect describes a model and its provenance', () => {
  const { exitCode, stdout, stderr } = runTagger(['inspect', lstm]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(
    /^model +lstm\.safetensors, 0\.\d MB\ncell +lstm\ndirections +forward and reverse$/m,
  );
  expect(stdout).toMatch(
    /^characters +cnn, widths 3, 2 filters each; \d+ known characters, dimension\s+3$/m,
  );
  expect(stdout).toMatch(/^types +LOC, ORG, PER\nlabels +13: O, and B, I, E, S of each type$/m);
  expect(stdout).toMatch(/^training +epochs=1, batchSize=10, /m);
  expect(stdout).toMatch(/^ {2}train +tiny\.conll, sentences=10\n {4}sha256 +[0-9a-f]{64}$/m);
  expect(stdout).toMatch(/^scores +epoch=1, weights=\w+\n {2}dev +precision +recall +F1 /m);
  expect(stdout).toMatch(/^ {4}overall( +\d+\.\d\d){3} +13 +\d+ +\d+$/m);
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test('--json prints the same as an object', () => {
  const { stdout } = runTagger(['inspect', lstm, '--json']);
  const description = JSON.parse(stdout);
  // The known characters, the unknown one and the padding at word edges; two filters of width three.
  const characters = (description.characterCount + 2) * 3 + 2 * (3 * 3 + 1);
  // Per direction: 4 gates of 4 units over a word and its characters, or over both directions below,
  // and over the hidden state.
  const encoder = 2 * 16 * (4 + 2 + 4 + 1) + 2 * 16 * (8 + 4 + 1);
  // Three types in IOBES.
  const tagCount = 4 * 3 + 1;
  const decoder = tagCount * (8 + 1) + tagCount * (tagCount + 2);
  expect(description).toMatchObject({
    name: 'lstm.safetensors',
    cell: 'lstm',
    layers: 2,
    hidden: 4,
    types: ['LOC', 'ORG', 'PER'],
    byteCount: statSync(lstm).size,
    characters: { encoder: 'cnn', dimension: 3, filters: 2, widths: [3] },
    shape: null,
    networkParameterCount: characters + encoder + decoder,
    wordParameterCount: 4 * (description.wordCount + 1),
    tokenizer: 'words',
    temperature: 1,
    provenance: { arithmetic: 'exact', corpora: { train: { name: 'tiny.conll' } } },
  });
  expect(description.labels.slice(0, 5)).toEqual(['O', 'B-LOC', 'I-LOC', 'E-LOC', 'S-LOC']);
  expect(description.labels).toHaveLength(tagCount);
});

test('--gates prints a table per sentence: tokens by layers, directions and gates', () => {
  const { exitCode, stdout, stderr } = runTagger(['inspect', lstm, '--gates', text]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const [first, second] = stdout.split('\n\n');
  const [heading, names, ...rows] = first.split('\n');
  expect(heading.trim().split(/ {2,}/)).toEqual([
    'layer 1 forward',
    'layer 1 reverse',
    'layer 2 forward',
    'layer 2 reverse',
  ]);
  expect(names.trim().split(/ +/).slice(0, 6)).toEqual([
    ...['update', 'forget', 'output'],
    ...['update', 'forget', 'output'],
  ]);
  expect(rows.map((row) => row.split(' ')[0]).join(' ')).toBe(
    'The cat , which already ate , was full .',
  );
  for (const row of rows) expect(row).toMatch(/^\S+( +[01]\.\d\d){12}$/);
  expect(second).toMatch(/^Teddy +[01]\.\d\d/m);
});

test('--gates --json prints the means unrounded, one per token', () => {
  const { stdout } = runTagger(['inspect', lstm, '--gates', text, '--json']);
  const { cell, sentences } = JSON.parse(stdout);
  expect(cell).toBe('lstm');
  expect(sentences).toHaveLength(2);
  expect(sentences[1].tokens).toEqual(['Teddy', 'was', 'here', '.']);
  const { layer, direction, gates } = sentences[1].layers[3];
  expect({ layer, direction }).toEqual({ layer: 2, direction: 'reverse' });
  expect(gates.map(({ name }: { name: string }) => name)).toEqual(['update', 'forget', 'output']);
  for (const { means } of gates) {
    expect(means).toHaveLength(4);
    for (const mean of means) expect(mean > 0 && mean < 1).toBe(true);
  }
});

/** Titles of the cells, which a pointer on them shows. */
const titlesOf = (markup: string) =>
  [...markup.matchAll(/<title>([^<]+: [\d.\u2212]+ \([^<]+\))<\/title>/g)].map(
    ([, title]) => title,
  );

test('--format svg draws the same means, with a title for each', () => {
  const { exitCode, stdout, stderr } = runTagger([
    'inspect',
    lstm,
    '--gates',
    text,
    '--format',
    'svg',
  ]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(elementsOf(stdout)[0]).toBe('svg');
  const { sentences } = JSON.parse(runTagger(['inspect', lstm, '--gates', text, '--json']).stdout);
  const expected = sentences.flatMap((sentence: Inspected) =>
    sentence.layers.flatMap(({ layer, direction, gates }) =>
      gates.flatMap(({ name, means }) =>
        means.map(
          (mean, index) =>
            `${sentence.tokens[index]}: ${mean.toFixed(3)} (${name} gate, layer ${layer} ${direction})`,
        ),
      ),
    ),
  );
  expect(expected).toHaveLength((10 + 4) * 2 * 2 * 3);
  expect(titlesOf(stdout)).toEqual(expected);
});

test('--units draws each unit, and adds them to JSON', () => {
  const flags = ['inspect', lstm, '--gates', 'Teddy was here', '--units'];
  const { stdout } = runTagger([...flags, '--format', 'svg']);
  const { sentences } = JSON.parse(runTagger([...flags, '--json']).stdout);
  const [{ layers }]: Inspected[] = sentences;
  const { means, units } = layers[3].gates[1];
  expect(units.map(({ length }) => length)).toEqual([4, 4, 4]);
  means.forEach((mean, token) => {
    expect(units[token].reduce((sum, value) => sum + value, 0) / 4).toBeCloseTo(mean, 6);
  });
  const titles = titlesOf(stdout);
  expect(titles).toHaveLength(3 * 4 * 2 * 2 * 3);
  expect(titles).toContain(`was: ${units[1][2].toFixed(3)} (forget gate, unit 3, layer 2 reverse)`);
});

test('--format html is one page that loads nothing; of an rnn it shows the hidden state', () => {
  const flags = ['inspect', rnn, '--gates', 'Teddy was here'];
  const { exitCode, stdout, stderr } = runTagger([...flags, '--format', 'html']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^<!DOCTYPE html>.*<\/html>\n$/s);
  expect(stdout).not.toMatch(/<script|src=|@import|url\(/);
  expect(titlesOf(stdout)).toHaveLength(3 * 2);
  expect(titlesOf(stdout)[1]).toMatch(/^was: 0\.\d{3} \(hidden state, layer 1 forward\)$/);
  const units = runTagger([...flags, '--format', 'svg', '--units']).stdout;
  expect(titlesOf(units)).toHaveLength(3 * 2 * 4);
  expect(titlesOf(units).some((title) => title.includes(': \u2212'))).toBe(true);
});

test('--format text is the table', () => {
  const flags = ['inspect', lstm, '--gates', text];
  expect(runTagger([...flags, '--format', 'text'])).toEqual(runTagger(flags));
});

test.each([
  [
    ['inspect', rnn, '--gates', text],
    1,
    `${rnn}: expected a cell with gates, found rnn, which has none; its hidden state is shown by --format html or svg`,
  ],
  [
    ['inspect', lstm, '--gates', text, '--format', 'png'],
    2,
    '--format: expected one of text, html, svg, found "png" (see tagger inspect --help)',
  ],
  [
    ['inspect', lstm, '--format', 'svg'],
    2,
    '--format: requires --gates (see tagger inspect --help)',
  ],
  [['inspect', lstm, '--units'], 2, '--units: requires --gates (see tagger inspect --help)'],
  [
    ['inspect', lstm, '--gates', text, '--units'],
    2,
    '--units: requires --format html or svg, or --json (see tagger inspect --help)',
  ],
  [
    ['inspect', lstm, '--gates', text, '--json', '--format', 'svg'],
    2,
    '--format: cannot be combined with --json (see tagger inspect --help)',
  ],
  [
    ['inspect', '--best', lstm, '--gates', text, '--format', 'svg'],
    2,
    '--gates: cannot be combined with --best (see tagger inspect --help)',
  ],
  [
    ['inspect', '--best', lstm, '--format', 'svg'],
    2,
    '--format: cannot be combined with --best (see tagger inspect --help)',
  ],
  [
    ['inspect', lstm, '--gates', 'word '.repeat(3000), '--units', '--format', 'svg'],
    2,
    '--gates: expected at most 100,000 values in a picture, found 144,000; give a shorter text, or no --units (see tagger inspect --help)',
  ],
  [
    ['inspect', lstm, '--gates', 'word '.repeat(9000), '--format', 'svg'],
    2,
    '--gates: expected at most 100,000 values in a picture, found 108,000; give a shorter text (see tagger inspect --help)',
  ],
  [
    ['inspect', lstm, '--gates', ' \t '],
    2,
    '--gates: expected text with at least one word, found none (see tagger inspect --help)',
  ],
  [
    ['inspect', lstm, '--gates'],
    2,
    '--gates: expected text, found no value (see tagger inspect --help)',
  ],
  [['inspect', ''], 2, 'expected MODEL, found an empty name (see tagger inspect --help)'],
  [['inspect', 'a', 'b'], 2, 'expected one MODEL, found a second: b (see tagger inspect --help)'],
  [['inspect', '--best'], 2, 'missing MODEL (see tagger inspect --help)'],
  [
    ['inspect', '--best', lstm, held],
    1,
    `${held}: expected a model that was trained with --dev, found another`,
  ],
  [
    ['inspect', '--best', lstm, rnn, other],
    2,
    `${other}: expected the same dev file as that of ${lstm}, found another`,
  ],
  [
    ['inspect', '--best', lstm, '--json'],
    2,
    '--json: cannot be combined with --best (see tagger inspect --help)',
  ],
  [
    ['inspect', '--best', lstm, '--gates', text],
    2,
    '--gates: cannot be combined with --best (see tagger inspect --help)',
  ],
  [['inspect', '/nowhere'], 1, '/nowhere: no such file'],
  [['inspct', lstm], 2, 'unknown command inspct; did you mean inspect? (see tagger --help)'],
])('%j is rejected', (args, exitCode, message) => {
  expect(runTagger(args)).toEqual({ exitCode, stdout: '', stderr: `tagger: ${message}\n` });
});

test('--best prints the path of the model with the highest F1 on dev, and all figures on stderr', () => {
  const f1Of = (model: string) => {
    const { provenance } = JSON.parse(runTagger(['inspect', model, '--json']).stdout);
    return provenance.scores.dev.overall.f1.toFixed(2);
  };
  const [best, worst] = f1Of(lstm) >= f1Of(rnn) ? [lstm, rnn] : [rnn, lstm];
  const stderr = `dev F1 ${f1Of(best)}  ${best}\ndev F1 ${f1Of(worst)}  ${worst}\n`;
  const found = { exitCode: 0, stdout: `${best}\n`, stderr };
  expect(f1Of(best)).not.toBe(f1Of(worst));
  expect(runTagger(['inspect', '--best', lstm, rnn])).toEqual(found);
  expect(runTagger(['inspect', '--best', rnn, lstm])).toEqual(found);
  expect(runTagger(['inspect', '--best', rnn, lstm, '--quiet'])).toEqual({ ...found, stderr: '' });
});

test('of equal models --best takes the one that was named first', () => {
  const copy = join(folder, 'copy.safetensors');
  copyFileSync(lstm, copy);
  expect(runTagger(['inspect', '--best', lstm, copy]).stdout).toBe(`${lstm}\n`);
  expect(runTagger(['inspect', '--best', copy, lstm]).stdout).toBe(`${copy}\n`);
});

test('a network without gates can be described', () => {
  const { stdout } = runTagger(['inspect', rnn]);
  expect(stdout).toMatch(/^cell +rnn$/m);
  expect(stdout).toMatch(/^characters +none$/m);
});
