import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import {
  parseEvalFlags,
  parseInspectFlags,
  parseTagFlags,
  parseTrainFlags,
} from '../../src/cli/parse-flags.js';
import { cellNames } from '../../src/model/config.js';

const folder = mkdtempSync(join(tmpdir(), 'flags-'));
afterAll(() => rmSync(folder, { recursive: true }));

function configFile(content: string): string {
  const path = join(folder, 'config.json');
  writeFileSync(path, content);
  return path;
}

const defaults = {
  corpus: 'corpus.conll',
  output: 'corpus.safetensors',
  keepVectors: 100000,
  freezeVectors: false,
  quantize: false,
  force: false,
  strict: false,
  preset: 'default',
  cell: 'lstm',
  unidirectional: false,
  layers: 1,
  characters: 'cnn',
  characterDimension: 30,
  characterFilters: 50,
  characterWidths: [3],
  characterCell: 'lstm',
  characterHidden: 25,
  shape: true,
  shapeDimension: 10,
  hidden: 100,
  decoder: 'crf',
  optimizer: 'adam',
  schedule: 'cosine',
  learningRateDecay: 0.05,
  plateauPatience: 3,
  warmUp: 0,
  momentum: 0.9,
  weightDecay: 0,
  averaging: 'ema',
  averagingDecay: 0.999,
  recurrentDropout: 0.2,
  dropoutMask: 'batch',
  wordDropout: 0.5,
  classWeights: 'none',
  clipNorm: 5,
  clipValue: 0,
  gateBias: 0,
  onExplosion: 'stop',
  seed: 1,
  runs: 1,
  verbose: false,
  arithmetic: 'exact',
};

test('train fills in the default of every flag that has one', async () => {
  expect(await parseTrainFlags(['corpus.conll'])).toEqual(defaults);
});

