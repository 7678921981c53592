// Several networks that tag as one. Its members read the same words; each computes the marginal
// probability of every label at every token, with its own temperature, and the logarithms of the
// means are the emissions of a decoder that only knows which labels may follow each other:
//
//   e[t, j] = log(1/N Σ_k p_k(y_t = j))      best = argmax Σ_t e[t, y_t] over legal y
import { createCrf, type IsLegal } from '../../layers/decoders/crf.js';
import type { Decoder, ScoreAllLabels } from '../../layers/decoders/decoder.js';
import type { Steps } from '../../layers/layer.js';
import { allocateMatrix, type Engine, type Matrix } from '../../tensors/matrix.js';
import { zeros } from '../../tensors/parameters.js';
import { scatterAddRows } from '../../tensors/rows.js';
import type { Decoding } from './decoding.js';
import type { TaggingNetwork } from './network.js';

// Added to each mean, so that no logarithm is infinite, and some legal path always has a score.
const LEAST_SUM = 1e-30;

/** A network among several that tag together. */
export interface Member {
  readonly network: TaggingNetwork;
  /** All scores are divided by it before probabilities are computed. */
  readonly temperature: number;
}

/** @param members of the same configuration and the same labels, at least one */
export function createEnsemble(
  engine: Engine,
  members: readonly Member[],
  labels: { readonly count: number; readonly isLegal: IsLegal },
): TaggingNetwork {
  const decoder = createPathDecoder(engine, labels.count, labels.isLegal);
  const width = decoder.emissionWidth;
  return {
    decoder,
    emissions: (batch, directions) =>
      startMeans(
        engine,
        members,
        width,
      )(batch.steps, (member) => members[member].network.emissions(batch, directions)),
    startProjecting: () => {
      const projections = members.map(({ network }) => network.startProjecting());
      return (words) => projections.flatMap((project) => project(words));
    },
    startDecoding: () => startEnsemble(engine, members, decoder),
  };
}

/** A decoder that scores all legal paths by their emissions alone. */
function createPathDecoder(engine: Engine, L: number, isLegal: IsLegal): Decoder {
  const parameter = (name: string, shape: readonly number[]) => {
    const count = shape.reduce((product, size) => product * size, 1);
    return { name, shape, count, value: zeros(engine, count), gradient: 0 };
  };
  const scores = {
    transitions: parameter('transitions', [L, L]),
    start: parameter('start', [L]),
    end: parameter('end', [L]),
  };
  return createCrf(engine, scores, L, isLegal);
}

function startEnsemble(engine: Engine, members: readonly Member[], decoder: Decoder): Decoding {
  const decodings = members.map(({ network }) => network.startDecoding());
  const meansOf = startMeans(engine, members, decoder.emissionWidth);
  return {
    emissions: (steps, projected) => {
      const directions = projected.length / members.length;
      return meansOf(steps, (member) => {
        const own = projected.slice(member * directions, (member + 1) * directions);
        return decodings[member].emissions(steps, own);
      });
    },
    decode: decoder.startDecoding(),
  };
}

/** Logarithms of the means (R, width), from the emissions of each member. */
type MeansOf = (steps: Steps, emissionsOf: (member: number) => Matrix) => Matrix;

function startMeans(engine: Engine, members: readonly Member[], width: number): MeansOf {
  const { memory, kernels } = engine;
  const scorings = members.map(({ network, temperature }) =>
    network.decoder.startScoringLabels(temperature, []),
  );
  return (steps, emissionsOf) => {
    const sums = allocateMatrix(engine, steps.R, width);
    kernels.fill(steps.R * width, LEAST_SUM, sums.address);
    members.forEach(({ network }, index) => {
      const mark = memory.mark();
      const emissions = emissionsOf(index);
      const { emissionWidth } = network.decoder;
      addMarginals(engine, { steps, emissions, emissionWidth, score: scorings[index] }, sums);
      memory.release(mark);
    });
    kernels.scale(steps.R * width, 1 / members.length, sums.address);
    kernels.log(steps.R * width, sums.address, sums.address);
    return sums;
  };
}

interface MemberPass {
  readonly steps: Steps;
  readonly emissions: Matrix;
  readonly emissionWidth: number;
  readonly score: ScoreAllLabels;
}

/** Adds the probability of each label at each token; `sums` (R, width) may be wider. */
function addMarginals(
  engine: Engine,
  { steps, emissions, emissionWidth, score }: MemberPass,
  sums: Matrix,
): void {
  const { memory, kernels } = engine;
  const { R } = steps;
  const scored = score(steps, emissions);
  const marginals = allocateMatrix(engine, R, sums.columns);
  const count = R * marginals.stride;
  kernels.fill(count, Number.NEGATIVE_INFINITY, marginals.address);
  const rows = memory.allocate(R * 4);
  const values = memory.floats(marginals.address, count);
  const places = memory.integers(rows, R);
  let at = 0;
  scored.forEach(({ own }, sentence) => {
    for (let t = 0; t < steps.lengths[sentence]; t++) {
      values.set(own.subarray(t * emissionWidth, (t + 1) * emissionWidth), at * marginals.stride);
      places[at++] = steps.rowStarts[t] + sentence;
    }
  });
  kernels.exp(count, marginals.address, marginals.address);
  scatterAddRows(engine, marginals, rows, sums);
}
