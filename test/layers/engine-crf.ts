// The CRF layer over a batch of sentences of falling lengths, in the terms of its float64
// reference.
import { createCrf } from '../../src/layers/decoders/crf.js';
import { layOutSteps } from '../../src/layers/layer.js';
import { columnsOf, type Engine, zeroMatrix } from '../../src/tensors/matrix.js';
import { allocateParameters } from '../../src/tensors/parameters.js';
import type { CrfConstraints, CrfScores } from '../reference/crf-scores.js';
import { valuesOf } from '../tensors/matrix-of.js';
import { fromTimeMajor, toTimeMajor } from './time-major.js';

export interface CrfCase {
  /** (T, L) by sentence. */
  readonly emissions: readonly Float64Array[];
  readonly scores: CrfScores;
  readonly gold: readonly (readonly number[])[];
  /** Everything if absent. */
  readonly allowed?: CrfConstraints;
}

export function engineCrf(
  engine: Engine,
  { emissions, scores, gold, allowed }: CrfCase,
  weight = 1,
) {
  const { memory } = engine;
  const L = scores.start.length;
  const lengths = gold.map((labels) => labels.length);
  const steps = layOutSteps(engine, lengths);
  const parameters = allocateParameters(
    engine,
    [
      { name: 'transitions', shape: [L, L] },
      { name: 'start', shape: [L] },
      { name: 'end', shape: [L] },
    ],
    true,
  );
  const [transitions, start, end] = parameters.list;
  memory.floats(transitions.value, L * L).set(scores.transitions);
  memory.floats(start.value, L).set(scores.start);
  memory.floats(end.value, L).set(scores.end);
  const decoder = createCrf(engine, { transitions, start, end }, L, (previous, next) => {
    if (!allowed) return true;
    if (previous === null) return allowed.start[next ?? 0];
    return next === null ? allowed.end[previous] : allowed.transitions[previous * L + next];
  });

  const rows = zeroMatrix(engine, steps.R, decoder.emissionWidth);
  const packed = toTimeMajor(emissions, lengths, L);
  for (let row = 0; row < steps.R; row++) {
    const target = memory.floats(rows.address + row * rows.stride * 4, L);
    target.set(packed.subarray(row * L, (row + 1) * L));
  }
  const goldAddress = memory.allocate(steps.R * 4);
  memory.integers(goldAddress, steps.R).set(toTimeMajor(gold, lengths, 1));

  const paths = decoder.startDecoding()(steps, rows);
  const { loss, dEmissions } = decoder.loss(steps, rows, { labels: goldAddress, weight });
  const gradientOf = ({ gradient, count }: typeof start) =>
    Float64Array.from(memory.floats(gradient, count));
  return {
    loss,
    paths,
    dEmissions: fromTimeMajor(valuesOf(engine, columnsOf(dEmissions, 0, L)), lengths, L),
    dTransitions: gradientOf(transitions),
    dStart: gradientOf(start),
    dEnd: gradientOf(end),
  };
}
