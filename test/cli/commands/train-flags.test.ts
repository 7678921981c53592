import { expect, test } from '@jest/globals';
import { parseTrainFlags } from '../../../src/cli/commands/training/parse-train-flags.js';
import { cellNames } from '../../../src/model/network/config.js';
import { trainFlagDefaults } from './train-flag-defaults.js';

test('train fills in the default of every flag that has one', async () => {
  expect(await parseTrainFlags(['corpus.conll'])).toEqual(trainFlagDefaults);
});

test.each([
  [['--dev', 'dev.conll'], { dev: 'dev.conll' }],
  [['--test', 'test.conll'], { test: 'test.conll' }],
  [['--vectors', 'en.txt.gz'], { vectors: 'en.txt.gz' }],
  [['--vectors', 'v', '--keep-vectors', '0'], { vectors: 'v', keepVectors: 0 }],
  [['--vectors', 'v', '--freeze-vectors'], { vectors: 'v', freezeVectors: true }],
  [['--output', 'model'], { output: 'model' }],
  [['--quantize'], { quantize: true }],
  [['--force'], { force: true }],
  [['--no-force'], { force: false }],
  [['--log', 'log.jsonl'], { log: 'log.jsonl' }],
  [['--token-column', '2'], { tokenColumn: 2 }],
  [['--tag-column=3'], { tagColumn: 3 }],
  [['--scheme', 'bioes'], { scheme: 'IOBES' }],
  [['--scheme', 'bio'], { scheme: 'IOB2' }],
  [['--scheme', 'BMES'], { scheme: 'BMES' }],
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
  [['--quiet'], { quiet: true }],
  [['--quiet', '--no-verbose'], { quiet: true }],
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
  [['--layers', '2', '--layer-dropout', '0'], { layers: 2, layerDropout: 0 }],
  [['--output-dropout', '.3'], { outputDropout: 0.3 }],
  [['--recurrent-dropout', '.1'], { recurrentDropout: 0.1 }],
  [['--dropout-mask', 'sentence'], { dropoutMask: 'sentence' }],
  [['--word-dropout', '2'], { wordDropout: 2 }],
  [['--subwords', '1000'], { subwords: 1000 }],
  [
    ['--subwords=9', '--subword-lengths', '3,5', '--subword-dropout', '0.1'],
    { subwords: 9, subwordLengths: [3, 5], subwordDropout: 0.1 },
  ],
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
])('train parses %p', async (args, expected) => {
  expect(await parseTrainFlags([...args, 'corpus.conll'])).toEqual({
    ...trainFlagDefaults,
    ...expected,
  });
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
  [['x', '--epochs', 'abc'], '--epochs: expected a whole number of at least 1, found "abc"'],
  [['x', '--epochs', '1.5'], '--epochs: expected a whole number of at least 1, found 1.5'],
  [['x', '--epochs', '0x10'], '--epochs: expected a whole number of at least 1, found "0x10"'],
  [['x', '--epochs='], '--epochs: expected a whole number of at least 1, found ""'],
  [['x', '--epochs'], '--epochs: expected a whole number of at least 1, found no value'],
  [['--epochs', '--strict'], '--epochs: expected a whole number of at least 1, found no value'],
  [
    ['x', '--epochs', '--strikt'],
    '--epochs: expected a whole number of at least 1, found the flag --strikt',
  ],
  [['x', '--no-epochs'], '--epochs: expected a whole number of at least 1, found --no-epochs'],
  [['x', '--epochs', '3', '--epochs=4'], '--epochs: given twice'],
  [['x', '--strict', '--strict'], '--strict: given twice'],
  [['x', '--strict', '--no-strict'], '--strict: given twice'],
  [['x', '--strict=no'], '--strict: takes no value'],
  [['x', '--seed', '-1'], '--seed: expected a whole number from 0 to 4294967295, found -1'],
  [['x', '--runs', '0'], '--runs: expected a whole number of at least 1, found 0'],
  [
    ['x', '--seed', '4294967290', '--runs', '7'],
    '--runs: expected at most 6 with --seed 4294967290, found 7: the largest seed is 4294967295',
  ],
  [['x', '--hidden', '4097'], '--hidden: expected a whole number from 1 to 4096, found 4097'],
  [['x', '--patience', '0'], '--patience: expected a whole number of at least 1, found 0'],
  [['x', '--class-weights', 'root'], '--class-weights: requires --decoder softmax, found crf'],
  [['x', '--subword-lengths', '3'], '--subword-lengths: requires --subwords above 0, found 0'],
  [
    ['x', '--subwords', '0', '--subword-dropout', '0.2'],
    '--subword-dropout: requires --subwords above 0, found 0',
  ],
  [
    ['x', '--subwords', '9', '--subword-lengths', '3,2'],
    '--subword-lengths: expected increasing whole numbers from 1 to 16, separated by commas, found "3,2"',
  ],
  [['x', '--dropout', '1'], '--dropout: expected a number from 0 to less than 1, found 1'],
  [
    ['x', '--recurrent-dropout', '1'],
    '--recurrent-dropout: expected a number from 0 to less than 1, found 1',
  ],
  [['x', '--preset', 'best'], '--preset: expected one of fast, default, accurate, found "best"'],
  [
    ['x', '--dropout-mask', 'word'],
    '--dropout-mask: expected one of token, sentence, batch, found "word"',
  ],
  [['x', '--dropout=-.1'], '--dropout: expected a number from 0 to less than 1, found -0.1'],
  [['x', '--momentum', 'NaN'], '--momentum: expected a number from 0 to less than 1, found "NaN"'],
  [['x', '--weight-decay', '-1'], '--weight-decay: expected a number from 0 to 10, found -1'],
  [['x', '--warm-up', '-1'], '--warm-up: expected a number of at least 0, found -1'],
  [['x', '--batch-tokens', '0'], '--batch-tokens: expected a whole number of at least 1, found 0'],
  [
    ['x', '--averaging', 'ema', '--averaging-decay', '1'],
    '--averaging-decay: expected a number from 0 to less than 1, found 1',
  ],
  [['x', '--verbose', '--quiet'], '--quiet: cannot be combined with --verbose'],
  [
    ['x', '--batch-size', '10', '--batch-tokens', '400'],
    '--batch-tokens: cannot be combined with --batch-size',
  ],
  [
    ['x', '--schedule', 'cosine', '--learning-rate-decay', '0.05'],
    '--learning-rate-decay: requires --schedule inverse-time, found cosine',
  ],
  [
    ['x', '--plateau-patience', '2'],
    '--plateau-patience: requires --schedule plateau, found cosine',
  ],
  [
    ['x', '--averaging-decay', '0.9', '--averaging', 'swa'],
    '--averaging-decay: requires --averaging ema, found swa',
  ],
  [['x', '--weight-decay', '1e38'], '--weight-decay: expected a number from 0 to 10, found 1e+38'],
  [
    ['x', '--gate-bias', '-1e9'],
    '--gate-bias: expected a number from -100 to 100, found -1000000000',
  ],
  [['x', '--learning-rate', '0'], '--learning-rate: expected a number above 0, found 0'],
  [['x', '--clip-norm', '-1'], '--clip-norm: expected a number of at least 0, found -1'],
  [['x', '--clip-norm', '1e999'], '--clip-norm: expected a number of at least 0, found "1e999"'],
  [['x', '--cell', 'foo'], `--cell: expected one of ${cellNames.join(', ')}, found "foo"`],
  [['x', '--layers', '17'], '--layers: expected a whole number from 1 to 16, found 17'],
  [['x', '--clip-value', '-1'], '--clip-value: expected a number of at least 0, found -1'],
  [['x', '--gate-bias', '1e999'], '--gate-bias: expected a number from -100 to 100, found "1e999"'],
  [
    ['x', '--decoder', 'CRF'],
    '--decoder: expected one of crf, softmax, found "CRF"; did you mean crf?',
  ],
  [
    ['x', '--scheme', 'IOB'],
    '--scheme: expected one of IOB2, IOB1, IOBES, BILOU, BMES, BIO, BIOES, found "IOB"; did you mean IOB2?',
  ],
  [['x', '--keep-vectors', '5'], '--keep-vectors: requires --vectors'],
  [['x', '--freeze-vectors'], '--freeze-vectors: requires --vectors'],
  [['x', '--layer-dropout', '0.5'], '--layer-dropout: requires --layers of at least 2'],
  [
    ['x', '--checkpoint-every', '1', '--no-checkpoint'],
    '--checkpoint-every: cannot be combined with --no-checkpoint',
  ],
  [
    ['x', '--gate-bias', '1', '--cell', 'rnn'],
    '--gate-bias: requires --cell gru-simple or gru or lstm or lstm-peephole, found rnn',
  ],
  [['x', '--dev='], '--dev: expected a path, found ""'],
  [['x', '--epoch', '3'], 'unknown flag --epoch; did you mean --epochs?'],
  [['x', '--epoch=3'], 'unknown flag --epoch; did you mean --epochs?'],
  [['x', '--learningRate=3'], 'unknown flag --learningRate; did you mean --learning-rate?'],
  [['x', '--no-strikt'], 'unknown flag --no-strikt; did you mean --no-strict?'],
  [['x', '--lr', '3'], 'unknown flag --lr'],
  [['x', '-5'], 'unknown flag -5'],
  [['x', '---seed', '5'], 'unknown flag ---seed; did you mean --seed?'],
  [[], 'missing CORPUS'],
  [[''], 'expected CORPUS, found an empty name'],
  [['x', 'y'], 'expected one CORPUS, found a second: y'],
])('train rejects %p: %s', async (args, message) => {
  await expect(parseTrainFlags(args)).rejects.toMatchObject({
    name: 'UsageError',
    message,
    command: 'train',
  });
});

test.each(['--vectors=v', '--gate-bias=-1'])(
  'train rejects %s with --from, which takes it from the base model',
  async (flag) => {
    const [name] = flag.split('=');
    await expect(parseTrainFlags(['x', '--from', 'm', flag])).rejects.toMatchObject({
      name: 'UsageError',
      message: `${name}: cannot be combined with --from, which takes it from the base model`,
    });
  },
);

test.each(['0', 'a', '8,', ',', '', '8 6', '4097', '1.5', `${'1,'.repeat(16)}1`])(
  'train rejects --dense=%s and shows it as typed',
  async (widths) => {
    await expect(parseTrainFlags(['x', `--dense=${widths}`])).rejects.toMatchObject({
      name: 'UsageError',
      message: `--dense: expected at most 16 whole numbers from 1 to 4096, separated by commas, found "${widths}"`,
    });
  },
);
