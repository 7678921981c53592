import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { environment, program, runTagger } from './run-tagger.js';

const folder = mkdtempSync(join(tmpdir(), 'convert-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
});

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return name;
}

const convert = (...args: string[]) => runTagger(['convert', ...args], { cwd: folder });
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

const doccano = `{"id":1,"text":"🧸 Teddy Roosevelt won.","label":[[3,18,"PER"]]}
{"id":2,"text":"He saw Paris","label":[[7,12,"LOC"]]}
`;
// Its texts would fit code points too.
const utf16 = ['--input-offsets', 'utf16'];
const columns =
  '-DOCSTART- O\n\nTeddy B-PER\nRoosevelt I-PER\nwon O\n\n-DOCSTART- O\n\nParis B-LOC\n\nRome B-LOC\n\n';

test('a doccano export becomes columns, and what they do not keep is printed', () => {
  expect(convert(file('in.jsonl', doccano), 'out.conll', ...utf16)).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: `tagger: warning: out.conll: not kept: 2 document ids (the first: in.jsonl:1)
in.jsonl (doccano export) -> out.conll (conll): 2 documents, 2 entities
`,
  });
  expect(read('out.conll')).toBe(
    '🧸 O\nTeddy B-PER\nRoosevelt I-PER\nwon O\n. O\n\nHe O\nsaw O\nParis B-LOC\n\n',
  );
});

test('columns keep their documents, in another scheme, from standard input to standard output', () => {
  const outcome = runTagger(
    ['convert', '-', '-', '--to', 'conll', '--scheme', 'bilou', '--quiet'],
    {
      input: columns,
    },
  );
  const stdout = columns.replace('I-PER', 'L-PER').replaceAll('B-LOC', 'U-LOC');
  expect(outcome).toEqual({ exitCode: 0, stdout, stderr: '' });
});

test('--strict writes nothing if something would be lost', () => {
  file('in.jsonl', doccano);
  expect(convert('in.jsonl', 'out.conll', '--strict', ...utf16)).toEqual({
    exitCode: 1,
    stdout: '',
    stderr:
      'tagger: out.conll: not written, as it would not keep 2 document ids (the first: in.jsonl:1)\n',
  });
  file(
    'relations.jsonl',
    '{"id":1,"text":"a b","entities":[{"label":"X","start_offset":0,"end_offset":1}],"relations":[{"id":1}]}\n',
  );
  expect(convert('relations.jsonl', 'out.jsonl', '--to', 'jsonl', '--strict')).toEqual({
    exitCode: 1,
    stdout: '',
    stderr:
      'tagger: relations.jsonl: expected annotations that are read without loss, found 1 relation left out: relations.jsonl:1\n',
  });
  expect(convert('in.jsonl', 'brat/', '--strict', ...utf16).exitCode).toBe(0);
  expect(readdirSync(folder)).toEqual(['brat', 'in.jsonl', 'relations.jsonl']);
});

test('illegal tags of columns are repaired with a warning, or refused with --strict', () => {
  file('in.conll', 'Ann B-PER\nsaw O\n\nBob B-PER\nRome I-LOC\n');
  expect(convert('in.conll', '-', '--to', 'inline')).toEqual({
    exitCode: 0,
    stdout: '[Ann](PER) saw\n[Bob](PER) [Rome](LOC)\n',
    stderr: `tagger: warning: in.conll: repaired 1 violation of the tag scheme IOB2 as conlleval does: line 5 (I-LOC after B-PER)
in.conll (columns) -> standard output (inline): 1 document, 3 entities
`,
  });
  expect(convert('in.conll', 'out.conll', '--strict')).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'tagger: in.conll:5: expected tags legal in IOB2, found I-LOC after B-PER\n',
  });
  expect(readdirSync(folder)).toEqual(['in.conll']);
  const piped = runTagger(['convert', '-', '-', '--to', 'conll'], {
    input: 'Ann B-PER\nsaw E-PER\nBob U-PER\nRome I-LOC\n',
  });
  expect(piped.stderr).toMatch(
    /^tagger: warning: standard input: repaired \d violations? of the tag scheme \w+ as conlleval does: line /,
  );
});

