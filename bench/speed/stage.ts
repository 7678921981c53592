// What the measurements of stages have in common: a network, batches of real sentences, and numbers to feed a layer with.
//
// Each layer is run by itself, over all batches. What it is given are random numbers of the right shape: speed does not
// depend on them, and the memory is as warm as it is behind the layer before.
import { enableArithmetic, useWideVectors } from '../../src/cli/process/v8-flags.js';
import type { LabeledSentence } from '../../src/corpora/conll.js';
import type { Arithmetic } from '../../src/kernels/kernels.js';
import { directions, type LayerParameters } from '../../src/layers/bidirectional.js';
import { createCrf } from '../../src/layers/crf.js';
import type { Decoder } from '../../src/layers/decoder.js';
import type { Steps } from '../../src/layers/layer.js';
import type { LinearParameters } from '../../src/layers/linear.js';
import { encoderName } from '../../src/model/network/parameter-shapes.js';
import type { Tagger } from '../../src/model/tagger.js';
import { type Batch, encodeBatch } from '../../src/model/vocabulary/encode-batch.js';
import { createWordEncoder, type EncodedWords } from '../../src/model/vocabulary/encode-words.js';
import { initializeUniform } from '../../src/tensors/initialize.js';
import { allocateMatrix, type Engine, type Matrix } from '../../src/tensors/matrix.js';
import { createRandom } from '../../src/tensors/random.js';
import { trainOnce } from '../harness/train-in-process.js';
import { referenceNetwork } from './reference-network.js';

/** A part of the way of a token, to be run for all tokens. */
export interface Stage {
  readonly name: string;
  /** Other stages that are run along with it, whose time is not its own. */
  readonly includes?: readonly string[];
  run(): void;
}

export interface StagedPass {
  /** In the order of the walk. */
  readonly stages: readonly Stage[];
  /** All of them at once, as the program does it. */
  readonly whole: Stage;
}

export interface Bench {
  readonly tagger: Tagger;
  /** The sentences of each batch, longest first. */
  readonly groups: readonly (readonly LabeledSentence[])[];
  /** The same, ready to be laid out. */
  readonly encoded: readonly (readonly EncodedWords[])[];
  readonly batches: readonly Batch[];
}

/** A tagger that has seen all sentences once, and the sentences as batches of `batchSize`. */
export async function prepareBench(
  sentences: readonly LabeledSentence[],
  batchSize: number,
  arithmetic: Arithmetic,
): Promise<Bench> {
  enableArithmetic(arithmetic);
  useWideVectors(arithmetic);
  const training = { config: referenceNetwork, options: { epochs: 1, seed: 1, batchSize } };
  const corpus = { sentences, dev: sentences.slice(0, 1), scheme: 'IOB2' as const };
  const { tagger } = await trainOnce(training, corpus, arithmetic);
  const groups = groupByLength(sentences, batchSize);
  const encode = createWordEncoder(tagger);
  const encoded = groups.map((group) => group.map(({ tokens }) => encode(tokens)));
  const batches = encoded.map((group) => encodeBatch(tagger.engine, group));
  return { tagger, groups, encoded, batches };
}

/** Sentences of similar length together, as the sampler of training and the tagger bring them. */
function groupByLength(sentences: readonly LabeledSentence[], size: number) {
  const sorted = sentences.toSorted((a, b) => b.tokens.length - a.tokens.length);
  return Array.from({ length: Math.ceil(sorted.length / size) }, (_, index) =>
    sorted.slice(index * size, (index + 1) * size),
  );
}

/** Runs for each batch; gives back what it allocated. */
export function forEachBatch({ tagger, batches }: Bench, run: (batch: Batch) => void): void {
  const { memory } = tagger.engine;
  for (const batch of batches) {
    const mark = memory.mark();
    run(batch);
    memory.release(mark);
  }
}

/** Something of so many rows. */
export type Rows = Pick<Steps, 'R'>;
export type Feed = (rows: Rows) => Matrix;

/** Random rows of this width, within the limit, as many as are asked for; the same ones for all. */
export function createFeed(
  engine: Engine,
  all: readonly Rows[],
  width: number,
  limit: number,
): Feed {
  const rows = Math.max(...all.map(({ R }) => R));
  const matrix = allocateMatrix(engine, rows, width);
  initializeUniform(engine, matrix.address, rows * width, limit, createRandom(1));
  return ({ R }) => ({ ...matrix, rows: R });
}

/** Of the one recurrent layer, by direction. */
export function recurrentParametersOf({ network }: Tagger): LayerParameters {
  return directions.map((_, direction) => {
    const find = (part: string) => network.parameters.find(encoderName(part, 0, direction));
    return { weightIh: find('weight_ih'), weightHh: find('weight_hh'), bias: find('bias_ih') };
  });
}

export function outputParametersOf({ network }: Tagger): LinearParameters {
  return {
    weight: network.parameters.find('output.weight'),
    bias: network.parameters.find('output.bias'),
  };
}

export function createCrfOf({ engine, labels, network }: Tagger): Decoder {
  const find = (part: string) => network.parameters.find(`crf.${part}`);
  const parameters = { transitions: find('transitions'), start: find('start'), end: find('end') };
  return createCrf(engine, parameters, labels.tags.length, labels.isLegal);
}