test.each([
  [['--dev', 'dev.conll'], { dev: 'dev.conll' }],
  [['--test', 'test.conll'], { test: 'test.conll' }],
  [['--vectors', 'en.txt.gz'], { vectors: 'en.txt.gz' }],
  [['--keep-vectors', '0'], { keepVectors: 0 }],
  [['--freeze-vectors'], { freezeVectors: true }],
  [['--output', 'model'], { output: 'model' }],
  [['--quantize'], { quantize: true }],
  [['--force'], { force: true }],
  [['--no-force'], { force: false }],
  [['--log', 'log.jsonl'], { log: 'log.jsonl' }],
  [['--token-column', '2'], { tokenColumn: 2 }],
  [['--tag-column=3'], { tagColumn: 3 }],
  [['--scheme', 'bioes'], { scheme: 'IOBES' }],
  [['--scheme', 'iob1'], { scheme: 'IOB1' }],
  [['--strict'], { strict: true }],
  [['--word-dimension', '4096'], { wordDimension: 4096 }],
  [['--fold-words'], { foldWords: true }],
  [['--no-fold-words'], { foldWords: false }],
  [['--characters', 'none'], { characters: 'none' }],
  [['--character-dimension', '4096'], { characterDimension: 4096 }],
  [['--character-filters', '1'], { characterFilters: 1 }],
  [['--character-widths', '1,2,16'], { characterWidths: [1, 2, 16] }],
  [
    ['--characters', 'rnn', '--character-cell', 'gru', '--character-hidden', '4096'],
    { characters: 'rnn', characterCell: 'gru', characterHidden: 4096 },
  ],
  [
    ['--character-dimension', '5', '--characters=rnn'],
    { characters: 'rnn', characterDimension: 5 },
  ],
  [['--shape'], { shape: true }],
  [['--no-shape'], { shape: false }],
  [['--shape-dimension', '4096'], { shapeDimension: 4096 }],
  [
    ['--preset', 'accurate'],
    {
      preset: 'accurate',
      hidden: 200,
      recurrentDropout: 0.3,
      characterWidths: [2, 3, 4],
      characterFilters: 30,
    },
  ],
  [['--preset', 'fast', '--hidden', '70'], { preset: 'fast', hidden: 70 }],
  [['--hidden', '1'], { hidden: 1 }],
  [['--decoder', 'softmax'], { decoder: 'softmax' }],
  [['--cell', 'lstm-peephole'], { cell: 'lstm-peephole' }],
  [['--unidirectional'], { unidirectional: true }],
  [['--layers', '16'], { layers: 16 }],
  [['--dense', '100,50'], { dense: [100, 50] }],
  [['--dense=4096'], { dense: [4096] }],
  [['--epochs=3'], { epochs: 3 }],
  [['--batch-size', '1e2'], { batchSize: 100 }],
  [['--optimizer', 'sgd'], { optimizer: 'sgd' }],
  [['--optimizer', 'adamw', '--weight-decay', '.01'], { optimizer: 'adamw', weightDecay: 0.01 }],
  [['--optimizer', 'nadam'], { optimizer: 'nadam' }],
  [['--batch-tokens', '400'], { batchTokens: 400 }],
  [['--schedule', 'one-cycle'], { schedule: 'one-cycle' }],
  [['--plateau-patience=2', '--schedule=plateau'], { plateauPatience: 2, schedule: 'plateau' }],
  [['--warm-up', '0.5'], { warmUp: 0.5 }],
  [['--averaging', 'swa'], { averaging: 'swa' }],
  [['--averaging=ema', '--averaging-decay=0'], { averaging: 'ema', averagingDecay: 0 }],
  [['--learning-rate', '.5e-3'], { learningRate: 0.0005 }],
  [
    ['--learning-rate-decay', '0', '--schedule', 'inverse-time'],
    { learningRateDecay: 0, schedule: 'inverse-time' },
  ],
  [['--momentum', '0'], { momentum: 0 }],
  [['--dropout', '0.999'], { dropout: 0.999 }],
  [['--input-dropout', '0.2'], { inputDropout: 0.2 }],
  [['--layer-dropout', '0'], { layerDropout: 0 }],
  [['--output-dropout', '.3'], { outputDropout: 0.3 }],
  [['--recurrent-dropout', '.1'], { recurrentDropout: 0.1 }],
  [['--dropout-mask', 'sentence'], { dropoutMask: 'sentence' }],
  [['--word-dropout', '2'], { wordDropout: 2 }],
  [
    ['--class-weights', 'root', '--decoder', 'softmax'],
    { classWeights: 'root', decoder: 'softmax' },
  ],
  [['--clip-norm', '0'], { clipNorm: 0 }],
  [['--clip-value', '.5'], { clipValue: 0.5 }],
  [['--on-explosion', 'rollback'], { onExplosion: 'rollback' }],
  [['--gradient-report', 'flow.svg'], { gradientReport: 'flow.svg' }],
  [['--gate-bias', '-1.5'], { gateBias: -1.5 }],
  [['--patience', '1'], { patience: 1 }],
  [['--runs', '5'], { runs: 5 }],
  [['--seed', '4294967295', '--runs', '1'], { seed: 4294967295 }],
  [['--seed', '4294967295'], { seed: 4294967295 }],
  [['--arithmetic', 'fast'], { arithmetic: 'fast' }],
])('train reads %p', async (args, expected) => {
  expect(await parseTrainFlags([...args, 'corpus.conll'])).toEqual({ ...defaults, ...expected });
});

test.each([
  ['data/train.conll', 'train.safetensors'],
  ['/data/train.conll.gz', 'train.safetensors'],
  ['train.txt', 'train.safetensors'],
  ['train.tsv', 'train.safetensors'],
  ['train.iob', 'train.iob.safetensors'],
  ['train', 'train.safetensors'],
])('the model of %s is %s', async (corpus, output) => {
  expect((await parseTrainFlags([corpus])).output).toBe(output);
});

