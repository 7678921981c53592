import { expect, test } from '@jest/globals';
import {
  parseEvalFlags,
  parseInspectFlags,
  parseTagFlags,
} from '../../../src/cli/flags/parse-flags.js';

test('eval reads its flags', () => {
  const args = ['c', '--model', 'm', '--json', '--scheme=BILOU', '--tag-column', '4'];
  expect(parseEvalFlags(args)).toEqual({
    corpus: 'c',
    model: 'm',
    json: true,
    intervals: false,
    scheme: 'BILOU',
    tagColumn: 4,
    strict: false,
    verbose: false,
    arithmetic: 'exact',
  });
});

test('eval reads a mapping of types, nothing and O for none', () => {
  const args = ['c', '--model', 'm', '--map-types', 'person=PER,a-b=LOC,misc=,other=O'];
  expect([...(parseEvalFlags(args).mapTypes ?? [])]).toEqual([
    ['person', 'PER'],
    ['a-b', 'LOC'],
    ['misc', null],
    ['other', null],
  ]);
});

test.each(['', 'person', '=PER', 'a=b=c', 'a=b,', 'a=b,a=c', 'x=y,-a=b', 'a=-b', 'a b=c', 'a=b c'])(
  'eval refuses the mapping "%s" and shows how one is written',
  (mapping) => {
    const args = ['c', '--model', 'm', `--map-types=${mapping}`];
    expect(() => parseEvalFlags(args)).toThrow(
      expect.objectContaining({
        name: 'UsageError',
        message: `--map-types: expected types of CORPUS, each once, and what they count as, as in person=PER,location=LOC,misc=, found "${mapping}"`,
      }),
    );
  },
);

test('eval, tag and inspect leave a model that is not given to the environment', () => {
  expect(parseEvalFlags(['corpus']).model).toBeUndefined();
  expect(parseTagFlags(['x'], false)?.model).toBeUndefined();
  expect(parseInspectFlags([]).model).toBeUndefined();
});

test('tag reads its flags, and files in their order, a hyphen and those behind a double one too', () => {
  const args = [
    'a',
    '--model',
    'm',
    '-',
    '--no-color',
    '--format',
    'conll',
    '--',
    '-x',
    '--',
    '--y',
  ];
  expect(parseTagFlags(args, true)).toEqual({
    files: ['a', '-', '-x', '--', '--y'],
    model: 'm',
    color: false,
    input: 'text',
    format: 'conll',
    verbose: false,
    arithmetic: 'exact',
  });
});

test.each([
  [['--input', 'tokens'], { input: 'tokens' }],
  [['--input=conll'], { input: 'conll' }],
  [['--token-column', '2', '--input', 'conll'], { input: 'conll', tokenColumn: 2 }],
])('tag reads %p', (args, flags: object) => {
  const expected = {
    files: [],
    model: 'm',
    input: 'text',
    verbose: false,
    arithmetic: 'exact',
    ...flags,
  };
  expect(parseTagFlags(['--model', 'm', ...args], false)).toEqual(expected);
});

test('a name like a number stays as it is written', () => {
  expect(parseTagFlags(['007', '--model', '1e3'], true)).toMatchObject({
    files: ['007'],
    model: '1e3',
  });
});

test('tag without a file has nothing to tag on a terminal, and reads a pipe', () => {
  expect(parseTagFlags([], true)).toBeUndefined();
  expect(parseTagFlags(['--model', 'm'], true)).toBeUndefined();
  expect(parseTagFlags(['--model', 'm'], false)).toEqual({
    files: [],
    model: 'm',
    input: 'text',
    verbose: false,
    arithmetic: 'exact',
  });
});

test.each([
  [['--model', 'm', '-', '-'], '-: expected the standard input once, found it twice'],
  [['--model', 'm', 'a', ''], 'expected FILE, found an empty name'],
  [
    ['--model', 'm', '--format', 'json'],
    '--format: expected one of color, inline, jsonl, conll, found "json"',
  ],
  [['--model', 'm', '--input', 'csv'], '--input: expected one of text, tokens, conll, found "csv"'],
  [
    ['--model', 'm', '--token-column', '1'],
    '--token-column: expected --input conll beside it, found text',
  ],
  [
    ['--model', 'm', '--input', 'tokens', '--token-column', '2'],
    '--token-column: expected --input conll beside it, found tokens',
  ],
  [
    ['--model', 'm', '--input', 'conll', '--token-column', '0'],
    '--token-column: expected a whole number from 1, found 0',
  ],
  [['--epochs', '3'], 'unknown flag --epochs'],
  [['--no-colour'], 'unknown flag --no-colour, did you mean --no-color?'],
])('tag refuses %p: %s', (args, message) => {
  expect(() => parseTagFlags(args, false)).toThrow(
    expect.objectContaining({ name: 'UsageError', message }),
  );
});