test.each(['conll', 'conllu', 'spacy', 'hugging-face'])('any type is read again from %s', (to) => {
  const types = ['-X', 'B-X', '-', 'B-X|I-Y', 'X/O'];
  const records = types.map((label) => ({ text: 'Ana', entities: [{ start: 0, end: 3, label }] }));
  const input = file('in.jsonl', records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const { stderr } = convert(input, `out.${to}`, '--to', to, '--from', 'jsonl');
  const lostCount = to === 'conll' || to === 'conllu' ? 4 : 2;
  expect(stderr).toContain(
    `not kept: exact types of ${lostCount} entities (the first: in.jsonl:1)`,
  );
  const from = to === 'conllu' ? 'conll' : to;
  const { stdout } = convert(`out.${to}`, '-', '--to', 'jsonl', '--from', from);
  expect(stdout.match(/"label"/g)).toHaveLength(types.length);
});

test('the summary counts what is written', () => {
  const blank = '{"id":3,"text":" ","label":[]}\n{"id":4,"text":"","label":[]}\n';
  file('in.jsonl', doccano + blank);
  expect(convert('in.jsonl', 'out.conll').stderr).toMatch(
    /: not kept: 2 texts without a word \(the first: in\.jsonl:3\)\n(?:.*\n)*in\.jsonl .*: 2 documents, 2 entities\n$/,
  );
  file('lines.jsonl', '{"text":"Hi Ana\\nMaria","label":[[3,12,"PER"]]}\n');
  expect(convert('lines.jsonl', '-', '--to', 'inline')).toEqual({
    exitCode: 0,
    stdout: 'Hi [Ana](PER)\n[Maria](PER)\n',
    stderr: `tagger: warning: standard output: not kept: 1 entity over line ends, which is cut there (lines.jsonl:1)
lines.jsonl (doccano export) -> standard output (inline): 1 document, 2 entities
`,
  });
});

test('white space that the reader of columns would not guess is not kept', () => {
  file(
    'in.jsonl',
    '{"text":"He ( 3 km )","label":[]}\n{"text":"(He) went.","label":[[1,3,"PER"]]}\n',
  );
  expect(convert('in.jsonl', 'out.conll').stderr).toContain(
    'out.conll: not kept: white space of 1 text (in.jsonl:1)\n',
  );
  expect(convert('in.jsonl', 'out.conllu').stderr).not.toContain('not kept');
});

const chinese = '北 B-LOC\n京 I-LOC\n有 O\nN O\nB O\nA O\n。 O\n\n她 O\n来 O\n\n';

test('texts of scripts without spaces have none, and the tokens of columns come back', () => {
  file('zh.conll', chinese);
  expect(convert('zh.conll', '-', '--to', 'doccano', '--quiet').stdout).toBe(
    '{"text":"北京有NBA。","label":[[0,2,"LOC"]]}\n{"text":"她来","label":[]}\n',
  );
  expect(convert('zh.conll', 'zh.conllu', '--strict').exitCode).toBe(0);
  expect(read('zh.conllu')).toContain('# text = 北京有NBA。\n');
  for (const [to, name] of [
    ['conll', 'zh.conllu'],
    ['hugging-face', 'zh-hf.jsonl'],
    ['spacy', 'zh.json'],
  ]) {
    if (to !== 'conll') {
      expect(convert('zh.conll', name, '--to', to, '--strict').exitCode).toBe(0);
    }
    expect(convert(name, '-', '--to', 'conll', '--quiet').stdout).toBe(chinese);
  }
});

test('a Chinese text without tokens is cut into characters, and its entities split none', () => {
  file('in.jsonl', '{"text":"泰迪住在巴黎。他来了。","label":[[4,6,"LOC"]]}\n');
  expect(convert('in.jsonl', 'out.conll').stderr).toBe(
    'in.jsonl (doccano export) -> out.conll (conll): 1 document, 1 entity\n',
  );
  const tagged = '泰 O\n迪 O\n住 O\n在 O\n巴 B-LOC\n黎 I-LOC\n。 O\n\n他 O\n来 O\n了 O\n。 O\n\n';
  expect(read('out.conll')).toBe(tagged);
  const { stdout } = convert('in.jsonl', '-', '--to', 'prodigy', '--quiet');
  expect(JSON.parse(stdout).tokens[4]).toEqual({ text: '巴', start: 4, end: 5, id: 4, ws: false });
});

test('brat has two files for each document, named by its id', () => {
  file('in.jsonl', doccano);
  expect(convert('in.jsonl', 'brat/', ...utf16).stderr).toBe(
    'in.jsonl (doccano export) -> brat/ (brat): 2 documents, 2 entities\n',
  );
  expect(readdirSync(join(folder, 'brat'))).toEqual(['1.ann', '1.txt', '2.ann', '2.txt']);
  expect(read('brat/1.txt')).toBe('🧸 Teddy Roosevelt won.');
  expect(read('brat/1.ann')).toBe('T1\tPER 2 17\tTeddy Roosevelt\n');
  expect(convert('brat', 'out.jsonl', '--to', 'doccano').exitCode).toBe(0);
  expect(read('out.jsonl')).toBe(doccano);
});

test('an existing output is replaced only with --force, and only if IN can be read', () => {
  file('in.conll', columns);
  file('out.conll', 'old');
  mkdirSync(join(folder, 'brat'));
  const refusal = (name: string) =>
    `tagger: ${name}: file already exists; use --force to overwrite it\n`;
  expect(convert('in.conll', 'out.conll').stderr).toBe(refusal('out.conll'));
  expect(convert('in.conll', 'brat').stderr).toBe(refusal('brat'));
  expect(convert(file('bad.conll', 'a O\nb\n'), 'out.conll', '--force')).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'tagger: bad.conll:2: expected 2 columns, found 1: "b"\n',
  });
  expect(read('out.conll')).toBe('old');
  expect(convert('in.conll', 'out.conll', '--force').exitCode).toBe(0);
  expect(read('out.conll')).toBe(columns);
  expect(convert('in.conll', 'brat', '--force').exitCode).toBe(0);
  expect(readdirSync(join(folder, 'brat'))).toEqual([
    'in-1.ann',
    'in-1.txt',
    'in-2.ann',
    'in-2.txt',
  ]);
  expect(convert('in.conll', 'in.conll', '--force').stderr).toBe(
    'tagger: in.conll: OUT would overwrite IN\n',
  );
  expect(convert('brat', 'brat/in-1.txt', '--to', 'conll', '--force').stderr).toBe(
    'tagger: brat/in-1.txt: OUT would overwrite IN\n',
  );
  expect(convert('brat/in-1.ann', 'brat', '--force').stderr).toBe(
    'tagger: brat: OUT would overwrite IN\n',
  );
  expect(convert('in.conll', 'out.conll', '--to', 'brat', '--force').stderr).toContain(
    'tagger: --to brat: expected a folder as OUT, found the file out.conll',
  );
  expect(convert('in.conll', 'no/out.conll').stderr).toBe(
    'tagger: no/out.conll: no such folder: no\n',
  );
});