test.each([
  [['x', '--epochs', 'abc'], '--epochs: expected a whole number from 1, found "abc"'],
  [['x', '--epochs', '1.5'], '--epochs: expected a whole number from 1, found 1.5'],
  [['x', '--epochs', '0x10'], '--epochs: expected a whole number from 1, found "0x10"'],
  [['x', '--epochs='], '--epochs: expected a whole number from 1, found ""'],
  [['x', '--epochs'], '--epochs: expected a whole number from 1, found no value'],
  [['--epochs', '--strict'], '--epochs: expected a whole number from 1, found no value'],
  [
    ['x', '--epochs', '--strikt'],
    '--epochs: expected a whole number from 1, found the flag --strikt',
  ],
  [['x', '--no-epochs'], '--epochs: expected a whole number from 1, found --no-epochs'],
  [['x', '--epochs', '3', '--epochs=4'], '--epochs: expected it once, found it 2 times'],
  [['x', '--strict', '--strict'], '--strict: expected it once, found it 2 times'],
  [['x', '--strict', '--no-strict'], '--strict: expected it once, found it 2 times'],
  [['x', '--strict=no'], '--strict: expected no value, found one'],
  [['x', '--seed', '-1'], '--seed: expected a whole number from 0 to 4294967295, found -1'],
  [['x', '--runs', '0'], '--runs: expected a whole number from 1, found 0'],
  [
    ['x', '--seed', '4294967290', '--runs', '7'],
    '--runs: expected at most 6, as there are seeds from --seed 4294967290 on, found 7',
  ],
  [['x', '--hidden', '4097'], '--hidden: expected a whole number from 1 to 4096, found 4097'],
  [['x', '--patience', '0'], '--patience: expected a whole number from 1, found 0'],
  [
    ['x', '--class-weights', 'root'],
    '--class-weights: expected --decoder softmax beside it, found crf',
  ],
  [['x', '--dropout', '1'], '--dropout: expected a number from 0 to below 1, found 1'],
  [
    ['x', '--recurrent-dropout', '1'],
    '--recurrent-dropout: expected a number from 0 to below 1, found 1',
  ],
  [['x', '--preset', 'best'], '--preset: expected one of fast, default, accurate, found "best"'],
  [
    ['x', '--dropout-mask', 'word'],
    '--dropout-mask: expected one of token, sentence, batch, found "word"',
  ],
  [['x', '--dropout=-.1'], '--dropout: expected a number from 0 to below 1, found -0.1'],
  [['x', '--momentum', 'NaN'], '--momentum: expected a number from 0 to below 1, found "NaN"'],
  [['x', '--weight-decay', '-1'], '--weight-decay: expected a number of at least 0, found -1'],
  [['x', '--warm-up', '-1'], '--warm-up: expected a number of at least 0, found -1'],
  [['x', '--batch-tokens', '0'], '--batch-tokens: expected a whole number from 1, found 0'],
  [
    ['x', '--averaging', 'ema', '--averaging-decay', '1'],
    '--averaging-decay: expected a number from 0 to below 1, found 1',
  ],
  [
    ['x', '--batch-size', '10', '--batch-tokens', '400'],
    '--batch-tokens: expected no --batch-size beside it, found one',
  ],
  [
    ['x', '--schedule', 'cosine', '--learning-rate-decay', '0.05'],
    '--learning-rate-decay: expected --schedule inverse-time beside it, found cosine',
  ],
  [
    ['x', '--plateau-patience', '2'],
    '--plateau-patience: expected --schedule plateau beside it, found cosine',
  ],
  [
    ['x', '--averaging-decay', '0.9', '--averaging', 'swa'],
    '--averaging-decay: expected --averaging ema beside it, found swa',
  ],
  [['x', '--learning-rate', '0'], '--learning-rate: expected a number above 0, found 0'],
  [['x', '--clip-norm', '-1'], '--clip-norm: expected a number of at least 0, found -1'],
  [['x', '--clip-norm', '1e999'], '--clip-norm: expected a number of at least 0, found "1e999"'],
  [['x', '--cell', 'foo'], `--cell: expected one of ${cellNames.join(', ')}, found "foo"`],
  [['x', '--layers', '17'], '--layers: expected a whole number from 1 to 16, found 17'],
  [['x', '--clip-value', '-1'], '--clip-value: expected a number of at least 0, found -1'],
  [['x', '--gate-bias', '1e999'], '--gate-bias: expected a number, found "1e999"'],
  [['x', '--decoder', 'CRF'], '--decoder: expected one of crf, softmax, found "CRF"'],
  [
    ['x', '--scheme', 'IOB'],
    '--scheme: expected one of IOB2, IOB1, IOBES, BILOU, BMES or BIOES, found "IOB"',
  ],
  [['x', '--dev='], '--dev: expected a path, found ""'],
  [['x', '--epoch', '3'], 'unknown flag --epoch, did you mean --epochs?'],
  [['x', '--epoch=3'], 'unknown flag --epoch, did you mean --epochs?'],
  [['x', '--learningRate=3'], 'unknown flag --learningRate, did you mean --learning-rate?'],
  [['x', '--no-strikt'], 'unknown flag --no-strikt, did you mean --no-strict?'],
  [['x', '--lr', '3'], 'unknown flag --lr'],
  [['x', '-5'], 'unknown flag -5'],
  [['x', '---seed', '5'], 'unknown flag ---seed, did you mean --seed?'],
  [[], 'expected CORPUS, found none'],
  [[''], 'expected CORPUS, found an empty name'],
  [['x', 'y'], 'expected one CORPUS, found a second: y'],
])('train refuses %p: %s', async (args, message) => {
  await expect(parseTrainFlags(args)).rejects.toMatchObject({
    name: 'UsageError',
    message,
    command: 'train',
  });
});

