// The models and corpora beside the playground page: four small ones, trained on data/teddy, and the
// English one.
//
// Run: npm run build:playground
//      node dist/models/train-playground.js [--epochs N] [--output FOLDER]
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadTagger, type TrainOptions, trainTagger } from '../src/browser/index.js';

interface SmallModel {
  readonly file: string;
  readonly name: string;
  readonly options: TrainOptions;
}

const CORPORA = ['train', 'dev', 'test'];

// A softmax decoder judges each word alone, so that the pictures show what the cells contribute.
const SHARED: TrainOptions = {
  decoder: 'softmax',
  hidden: 40,
  wordDimension: 32,
  learningRate: 0.004,
  quantize: true,
};

const SMALL_MODELS: readonly SmallModel[] = [
  { file: 'teddy-lstm.safetensors', name: 'Small LSTM', options: {} },
  { file: 'teddy-gru.safetensors', name: 'Small GRU', options: { cell: 'gru' } },
  { file: 'teddy-rnn.safetensors', name: 'Small RNN', options: { cell: 'rnn' } },
  {
    file: 'teddy-forward.safetensors',
    name: 'Small LSTM, forward only',
    options: { unidirectional: true },
  },
];

const { values } = parseArgs({
  options: {
    epochs: { type: 'string', default: '40' },
    output: { type: 'string', default: 'dist/playground/page' },
  },
});
const folder = values.output;

const pathOf = (name: string) => join('data/teddy', `${name}.conll`);

mkdirSync(folder, { recursive: true });
for (const name of CORPORA) copyFileSync(pathOf(name), join(folder, `${name}.conll`));
copyFileSync('models/en.safetensors', join(folder, 'en.safetensors'));
const listed = [
  {
    file: 'en.safetensors',
    name: 'English (en)',
    about: 'the model that comes with the package, 16 MB',
  },
];
for (const model of SMALL_MODELS) {
  const bytes = await train(model);
  writeFileSync(join(folder, model.file), bytes);
  const about = 'trained on 466 sample sentences, to be looked at and not to be used';
  listed.push({ file: model.file, name: model.name, about });
}
writeFileSync(join(folder, 'models.json'), `${JSON.stringify(listed, undefined, 2)}\n`);
process.stdout.write(`${folder}: serve this folder with any file server\n`);

async function train({ name, options }: SmallModel): Promise<Uint8Array> {
  const dev = readFileSync(pathOf('dev'));
  for await (const event of trainTagger(readFileSync(pathOf('train')), {
    ...SHARED,
    epochs: Number(values.epochs),
    ...options,
    name: 'train.conll',
    dev,
  })) {
    if (event.kind !== 'model') continue;
    const { network } = await loadTagger(event.bytes.slice());
    process.stdout.write(
      `${name}: ${network.cell}, F1 ${event.dev.overall.f1.toFixed(1)} on dev\n`,
    );
    return event.bytes;
  }
  throw new Error(`${name}: training ended without a model`);
}
