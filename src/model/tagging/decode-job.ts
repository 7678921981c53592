// The job that decodes a batch: an array of int32 and, in its temperature and its extra, float32.
//
//   sentences, tokens, extra, temperature | lengths, falling | rows by sentence -> label ids
//   -> the extra: own of each token and links of each token (PathScores), or emissions
//
// The rows are those of the projection cache; the job puts label ids in their place.
import type { PathScores } from '../../layers/decoders/decoder.js';
import { layOutSteps, type Steps } from '../../layers/layer.js';
import { allocateMatrix, type Engine, type Matrix, rowAddress } from '../../tensors/matrix.js';
import type { Decoding } from '../network/decoding.js';
import type { TaggingNetwork } from '../network/network.js';
import type { ProjectionTables } from './project-job.js';

/** What a decode job leaves beside label ids. */
export type Extra =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'scores';
      /** Sentences without entities have no scores, unless all are wanted. */
      readonly of: 'sentences with entities' | 'all sentences';
      readonly temperature: number;
    }
  | {
      readonly kind: 'emissions';
      /** As wide as the decoder needs them. */
      readonly width: number;
    };

const CODE = { none: 0, 'sentences with entities': 1, 'all sentences': 2, emissions: 3 } as const;

/**
 * Returns the address of the job.
 *
 * @param sentences rows of their words, sorted by falling length, none empty
 */
export function storeDecodeJob(
  { memory }: Engine,
  sentences: readonly (readonly number[])[],
  extra: Extra = { kind: 'none' },
): number {
  const tokenCount = sentences.reduce((sum, rows) => sum + rows.length, 0);
  const length = HEAD + sentences.length + tokenCount * (1 + numbersPerToken(extra));
  const address = memory.allocate(length * 4);
  const job = memory.integers(address, HEAD + sentences.length + tokenCount);
  job[0] = sentences.length;
  job[1] = tokenCount;
  job[2] = CODE[extra.kind === 'scores' ? extra.of : extra.kind];
  memory.floats(address, HEAD)[3] = extra.kind === 'scores' ? extra.temperature : 1;
  let at = HEAD + sentences.length;
  sentences.forEach((rows, index) => {
    job[HEAD + index] = rows.length;
    job.set(rows, at);
    at += rows.length;
  });
  return address;
}

const HEAD = 4;

function numbersPerToken(extra: Extra): number {
  if (extra.kind === 'scores') return 2;
  return extra.kind === 'emissions' ? extra.width : 0;
}

/** Replaces the rows in the job by the label ids of the tokens, and adds the extra. */
export function runDecodeJob(
  engine: Engine,
  network: TaggingNetwork,
  decoding: Decoding,
  { tables, width }: ProjectionTables,
  address: number,
): void {
  const { memory, kernels } = engine;
  const mark = memory.mark();
  const { lengths, tokens, code } = openDecodeJob(engine, address);
  const steps = layOutSteps(engine, lengths);
  const rows = storeByStep(engine, steps, memory.integers(tokens, steps.R));
  const projected = tables.map((table) => (first: number, count: number) => {
    const matrix = allocateMatrix(engine, count, width);
    kernels.gatherRows(count, width, table, rows + first * 4, matrix.address, width);
    return matrix;
  });
  const emissions = decoding.emissions(steps, projected);
  const paths = decoding.decode(steps, emissions);
  const labels = memory.integers(tokens, steps.R);
  let at = 0;
  for (const path of paths) {
    labels.set(path, at);
    at += path.length;
  }
  if (code === CODE.emissions) storeEmissions(engine, steps, emissions, tokens + steps.R * 4);
  else if (code !== CODE.none) {
    const [temperature] = memory.floats(address + 12, 1);
    const scored = paths.map((path) =>
      code === CODE['all sentences'] || path.some((label) => label !== 0) ? path : undefined,
    );
    const scores = network.decoder.startScoring(temperature)(steps, emissions, scored);
    storeScores(engine, steps, scores, tokens + steps.R * 4);
  }
  memory.release(mark);
}

/** The numbers of a decode job, and the address of its tokens. */
function openDecodeJob({ memory }: Engine, address: number) {
  const [sentenceCount, tokenCount, code] = memory.integers(address, HEAD);
  const lengths = Array.from(memory.integers(address + HEAD * 4, sentenceCount));
  return { lengths, tokenCount, code, tokens: address + (HEAD + sentenceCount) * 4 };
}

/** Own of all tokens, then links of all tokens, sentence after sentence. */
function storeScores(
  { memory }: Engine,
  { lengths, R }: Steps,
  scores: readonly (PathScores | undefined)[],
  address: number,
): void {
  const [own, links] = [0, R].map((first) => memory.floats(address + first * 4, R));
  let at = 0;
  lengths.forEach((length, sentence) => {
    const found = scores[sentence];
    if (found) {
      own.set(found.own, at);
      links.set(found.links, at);
    }
    at += length;
  });
}

/** The row of each token, sentence after sentence. */
function storeEmissions(
  { kernels }: Engine,
  { lengths, rowStarts }: Steps,
  emissions: Matrix,
  address: number,
): void {
  const { columns, stride } = emissions;
  let to = address;
  lengths.forEach((length, sentence) => {
    for (let t = 0; t < length; t++) {
      const from = rowAddress(emissions, rowStarts[t] + sentence);
      kernels.copyRows(1, columns, from, stride, to, columns);
      to += columns * 4;
    }
  });
}

/** A sentence, or a part of a long one, after its job was done. */
export interface DecodedPart {
  readonly labelIds: readonly number[];
  /** If scores were wanted; undefined content if none are kept for this part. */
  readonly scores?: PathScores;
  /** (tokens, width), if emissions were wanted. */
  readonly emissions?: Float32Array;
}

/** What the job has left for each sentence. */
export function readDecodeJob(engine: Engine, address: number, extra: Extra): DecodedPart[] {
  const { memory } = engine;
  const { lengths, tokenCount: R, tokens } = openDecodeJob(engine, address);
  const labels = memory.integers(tokens, R);
  const floats = memory.floats(tokens + R * 4, R * numbersPerToken(extra));
  let end = 0;
  return lengths.map((length) => {
    const start = end;
    end += length;
    const labelIds = Array.from(labels.subarray(start, end));
    if (extra.kind === 'none') return { labelIds };
    if (extra.kind === 'emissions') {
      return { labelIds, emissions: floats.slice(start * extra.width, end * extra.width) };
    }
    const [own, links] = [0, R].map((first) => floats.slice(first + start, first + end));
    return { labelIds, scores: { own, links } };
  });
}

/**
 * Stores values that stand by sentence in the order of the rows of a batch; returns their address.
 */
function storeByStep(
  { memory }: Engine,
  { lengths, rowStarts, R }: Steps,
  values: Int32Array,
): number {
  const address = memory.allocate(R * 4);
  const byStep = memory.integers(address, R);
  let at = 0;
  lengths.forEach((length, sentence) => {
    for (let t = 0; t < length; t++) byStep[rowStarts[t] + sentence] = values[at++];
  });
  return address;
}