test('beside --from, the flags of the network that were given are kept apart from the defaults', async () => {
  const config = configFile('{"hidden": 50, "epochs": 7}');
  const args = ['corpus.conll', '--from', 'm', '--config', config, '--cell', 'lstm', '--dense=8'];
  const flags = await parseTrainFlags(args);
  expect(flags.from).toBe('m');
  expect([...(flags.askedNetwork ?? [])]).toEqual([
    ['hidden', 50],
    ['cell', 'lstm'],
    ['dense', [8]],
  ]);
});

test.each(['--vectors=v', '--keep-vectors=5', '--gate-bias=-1'])(
  'train refuses %s beside --from, which says how to begin',
  async (flag) => {
    const [name] = flag.split('=');
    await expect(parseTrainFlags(['x', '--from', 'm', flag])).rejects.toMatchObject({
      name: 'UsageError',
      message: `${name}: expected it or --from, which begins with what its model has, found both`,
    });
  },
);

test.each(['0', 'a', '8,', ',', '', '8 6', '4097', '1.5', `${'1,'.repeat(16)}1`])(
  'train refuses --dense=%s and shows it as it was typed',
  async (widths) => {
    await expect(parseTrainFlags(['x', `--dense=${widths}`])).rejects.toMatchObject({
      name: 'UsageError',
      message: `--dense: expected at most 16 whole numbers from 1 to 4096, divided by commas, found "${widths}"`,
    });
  },
);

test('a value from the config file wins over the default, one from the command line over both', async () => {
  const config = configFile('{"epochs": 7, "hidden": 50, "strict": true, "force": true}');
  const args = ['--config', config, '--hidden', '60', '--no-strict', 'corpus.conll'];
  expect(await parseTrainFlags(args)).toEqual({
    ...defaults,
    epochs: 7,
    hidden: 60,
    strict: false,
    force: true,
  });
});

