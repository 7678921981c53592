// What the head of a word-vector file says about its rows.

/** A longer row cannot be one of a vector file, so its end is not waited for. */
export const MAXIMUM_ROW_BYTES = 1 << 20;
/** The widest vectors that a network can read. */
export const LARGEST_DIMENSION = 4096;

/** The formats that are told apart. The `.vec` files of fastText are word2vec text. */
export type VectorFormat = 'GloVe text' | 'word2vec text' | 'word2vec binary' | 'wink JSON';

/** What the first bytes of a vector file say about the rest. */
export interface VectorLayout {
  readonly format: VectorFormat;
  readonly dimension: number;
  /** The number of rows according to the head of the file, if it says so. */
  readonly rowCount: number | undefined;
  /** How many numbers stand in a row, if more than those of the vector. */
  readonly rowLength?: number;
  /** The offset of the first row, or of what comes before. */
  readonly byteOffset: number;
}
