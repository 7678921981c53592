// The configuration of a network, which decides its shape. The model file stores it, and its reader
// checks it.
import * as v from 'valibot';
import { type CellName, cells } from '../../layers/cells/cells.js';

const size = (largest: number) =>
  v.pipe(v.number(), v.integer('a whole number'), v.minValue(1), v.maxValue(largest));

const risingSizes = (largest: number) =>
  v.pipe(
    v.array(size(largest)),
    v.minLength(1),
    v.check((sizes) => isRising(sizes), 'rising numbers'),
    v.readonly(),
  );

export const cellNames = Object.keys(cells) as readonly CellName[];
export const LARGEST_WIDTH = 4096;
export const LARGEST_WINDOW = 16;
export const MOST_LAYERS = 16;
/** Features of a document: means of word vectors, and single numbers. */
export const DOCUMENT_MEANS = 3;
export const DOCUMENT_FORMS = 6;
/** Networks of an ensemble. */
export const MOST_MEMBERS = 16;
export const LARGEST_SUBWORD = 16;
export const MOST_SUBWORDS = 1_000_000;

/** Convolutions over the characters of a word. */
const characterCnnSchema = v.strictObject({
  encoder: v.literal('cnn'),
  /** D, the width of a character's vector. */
  dimension: size(LARGEST_WIDTH),
  /** F, the number of filters of each width. */
  filters: size(LARGEST_WIDTH),
  /** Numbers of characters that filters see. */
  widths: risingSizes(LARGEST_WINDOW),
});

/** A recurrent layer over the characters of a word, in both directions. */
const characterRnnSchema = v.strictObject({
  encoder: v.literal('rnn'),
  /** D, the width of a character's vector. */
  dimension: size(LARGEST_WIDTH),
  cell: v.picklist(cellNames),
  /** The units of one direction. */
  hidden: size(LARGEST_WIDTH),
});

/** The encoder of character features. */
const charactersSchema = v.variant('encoder', [characterCnnSchema, characterRnnSchema]);

const shapeSchema = v.strictObject({
  /** The width of a shape's vector. */
  dimension: size(LARGEST_WIDTH),
});

/** Vectors of subwords, which are added to that of their word. */
const subwordsSchema = v.strictObject({
  /** Numbers of characters, the edges of a word among them. */
  lengths: risingSizes(LARGEST_SUBWORD),
  /** The largest number of subwords that training collected. */
  most: size(MOST_SUBWORDS),
});

export const networkConfigSchema = v.strictObject({
  /** The recurrent cell. */
  cell: v.picklist(cellNames),
  /** 2: forward and reverse, side by side; 1: forward only, which never reads ahead. */
  directions: v.picklist([1, 2]),
  /** The number of recurrent layers. */
  layers: size(MOST_LAYERS),
  /** The width of a word vector. */
  wordDimension: size(LARGEST_WIDTH),
  /**
   * Whether words that differ only in case or in curly quotes share a vector. Absent in the oldest
   * models.
   */
  foldsWords: v.optional(v.boolean(), false),
  /** null: the network reads no characters. */
  characters: v.nullable(v.pipe(charactersSchema, v.readonly())),
  /** null: the network does not read the shape of a word, its case and digits. */
  shape: v.nullable(v.pipe(shapeSchema, v.readonly())),
  /** Absent if the network reads no subwords. */
  subwords: v.optional(v.pipe(subwordsSchema, v.readonly())),
  /** H, the units of one direction. */
  hidden: size(LARGEST_WIDTH),
  /** Widths of the dense layers above the recurrent ones, from the lowest. */
  dense: v.pipe(v.array(size(LARGEST_WIDTH)), v.maxLength(MOST_LAYERS), v.readonly()),
  /** A decoder of whole sequences, or of each tag on its own. */
  decoder: v.picklist(['crf', 'softmax']),
  /** Whether the network reads what a document says about a word; absent if it does not. */
  documents: v.optional(v.literal(true)),
});

export type NetworkConfig = Readonly<v.InferOutput<typeof networkConfigSchema>>;

export function isRising(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number > numbers[index - 1]);
}

/** The width of the character features of a word. */
export function characterWidth(characters: NetworkConfig['characters']): number {
  if (!characters) return 0;
  return characters.encoder === 'cnn'
    ? characters.filters * characters.widths.length
    : 2 * characters.hidden;
}

/** E, the width of what the network reads of a word alone: vector, character features and shape. */
export function wordWidth({ wordDimension, characters, shape }: NetworkConfig): number {
  return wordDimension + characterWidth(characters) + (shape?.dimension ?? 0);
}

/** The input width of the lowest recurrent layer: that of a word, and what documents say about it. */
export function inputWidth(config: NetworkConfig): number {
  return wordWidth(config) + (config.documents ? documentWidth(config.wordDimension) : 0);
}

/** The mean vectors of three lists of words, and how often a word is written in each way. */
export function documentWidth(wordDimension: number): number {
  return DOCUMENT_MEANS * wordDimension + DOCUMENT_FORMS;
}