test.each([
  ['{"batch-size": 5}', ['--batch-tokens', '400'], { batchTokens: 400 }],
  ['{"batch-tokens": 400}', ['--batch-size', '5'], { batchSize: 5 }],
  ['{"batch-tokens": 400}', ['--batch-tokens', '5'], { batchTokens: 5 }],
  [
    '{"learning-rate-decay": 1}',
    ['--schedule', 'cosine'],
    { schedule: 'cosine', learningRateDecay: 1 },
  ],
  [
    '{"schedule": "plateau"}',
    ['--plateau-patience', '1'],
    { schedule: 'plateau', plateauPatience: 1 },
  ],
])('of the config file %s what does not go with %j gives way', async (content, args, expected) => {
  const flags = await parseTrainFlags(['corpus.conll', '--config', configFile(content), ...args]);
  expect(flags).toEqual({ ...defaults, ...expected });
});

test('a config file with two sizes of a batch is refused', async () => {
  const config = configFile('{"batch-size": 5, "batch-tokens": 400}');
  await expect(parseTrainFlags(['x', '--config', config])).rejects.toMatchObject({
    name: 'UsageError',
    message: '--batch-tokens: expected no --batch-size beside it, found one',
  });
});

test('a config file gives a list as an array', async () => {
  const config = configFile('{"dense": [8, 6], "cell": "gru"}');
  const flags = await parseTrainFlags(['corpus.conll', '--config', config]);
  expect(flags).toEqual({ ...defaults, dense: [8, 6], cell: 'gru' });
});

test('a config file may begin with a byte order mark and name the model', async () => {
  const config = configFile('\ufeff{"output": "here", "learning-rate": 0.1}');
  const flags = await parseTrainFlags(['corpus.conll', '--config', config]);
  expect(flags).toEqual({ ...defaults, output: 'here', learningRate: 0.1 });
});

test.each([
  ['{"epoch": 3}', '"epoch": expected the name of a flag of tagger train, did you mean "epochs"?'],
  ['{"config": "x"}', '"config": expected the name of a flag of tagger train'],
  ['{"__proto__": 1}', '"__proto__": expected the name of a flag of tagger train'],
  ['{"epochs": "3"}', '"epochs": expected a whole number from 1, found "3"'],
  ['{"epochs": null}', '"epochs": expected a whole number from 1, found null'],
  ['{"clip-norm": 1e999}', '"clip-norm": expected a number of at least 0, found null'],
  ['{"strict": 1}', '"strict": expected true or false, found 1'],
  ['{"scheme": 3}', '"scheme": expected one of IOB2, IOB1, IOBES, BILOU, BMES or BIOES, found 3'],
  [
    '{"dense": [8, 0]}',
    '"dense": expected at most 16 whole numbers from 1 to 4096, divided by commas, found [8,0]',
  ],
  [
    '{"dense": "8"}',
    '"dense": expected at most 16 whole numbers from 1 to 4096, divided by commas, found "8"',
  ],
  ['{"dev": ["x"]}', '"dev": expected a path, found ["x"]'],
  ['[1]', 'expected a JSON object, found an array'],
  ['3', 'expected a JSON object, found 3'],
  ['null', 'expected a JSON object, found null'],
])('the config file %s is refused: %s', async (content, message) => {
  const config = configFile(content);
  await expect(parseTrainFlags(['x', '--config', config])).rejects.toMatchObject({
    name: 'InputError',
    message: `${config}: ${message}`,
  });
});

test('a config file that is no JSON is refused with the reason', async () => {
  const config = configFile('{"epochs": 3,}');
  await expect(parseTrainFlags(['x', '--config', config])).rejects.toThrow(
    `${config}: expected a JSON object, found no JSON: `,
  );
});

test('a config file that is not there is refused', async () => {
  const config = join(folder, 'absent.json');
  await expect(parseTrainFlags(['x', '--config', config])).rejects.toMatchObject({
    name: 'InputError',
    message: `${config}: no such file or directory`,
  });
});

test('a folder for a config file is refused', async () => {
  await expect(parseTrainFlags(['x', '--config', folder])).rejects.toThrow(
    `${folder}: expected a file, found a folder`,
  );
});

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
