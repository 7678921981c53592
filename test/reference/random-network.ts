// Random parameters and sentences for the network, the same for the reference and for the engine
// held against it.
import { cells } from './cells/cells.js';
import type { CrfConstraints } from './crf-scores.js';
import { encoderName } from './encoder.js';
import type { NamedArrays } from './named-arrays.js';
import type { NetworkSentence } from './network.js';
import type { NetworkArchitecture } from './network-architecture.js';
import type { RandomNumbers } from './random.js';

export interface NetworkShape extends NetworkArchitecture {
  /** Input width, hidden width of one direction, labels. */
  readonly E: number;
  readonly H: number;
  readonly L: number;
}

/**
 * Exactly the parameters that the architecture has.
 *
 * They are large enough that the gates are not all half open and the scores are not all alike.
 */
export function randomParameters(random: RandomNumbers, shape: NetworkShape): NamedArrays {
  const { E, H, L, layerCount, directions, denseWidths, decoder } = shape;
  const parameters: Record<string, Float64Array> = {};
  const linear = (name: string, inputs: number, outputs: number) => {
    parameters[`${name}.weight`] = random.normals(outputs * inputs, 2 / Math.sqrt(inputs));
    parameters[`${name}.bias`] = random.normals(outputs, 0.5);
  };

  let width = E;
  for (let layer = 0; layer < layerCount; layer++) {
    for (const direction of directions) {
      const walk = randomCellParameters(random, shape, width);
      for (const [name, array] of Object.entries(walk)) {
        parameters[encoderName(name, layer, direction)] = array;
      }
    }
    width = directions.length * H;
  }
  for (const [k, denseWidth] of denseWidths.entries()) {
    linear(`dense.${k}`, width, denseWidth);
    width = denseWidth;
  }
  linear('output', width, L);
  if (decoder === 'softmax') return parameters;
  return {
    ...parameters,
    'crf.transitions': random.normals(L * L),
    'crf.start': random.normals(L),
    'crf.end': random.normals(L),
  };
}

/** The parameters of one walk under the cell's names, its input `width` numbers wide. */
export function randomCellParameters(
  random: RandomNumbers,
  { cell, H }: Pick<NetworkShape, 'cell' | 'H'>,
  width: number,
): NamedArrays {
  const { gateCount, peepholeCount } = cells[cell];
  const G = gateCount * H;
  const parameters = {
    weightIh: random.normals(G * width, 1 / Math.sqrt(width)),
    weightHh: random.normals(G * H, 1 / Math.sqrt(H)),
    bias: random.normals(G, 0.5),
  };
  return peepholeCount === 0
    ? parameters
    : { ...parameters, peephole: random.normals(peepholeCount * H) };
}

/** One sentence a length, with random labels and initial states that are not zero. */
export function randomSentences(
  random: RandomNumbers,
  lengths: readonly number[],
  { cell, layerCount, directions, E, H, L }: NetworkShape,
): NetworkSentence[] {
  const state = () => Array.from({ length: cells[cell].stateCount }, () => random.normals(H, 0.5));
  return lengths.map((T) => ({
    inputs: random.normals(T * E),
    labels: Array.from({ length: T }, () => random.integer(L)),
    initialStates: Array.from({ length: layerCount }, () => directions.map(state)),
  }));
}

/** Forbids about a third of everything, but nothing that the given paths use. */
export function randomConstraints(
  random: RandomNumbers,
  paths: readonly (readonly number[])[],
  L: number,
): CrfConstraints {
  const mask = (length: number) => Array.from({ length }, () => random.uniform(0, 3) >= 1);
  const allowed = { transitions: mask(L * L), start: mask(L), end: mask(L) };
  for (const path of paths) {
    allowed.start[path[0]] = true;
    allowed.end[path[path.length - 1]] = true;
    for (let t = 1; t < path.length; t++) allowed.transitions[path[t - 1] * L + path[t]] = true;
  }
  return allowed;
}
