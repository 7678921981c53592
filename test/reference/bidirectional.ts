// A recurrent layer over one sentence, in one direction or in both (Schuster & Paliwal 1997).
import { type RecurrenceOptions, recurrence } from './recurrence.js';

/**
 *   output⟨t⟩ = [→h⟨t⟩, ←h⟨t⟩]    and forward only    output⟨t⟩ = →h⟨t⟩
 *
 * @param inputs (T, E)
 * @param walks one a direction, all of the same H
 * @returns outputs (T, walks·H), their columns in the order of the walks; gradients by walk, and
 *   those of the inputs as
 *   the sum over the walks, since every walk reads them
 */
export function bidirectional(inputs: Float64Array, walks: readonly RecurrenceOptions[]) {
  const H = walks[0].initialState[0].length;
  const runs = walks.map((walk) => recurrence(inputs, walk));

  const backward = (dOutputs: Float64Array) => {
    const parts = splitColumns(dOutputs, H, runs.length);
    const gradients = runs.map((run, n) => run.backward(parts[n]));
    return {
      dInputs: inputs.map((_, k) => gradients.reduce((sum, { dInputs }) => sum + dInputs[k], 0)),
      byWalk: gradients.map(({ dParameters, dInitialState }) => ({ dParameters, dInitialState })),
    };
  };

  const outputs = joinColumns(
    runs.map((run) => run.outputs),
    H,
  );
  return { outputs, backward };
}

// (T, H) each -> (T, parts·H)
function joinColumns(parts: readonly Float64Array[], H: number): Float64Array {
  const width = parts.length * H;
  const T = parts[0].length / H;
  const joined = new Float64Array(T * width);
  for (const [n, part] of parts.entries()) {
    for (let t = 0; t < T; t++) {
      joined.set(part.subarray(t * H, (t + 1) * H), t * width + n * H);
    }
  }
  return joined;
}

// (T, parts·H) -> (T, H) each
function splitColumns(joined: Float64Array, H: number, partCount: number): Float64Array[] {
  const width = partCount * H;
  const T = joined.length / width;
  return Array.from({ length: partCount }, (_, n) => {
    const part = new Float64Array(T * H);
    for (let t = 0; t < T; t++) {
      part.set(joined.subarray(t * width + n * H, t * width + (n + 1) * H), t * H);
    }
    return part;
  });
}
