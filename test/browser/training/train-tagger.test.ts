import { expect, test } from '@jest/globals';
import {
  InputError,
  loadTagger,
  type ModelEvent,
  type TrainEvent,
  type TrainOptions,
  trainTagger,
  UsageError,
} from '../../../src/browser/index.js';
import { parseTrainFlags } from '../../../src/cli/commands/training/parse-train-flags.js';
import { tinyCorpus } from '../../e2e/tiny-model.js';

const tiny = { hidden: 4, wordDimension: 5, characterFilters: 3, epochs: 2 } as const;

async function eventsOf(corpus: string, options: TrainOptions): Promise<TrainEvent[]> {
  const events: TrainEvent[] = [];
  for await (const event of trainTagger(corpus, options)) events.push(event);
  return events;
}

const modelOf = (events: readonly TrainEvent[]) => events.at(-1) as ModelEvent;

test('a training yields its start, each epoch, its end and the model', async () => {
  const events = await eventsOf(tinyCorpus, { ...tiny, test: tinyCorpus });
  const kinds = events.map(({ kind }) => kind).filter((kind) => kind !== 'batch');
  expect(kinds).toEqual(['start', 'epoch', 'epoch', 'end', 'model']);
  expect(events[0]).toMatchObject({
    sentenceCount: 9,
    devSentenceCount: 1,
    types: ['LOC', 'ORG', 'PER'],
    network: { cell: 'lstm', hidden: 4 },
    options: { epochs: 2, seed: 1 },
    tokenizer: { name: 'words' },
    warnings: [],
  });
  const { bytes, test } = modelOf(events);
  expect(test?.tokenCount).toBe(tinyCorpus.split('\n').filter((line) => line !== '').length);
  const { provenance } = await loadTagger(bytes);
  expect(provenance).toMatchObject({ corpora: { train: { name: 'corpus.conll' } } });
});

test('of several runs, the model is the one of the best seed', async () => {
  const events = await eventsOf(tinyCorpus, { ...tiny, runs: 2, quantize: true });
  const ends = events.flatMap((event) => (event.kind === 'end' ? [event.seed] : []));
  expect(ends).toEqual([1, 2]);
  const { provenance } = await loadTagger(modelOf(events).bytes);
  expect(provenance).toMatchObject({ runs: { seeds: [1, 2] }, quantized: {} });
});

test('subwords are learned', async () => {
  const options = { ...tiny, subwords: 30, subwordLengths: [2, 3] };
  const { network, provenance } = await loadTagger(
    modelOf(await eventsOf(tinyCorpus, options)).bytes,
  );
  expect(network.subwords).toEqual({ lengths: [2, 3], most: 30 });
  expect(provenance).toMatchObject({ training: { subwordDropout: 0.5 } });
});

test('bytes of a corpus are read as its text', async () => {
  const fromText = modelOf(await eventsOf(tinyCorpus, tiny));
  const bytes = new TextEncoder().encode(tinyCorpus);
  let last: TrainEvent | undefined;
  for await (const event of trainTagger(bytes, tiny)) last = event;
  expect(last).toEqual(fromText);
});

/** The sentence of the command about the same flags. */
const commandSentence = (args: readonly string[]) =>
  parseTrainFlags(['corpus.conll', ...args]).then(
    () => 'accepted',
    ({ message }: Error) => message,
  );

test.each<readonly [object, readonly string[]]>([
  [{ epochs: 0 }, ['--epochs', '0']],
  [{ cell: 'lstn' }, ['--cell', 'lstn']],
  [{ recurrentDropout: 1 }, ['--recurrent-dropout', '1']],
  [{ scheme: 'IOB3' }, ['--scheme', 'IOB3']],
  [{ averagingDecay: 0.5, averaging: 'swa' }, ['--averaging-decay', '0.5', '--averaging', 'swa']],
  [{ shape: false, shapeDimension: 3 }, ['--no-shape', '--shape-dimension', '3']],
  [{ subwordLengths: [2] }, ['--subword-lengths', '2']],
  [{ subwords: 9, ensemble: 2 }, ['--subwords', '9', '--ensemble', '2']],
  [{ batchSize: 2, batchTokens: 9 }, ['--batch-size', '2', '--batch-tokens', '9']],
  [{ seed: 4294967295, runs: 2 }, ['--seed', '4294967295', '--runs', '2']],
])('%j is refused in the sentence of the command', async (options, args) => {
  const refusal = eventsOf(tinyCorpus, options as TrainOptions);
  await expect(refusal).rejects.toThrow(UsageError);
  await expect(refusal).rejects.toThrow(new UsageError(await commandSentence(args)));
});

test('a misspelled option is refused with the one that is meant', async () => {
  const options = { epoch: 2 } as TrainOptions;
  await expect(eventsOf(tinyCorpus, options)).rejects.toThrow(
    new UsageError('unknown option epoch; did you mean epochs?'),
  );
});

test('a final fit is refused', async () => {
  const options = { finalFit: true } as TrainOptions;
  await expect(eventsOf(tinyCorpus, options)).rejects.toThrow(
    new UsageError('unknown option finalFit: only the command tagger train has a final fit'),
  );
});

test.each([
  [
    'a O\n\nb O\n',
    {},
    'corpus.conll: expected at least one entity in the training sentences, found only O tags',
  ],
  [
    'a B-X\n',
    {},
    'corpus.conll: expected at least 2 sentences, one of them to hold out, or a dev corpus, found 1',
  ],
  ['', { name: 'my.conll' }, 'my.conll: expected sentences in columns, found an empty file'],
  ['a B-X\nb O c\n', { name: 'my.conll' }, 'my.conll:2: expected 2 columns, found 3: "b O c"'],
])('%j is refused', async (corpus, options, message) => {
  const refusal = eventsOf(corpus, options);
  await expect(refusal).rejects.toThrow(new InputError(message));
  await expect(refusal).rejects.toThrow(InputError);
});

test('a training that is aborted at once makes no model', async () => {
  const refusal = eventsOf(tinyCorpus, { ...tiny, signal: AbortSignal.abort() });
  await expect(refusal).rejects.toThrow(
    new InputError('corpus.conll: interrupted before the first epoch finished; no model was made'),
  );
});

const exploding = { ...tiny, learningRate: 1e30, optimizer: 'sgd', clipNorm: 0 } as const;

test('a training that diverges in its first epoch makes no model', async () => {
  await expect(eventsOf(tinyCorpus, { ...exploding, batchSize: 2 })).rejects.toThrow(
    /^corpus\.conll: .+try a lower --learning-rate .+; no model was made$/,
  );
});

test('the model of a training that diverges later comes with the reason', async () => {
  const { divergence } = modelOf(await eventsOf(tinyCorpus, exploding));
  expect(divergence).toMatch(/ of epoch 2 .+try a lower --learning-rate /);
});
