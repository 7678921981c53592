// What decides the shape of a network: kept in the model file, checked when it is read.
import * as v from 'valibot';
import { type CellName, cells } from '../../layers/cells/cells.js';

const size = (largest: number) =>
  v.pipe(v.number(), v.integer('a whole number'), v.minValue(1), v.maxValue(largest));

export const cellNames = Object.keys(cells) as readonly CellName[];
export const LARGEST_WIDTH = 4096;
export const MOST_LAYERS = 16;

export const LARGEST_WINDOW = 16;

/** Convolutions over the vectors of a word's letters. */
const characterCnnSchema = v.strictObject({
  encoder: v.literal('cnn'),
  /** D, the width of a letter's vector. */
  dimension: size(LARGEST_WIDTH),
  /** F, of each width. */
  filters: size(LARGEST_WIDTH),
  /** Letters that a filter sees. */
  widths: v.pipe(
    v.array(size(LARGEST_WINDOW)),
    v.minLength(1),
    v.check((widths) => isRising(widths), 'rising numbers'),
    v.readonly(),
  ),
});

/** A recurrent layer over the vectors of a word's letters, in both directions. */
const characterRnnSchema = v.strictObject({
  encoder: v.literal('rnn'),
  /** D, the width of a letter's vector. */
  dimension: size(LARGEST_WIDTH),
  cell: v.picklist(cellNames),
  /** The units of one direction. */
  hidden: size(LARGEST_WIDTH),
});

/** What is made of a word's spelling. */
const charactersSchema = v.variant('encoder', [characterCnnSchema, characterRnnSchema]);

const shapeSchema = v.strictObject({
  /** The width of a shape's vector. */
  dimension: size(LARGEST_WIDTH),
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
  /**
   * Whether words that differ in case alone, or in curly quotes, have one vector. The first models
   * do not say.
   */
  foldsWords: v.optional(v.boolean(), false),
  /** null: a word is its vector alone. */
  characters: v.nullable(v.pipe(charactersSchema, v.readonly())),
  /** null: the shape of a word, its case and digits, is not seen. */
  shape: v.nullable(v.pipe(shapeSchema, v.readonly())),
  /** H, the units of one direction. */
  hidden: size(LARGEST_WIDTH),
  /** Widths of the dense layers above the recurrent ones, from below. */
  dense: v.pipe(v.array(size(LARGEST_WIDTH)), v.maxLength(MOST_LAYERS), v.readonly()),
  /** Whole sequences at once, or each tag by itself. */
  decoder: v.picklist(['crf', 'softmax']),
});

export type NetworkConfig = Readonly<v.InferOutput<typeof networkConfigSchema>>;

export function isRising(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number > numbers[index - 1]);
}

/** The width of what letters say of a word. */
export function spellingWidth(characters: NetworkConfig['characters']): number {
  if (!characters) return 0;
  return characters.encoder === 'cnn'
    ? characters.filters * characters.widths.length
    : 2 * characters.hidden;
}

/** E, the width of what the first recurrent layer reads of a word. */
export function inputWidth({ wordDimension, characters, shape }: NetworkConfig): number {
  return wordDimension + spellingWidth(characters) + (shape?.dimension ?? 0);
}
