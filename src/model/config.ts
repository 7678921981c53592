// What decides the shape of a network: kept in the model file, checked when it is read.
import * as v from 'valibot';

const size = (largest: number) =>
  v.pipe(v.number(), v.integer('a whole number'), v.minValue(1), v.maxValue(largest));

export const networkConfigSchema = v.strictObject({
  /** The recurrent cell. */
  cell: v.literal('lstm'),
  /** E, the width of a word's vector. */
  wordDimension: size(4096),
  /** H, the units of one direction. */
  hidden: size(4096),
  /** Whole sequences at once, or each tag by itself. */
  decoder: v.picklist(['crf', 'softmax']),
});

export type NetworkConfig = Readonly<v.InferOutput<typeof networkConfigSchema>>;
