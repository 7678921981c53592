// What decides the shape of a network: kept in the model file, checked when it is read.
import * as v from 'valibot';
import { type CellName, cells } from '../layers/cells/cells.js';

const size = (largest: number) =>
  v.pipe(v.number(), v.integer('a whole number'), v.minValue(1), v.maxValue(largest));

export const cellNames = Object.keys(cells) as readonly CellName[];
export const LARGEST_WIDTH = 4096;
export const MOST_LAYERS = 16;

/** What is made of a word's spelling: a convolution over the vectors of its letters. */
const charactersSchema = v.strictObject({
  encoder: v.picklist(['cnn']),
  /** D, the width of a letter's vector. */
  dimension: size(LARGEST_WIDTH),
  /** F, the width of what is joined to the word's vector. */
  filters: size(LARGEST_WIDTH),
});

export const networkConfigSchema = v.strictObject({
  /** The recurrent cell. */
  cell: v.picklist(cellNames),
  /** 2: forward and reverse, joined; 1: forward alone, which never sees what comes after. */
  directions: v.picklist([1, 2]),
  /** Recurrent layers, each above the last. */
  layers: size(MOST_LAYERS),
  /** E, the width of a word's vector. */
  wordDimension: size(LARGEST_WIDTH),
  /** null: a word is its vector alone. */
  characters: v.nullable(v.pipe(charactersSchema, v.readonly())),
  /** H, the units of one direction. */
  hidden: size(LARGEST_WIDTH),
  /** Widths of the dense layers above the recurrent ones, from below. */
  dense: v.pipe(v.array(size(LARGEST_WIDTH)), v.maxLength(MOST_LAYERS), v.readonly()),
  /** Whole sequences at once, or each tag by itself. */
  decoder: v.picklist(['crf', 'softmax']),
});

export type NetworkConfig = Readonly<v.InferOutput<typeof networkConfigSchema>>;

/** E, the width of what the first recurrent layer reads of a word. */
export function inputWidth({ wordDimension, characters }: NetworkConfig): number {
  return wordDimension + (characters?.filters ?? 0);
}
