// Escape sequences in files and their names, for each place that prints: none reaches a terminal.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeAll, expect, test } from '@jest/globals';
import { renderError } from '../../src/cli/render-error.js';
import { runCommand } from '../../src/cli/run-command.js';
import type { Streams } from '../../src/cli/terminal/streams.js';
import { writeModel } from '../../src/model/file/model-file.js';
import { randomTagger } from '../model/random-tagger.js';
import { runOnTerminal, runTagger } from './run-tagger.js';

// A new title, a color, and a color by the one byte that some terminals take for two.
const HOSTILE = '\u001b]0;TITLE\u0007\u001b[31m\u009b32m';
const folder = mkdtempSync(join(tmpdir(), 'escapes-'));
const inFolder = (name: string) => join(folder, name);
const model = inFolder('model.safetensors');
const provenance = {
  [HOSTILE]: HOSTILE,
  nested: { [HOSTILE]: HOSTILE },
  corpora: { train: { name: HOSTILE, sha256: HOSTILE } },
};

function file(name: string, content: string): string {
  writeFileSync(inFolder(name), content);
  return inFolder(name);
}

const corpus = file(
  'corpus.conll',
  `Teddy B-${HOSTILE}PER\nsaw O\n\nTeddy I-${HOSTILE}X\n${HOSTILE} O\nTeddy O\n`,
);
const predicted = file(
  'predicted.conll',
  `Teddy O\nsaw B-${HOSTILE}\n\nTeddy O\n${HOSTILE} O\nTeddy O\n`,
);
const malformed = file(`${HOSTILE}.conll`, `Teddy O\n${HOSTILE}\n`);
const text = file(`text${HOSTILE}.txt`, `Teddy saw a${HOSTILE}b bear.\tThe bear saw Teddy.\r\n`);
const records = file('records.jsonl', `{"text":"x"}\n{${HOSTILE}}\n`);
const config = file('config.json', JSON.stringify({ [HOSTILE]: 1 }));
const wrong = file('wrong.json', JSON.stringify({ epochs: HOSTILE }));
const invalid = file('invalid.json', HOSTILE);
const vectors = file('vectors.txt', `the 0.1 0.2\nof ${HOSTILE} 0.2\n`);
const report = file('report.json', `{"format":"teddy-eval-report","version":"${HOSTILE}"}`);
const gazetteer = file('gazetteer.tsv', `${HOSTILE}\tLOC\n${HOSTILE}\tPER\n`);
const mapping = file('mapping.jsonl', '{"mapping":"tagger","version":1,"entries":0}\n');
const redacted = file('redacted.txt', `[${HOSTILE}_1] came.\n`);

beforeAll(async () => {
  const types = [`${HOSTILE}A`, 'PER'];
  const words = ['Teddy', 'saw', 'a', 'bear', '.', 'The'];
  await writeModel(model, randomTagger({ types, words, seed: 6 }), provenance);
});

const scored = ['eval', corpus, '--predictions', predicted];
const tagged = ['tag', text, '--model', model];
const fixed = inFolder('fixed.conll');

