import { expect, test } from '@jest/globals';
import {
  parseEvalFlags,
  parseInspectFlags,
  parseTagFlags,
} from '../../../src/cli/commands/parse-flags.js';
import { formatNames } from '../../../src/cli/formats/table/formats.js';

test('eval parses its flags', () => {
  const args = ['c', '--model', 'm', '--json', '--scheme=BILOU', '--tag-column', '4'];
  expect(parseEvalFlags(args)).toEqual({
    corpus: 'c',
    model: ['m'],
    predictions: [],
    json: true,
    intervals: false,
    minF1: [],
    minPrecision: [],
    minRecall: [],
    significant: false,
    updateBaseline: false,
    report: [],
    maxErrors: 1000,
    scheme: 'BILOU',
    tagColumn: 4,
    strict: false,
    verbose: false,
    quiet: false,
    arithmetic: 'exact',
  });
});

test('eval parses a mapping of types; an empty type and O map to none', () => {
  const args = ['c', '--model', 'm', '--map-types', 'person=PER,a-b=LOC,misc=,other=O'];
  expect([...(parseEvalFlags(args).mapTypes ?? [])]).toEqual([
    ['person', 'PER'],
    ['a-b', 'LOC'],
    ['misc', null],
    ['other', null],
  ]);
});

test.each(['', 'person', '=PER', 'a=b=c', 'a=b,', 'a=b,a=c', 'x=y,-a=b', 'a=-b', 'a b=c', 'a=b c'])(
  'eval rejects the mapping "%s" and shows an example',
  (mapping) => {
    const args = ['c', '--model', 'm', `--map-types=${mapping}`];
    expect(() => parseEvalFlags(args)).toThrow(
      expect.objectContaining({
        name: 'UsageError',
        message: `--map-types: expected each type of CORPUS once with the type it counts as, e.g. person=PER,location=LOC,misc=, found "${mapping}"`,
      }),
    );
  },
);

test('quiet excludes verbose, unless one of them is turned off', () => {
  const both = ['x', '--quiet', '--verbose'];
  const error = expect.objectContaining({
    name: 'UsageError',
    message: '--quiet: cannot be combined with --verbose',
  });
  expect(() => parseEvalFlags(both)).toThrow(error);
  expect(() => parseTagFlags(both, false)).toThrow(error);
  expect(parseTagFlags(['x', '--no-quiet', '--verbose'], false)).toMatchObject({ verbose: true });
  expect(parseInspectFlags(['--quiet']).quiet).toBe(true);
});

test('eval, tag and inspect have no model unless one is given', () => {
  expect(parseEvalFlags(['corpus']).model).toEqual([]);
  expect(parseTagFlags(['x'], false)?.model).toBeUndefined();
  expect(parseInspectFlags([]).models).toEqual([]);
});

const tagDefaults = {
  input: 'text',
  force: false,
  gazetteer: [],
  gazetteerWins: 'always',
  deny: [],
  ignoreCase: false,
  verbose: false,
  quiet: false,
  arithmetic: 'exact',
};

test('tag parses its flags and, in order, its files: a hyphen and everything after -- are files', () => {
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
  expect(parseTagFlags(args, true)).toMatchObject({
    files: ['a', '-', '-x', '--', '--y'],
    model: 'm',
    ...tagDefaults,
    color: false,
    format: 'conll',
  });
});

test.each([
  [['--input', 'tokens'], { input: 'tokens' }],
  [['--input=conll'], { input: 'conll' }],
  [['--only', 'PER,LOC'], { only: ['PER', 'LOC'] }],
  [['--token-column', '2', '--input', 'conll'], { input: 'conll', tokenColumn: 2 }],
  [
    ['--gazetteer', 'a', '--gazetteer=b', '--gazetteer-wins', 'never', '--ignore-case'],
    { gazetteer: ['a', 'b'], gazetteerWins: 'never', ignoreCase: true },
  ],
  [['--deny', 'a', '--deny', 'b'], { deny: ['a', 'b'] }],
])('tag parses %p', (args, flags: object) => {
  const expected = {
    files: [],
    model: 'm',
    ...tagDefaults,
    ...flags,
  };
  expect(parseTagFlags(['--model', 'm', ...args], false)).toMatchObject(expected);
});

test('a name that looks like a number stays a text', () => {
  expect(parseTagFlags(['007', '--model', '1e3'], true)).toMatchObject({
    files: ['007'],
    model: '1e3',
  });
});

test('without a file, tag reads a pipe but has no text on a terminal', () => {
  expect(parseTagFlags([], true)).toBeUndefined();
  expect(parseTagFlags(['--model', 'm'], true)).toBeUndefined();
  expect(parseTagFlags(['--model', 'm'], false)).toMatchObject({
    files: [],
    model: 'm',
    ...tagDefaults,
  });
});

test.each([
  [['--model', 'm', '-', '-'], '-: standard input given twice'],
  [['--model', 'm', 'a', ''], 'expected FILE, found an empty name'],
  [
    ['--model', 'm', '--format', 'json'],
    `--format: expected one of ${formatNames.join(', ')}, found "json"; did you mean jsonl?`,
  ],
  [
    ['--model', 'm', '--offsets', 'bytes'],
    '--offsets: expected one of utf16, codepoint, byte, found "bytes"; did you mean byte?',
  ],
  [
    ['--model', 'm', '--only', 'PER,'],
    '--only: expected entity types separated by commas, found "PER,"',
  ],
  [
    ['--model', 'm', '--input', 'csv'],
    '--input: expected one of text, tokens, conll, jsonl, html, markdown, found "csv"',
  ],
  [['--model', 'm', '--token-column', '1'], '--token-column: requires --input conll, found text'],
  [
    ['--model', 'm', '--input', 'tokens', '--token-column', '2'],
    '--token-column: requires --input conll, found tokens',
  ],
  [
    ['--model', 'm', '--input', 'conll', '--token-column', '0'],
    '--token-column: expected a whole number of at least 1, found 0',
  ],
  [['--gazetteer-wins', 'always'], '--gazetteer-wins: requires --gazetteer'],
  [['--deny', 'd', '--gazetteer-wins', 'never'], '--gazetteer-wins: requires --gazetteer'],
  [['--ignore-case'], '--ignore-case: requires --gazetteer or --deny'],
  [['--gazetteer', ''], '--gazetteer: expected a path, found ""'],
  [
    ['--gazetteer', 'g', '--gazetteer-wins', 'sometimes'],
    '--gazetteer-wins: expected one of always, when-unsure, never, found "sometimes"',
  ],
  [['--epochs', '3'], 'unknown flag --epochs'],
  [['--no-colour'], 'unknown flag --no-colour; did you mean --no-color?'],
])('tag rejects %p: %s', (args, message) => {
  expect(() => parseTagFlags(args, false)).toThrow(
    expect.objectContaining({ name: 'UsageError', message }),
  );
});
