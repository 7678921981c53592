// The emissions of one part in the linear memory again, as a batch of its own.
import { layOutSteps, type Steps } from '../../layers/layer.js';
import type { Engine, Matrix } from '../../tensors/matrix.js';
import type { DecodedPart } from './decode-job.js';

/**
 * What `use` makes of the emissions, which are placed only for this call.
 *
 * @param width of the emissions
 */
export function withEmissions<Result>(
  engine: Engine,
  { labelIds, emissions }: DecodedPart,
  width: number,
  use: (steps: Steps, emissions: Matrix) => Result,
): Result {
  if (!emissions) throw new Error('a part without emissions');
  const { memory } = engine;
  const mark = memory.mark();
  const rows = labelIds.length;
  const steps = layOutSteps(engine, [rows]);
  const address = memory.allocate(emissions.length * 4);
  memory.floats(address, emissions.length).set(emissions);
  const result = use(steps, { address, rows, columns: width, stride: width });
  memory.release(mark);
  return result;
}