const commands: Readonly<Record<string, readonly string[]>> = {
  'eval: the table': [...scored, '--intervals'],
  'eval: JSON': [...scored, '--json'],
  'eval: a text report': [...scored, '--report', 'text'],
  'eval: a Markdown report': [...scored, '--report', 'markdown'],
  'eval: a GitHub report': [...scored, '--report', 'github'],
  'eval: a gate': [...scored, '--min-f1', `${HOSTILE}PER=1`],
  'eval: suspects': [
    ...['eval', corpus, '--model', model, '--suspects', '5'],
    ...['--map-types', `${HOSTILE}X=PER,${HOSTILE}PER=PER`],
  ],
  'eval: a baseline': [...scored, '--baseline', report],
  'check: the report': ['check', corpus, malformed],
  'check: JSON': ['check', corpus, '--json'],
  'check: the repair': ['check', corpus, '--fix', `${fixed}${HOSTILE}`],
  'inspect: the description': ['inspect', model],
  'inspect: JSON': ['inspect', model, '--json'],
  'inspect: gates': ['inspect', model, '--gates', `Teddy ${HOSTILE}`],
  'tag: color': [...tagged, '--color'],
  'tag: inline': [...tagged, '--format', 'inline'],
  'tag: JSON Lines': [...tagged, '--format', 'jsonl'],
  'tag: TSV': [...tagged, '--format', 'tsv'],
  'tag: columns': [...tagged, '--format', 'conll'],
  'tag: CoNLL-U': [...tagged, '--format', 'conllu'],
  'tag: XML': [...tagged, '--format', 'xml'],
  'tag: redacted text': [...tagged, '--format', 'redact'],
  'tag: the best taggings': [...tagged, '--n-best', '2', '--format', 'conll'],
  'tag: a record': ['tag', records, '--model', model, '--input', 'jsonl'],
  'tag: a list': [...tagged, '--gazetteer', gazetteer, '--quiet', '--format', 'jsonl'],
  'tag: restored text': ['tag', redacted, '--restore', mapping],
  'train: a corpus': ['train', malformed],
  'train: a config file': ['train', corpus, '--config', config],
  'train: a value of it': ['train', corpus, '--config', wrong],
  'train: another file': ['train', corpus, '--config', invalid],
  'train: vectors': [
    ...['train', corpus, '--dev', corpus, '--vectors', vectors],
    ...['--output', inFolder('new.safetensors'), '--quiet'],
  ],
  'an unknown flag': ['tag', `--${HOSTILE}`],
  'an unknown command': [HOSTILE],
};

/** What a terminal gets of a command, its errors included. */
async function shown(args: readonly string[]): Promise<string> {
  const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 80, fd: 1 });
  const chunks: Buffer[] = [];
  terminal.on('data', (chunk) => chunks.push(chunk));
  const streams = { stdin: process.stdin, stdout: terminal, stderr: terminal };
  await runCommand(args, streams as unknown as Streams).catch((error: unknown) =>
    terminal.write(renderError(error, false).text),
  );
  return Buffer.concat(chunks).toString();
}

// The escape sequences of the color format.
const STYLES = /\p{Cc}\[(?:1|2|22|33|36|39)m/gu;

test.each(Object.entries(commands))('on a terminal: %s', async (_, args) => {
  const output = (await shown(args)).replaceAll(STYLES, '');
  expect(output).toContain('TITLE');
  expect(output).not.toMatch(/[^\P{Cc}\n\t\r]/u);
});

test('a real terminal gets colors, and no escape sequence of the text', () => {
  const { stdout } = runOnTerminal('$tagger tag "$text" --model "$model"', { text, model });
  expect(stdout).toContain('\u001b[36m');
  expect(stdout.replaceAll(STYLES, '')).not.toMatch(/[^\P{Cc}\n\t\r]/u);
});

test('a real terminal gets no escape sequence of an error', () => {
  const { stdout } = runOnTerminal('$tagger tag "$missing" --model "$missing"', {
    missing: `/nowhere/${HOSTILE}`,
  });
  expect(stdout).toMatch(/^tagger: \/nowhere\/\ufffd\]0;TITLE/);
  expect(stdout).not.toMatch(/[^\P{Cc}\n\t\r]/u);
});

test('a pipe gets the text as it is', () => {
  const { stdout: json } = runTagger(['tag', text, '--model', model, '--format', 'jsonl']);
  expect(JSON.parse(json.split('\n')[0]).text).toBe(
    readFileSync(text, 'utf8').slice(0, -'\r\n'.length),
  );
});

test('colored text has no control characters, even in a pipe', () => {
  const { stdout } = runTagger(['tag', text, '--model', model, '--format', 'color']);
  const plain = stdout.replaceAll(STYLES, '');
  expect(plain).toContain('TITLE');
  expect(plain).not.toMatch(/[^\P{Cc}\n\t\r]/u);
  expect(stdout.endsWith('\r\n')).toBe(true);
});

test('messages and tables have no control characters, even in a pipe', () => {
  const { stdout, stderr } = runTagger(['eval', corpus, '--predictions', predicted]);
  for (const output of [stdout, stderr]) expect(output).not.toMatch(/[^\P{Cc}\n]/u);
});
