// Random parameters and sentences for the network, the same for the reference and for the engine held against it.

import type { CrfConstraints } from './crf-scores.js';
import type { NamedArrays } from './named-arrays.js';
import type { NetworkSentence } from './network.js';
import type { RandomNumbers } from './random.js';

export interface NetworkShape {
  /** Input width, hidden width of one direction, labels. */
  readonly E: number;
  readonly H: number;
  readonly L: number;
  /** Rows of the encoder's weights per hidden unit: 4 for the LSTM. */
  readonly gateCount: number;
  /** Arrays in the state of the cell: 2 for the LSTM. */
  readonly stateCount: number;
}

/** Parameters large enough that the gates are not all half open and the scores are not all alike. */
export function randomParameters(random: RandomNumbers, shape: NetworkShape): NamedArrays {
  const { E, H, L, gateCount } = shape;
  const G = gateCount * H;
  const direction = (suffix: string) => ({
    [`encoder.weight_ih_l0${suffix}`]: random.normals(G * E, 1 / Math.sqrt(E)),
    [`encoder.weight_hh_l0${suffix}`]: random.normals(G * H, 1 / Math.sqrt(H)),
    [`encoder.bias_l0${suffix}`]: random.normals(G, 0.5),
  });
  return {
    ...direction(''),
    ...direction('_reverse'),
    'output.weight': random.normals(L * 2 * H, 1),
    'output.bias': random.normals(L, 0.5),
    'crf.transitions': random.normals(L * L),
    'crf.start': random.normals(L),
    'crf.end': random.normals(L),
  };
}

/** One sentence a length, with random labels and initial states that are not zero. */
export function randomSentences(
  random: RandomNumbers,
  lengths: readonly number[],
  { E, H, L, stateCount }: NetworkShape,
): NetworkSentence[] {
  const state = () => Array.from({ length: stateCount }, () => random.normals(H, 0.5));
  return lengths.map((T) => ({
    inputs: random.normals(T * E),
    labels: Array.from({ length: T }, () => random.integer(L)),
    initialState: { forward: state(), reverse: state() },
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