test('a signal leaves no folder of brat', async () => {
  file('in.conll', columns.repeat(5000));
  const words = [program, 'convert', 'in.conll', 'out/'];
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env: environment(),
    stdio: 'ignore',
  });
  let isSent = false;
  const watcher = watch(folder, () => {
    if (!isSent) isSent = child.kill('SIGINT');
  });
  const exitCode = await new Promise((resolve) => child.on('close', resolve));
  watcher.close();
  expect(exitCode).toBe(130);
  expect(readdirSync(folder)).toEqual(['in.conll']);
});

test('the flags of IN choose its format, its columns, its labels and its unit', () => {
  file('in.txt', 'B-PER Teddy x\nO won x\n');
  expect(
    convert(
      'in.txt',
      '-',
      '--to',
      'inline',
      '--from',
      'conll',
      '--token-column',
      '2',
      '--tag-column',
      '1',
    ).stdout,
  ).toBe('[Teddy](PER) won\n');
  file('ids.jsonl', '{"tokens":["Teddy","won"],"ner_tags":[1,0]}\n');
  expect(convert('ids.jsonl', '-', '--to', 'inline', '--labels', 'O,B-PER').stdout).toBe(
    '[Teddy](PER) won\n',
  );
  file('bytes.jsonl', '{"text":"äö Teddy won","label":[[5,10,"PER"]]}\n');
  expect(convert('bytes.jsonl', '-', '--to', 'inline', '--input-offsets', 'byte').stdout).toBe(
    'äö [Teddy](PER) won\n',
  );
});

test('--offsets chooses what offsets count, and a name in .gz is gzipped', () => {
  file('in.jsonl', doccano);
  const args = ['in.jsonl', 'out.jsonl.gz', '--to', 'jsonl', '--offsets', 'byte', '--no-quiet'];
  expect(convert(...args).exitCode).toBe(0);
  const [first] = gunzipSync(readFileSync(join(folder, 'out.jsonl.gz')))
    .toString()
    .split('\n');
  expect(JSON.parse(first)).toEqual({
    id: '1',
    text: '🧸 Teddy Roosevelt won.',
    entities: [{ label: 'PER', text: 'Teddy Roosevelt', start: 5, end: 20 }],
  });
});

test('wrong usage exits with 2 and writes nothing', () => {
  expect(convert(file('in', columns), 'out.jsonl')).toEqual({
    exitCode: 2,
    stdout: '',
    stderr:
      'tagger: out.jsonl: expected --to doccano, prodigy, spacy-jsonl, hugging-face or jsonl, as the name leaves the format open (see tagger convert --help)\n',
  });
  expect(readdirSync(folder)).toEqual(['in']);
});

test('standard input may be gzipped, and .GZ is a name of a gzipped file', () => {
  const { exitCode } = runTagger(['convert', '-', 'out.CONLL.GZ', '--quiet'], {
    cwd: folder,
    input: gzipSync(columns),
  });
  expect(exitCode).toBe(0);
  expect(gunzipSync(readFileSync(join(folder, 'out.CONLL.GZ'))).toString()).toBe(columns);
});

test('a brat folder keeps its other files, and a new one has the usual permissions', () => {
  mkdirSync(join(folder, 'usual'));
  file('in.jsonl', doccano);
  expect(convert('in.jsonl', 'new/').exitCode).toBe(0);
  const modeOf = (name: string) => statSync(join(folder, name)).mode;
  expect(modeOf('new')).toBe(modeOf('usual'));
  file('new/notes.md', 'kept');
  expect(convert('in.jsonl', 'new/', '--force').exitCode).toBe(0);
  expect(readdirSync(join(folder, 'new'))).toEqual([
    ...['1.ann', '1.txt', '2.ann', '2.txt'],
    'notes.md',
  ]);
});
