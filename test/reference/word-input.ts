// The input of the recurrent layers for a word: its row of the table, followed by its character
// features, by the row of its shape, and by what its document says about it.
import type { CellName } from './cells/cells.js';
import { characterCnn } from './character-cnn.js';
import { characterRnn } from './character-rnn.js';
import { joinColumns, splitColumns } from './joined-columns.js';
import type { NamedArrays } from './named-arrays.js';
import { gatherRows, scatterAddRows } from './rows.js';

export interface WordReading {
  /** Rows of the characters of each word. */
  readonly spellings?: readonly (readonly number[])[];
  /** The row of each word's shape. */
  readonly shapes?: readonly number[];
  /** What documents say about each word. These numbers are constants: they get no gradient. */
  readonly documents?: readonly (readonly number[])[];
  /** The cell of the recurrent layer over characters, if there is one. */
  readonly characterCell?: CellName;
}

const SHAPE_COUNT = 10;

/**
 * @param words (T, E)
 * @param reading absent parts are not read
 * @param parameters under the names of the model file: those of characterCnn or of characterRnn
 *   with the prefix "characters.", shape.embedding, and others
 * @returns output (T, E + the widths of character features, of a shape and of what documents say)
 */
export function wordInput(words: Float64Array, reading: WordReading, parameters: NamedArrays) {
  const { spellings = [], shapes = [], documents = [] } = reading;
  const T = Math.max(spellings.length, shapes.length, documents.length);
  if (T === 0) {
    const backward = (dWords: Float64Array) => ({ dWords, dParameters: {} as NamedArrays });
    return { output: words, backward };
  }
  const passes = [
    ...(spellings.length > 0 ? [charactersPass(spellings, parameters, reading)] : []),
    ...(shapes.length > 0 ? [shapePass(shapes, parameters['shape.embedding'])] : []),
    ...(documents.length > 0 ? [constantPass(documents)] : []),
  ];
  const parts = [words, ...passes.map(({ output }) => output)];
  const widths = parts.map((part) => part.length / T);

  const backward = (dOutput: Float64Array) => {
    const [dWords, ...dParts] = splitColumns(dOutput, widths);
    const gradients = passes.map((pass, n) => pass.backward(dParts[n]));
    return { dWords, dParameters: Object.assign({}, ...gradients) as NamedArrays };
  };

  return { output: joinColumns(parts, widths), backward };
}

function charactersPass(
  spellings: readonly (readonly number[])[],
  all: NamedArrays,
  { characterCell }: WordReading,
) {
  const prefix = 'characters.';
  const own = Object.entries(all).filter(([name]) => name.startsWith(prefix));
  const parameters = Object.fromEntries(
    own.map(([name, array]) => [name.slice(prefix.length), array]),
  );
  const pass = characterCell
    ? characterRnn(spellings, parameters, characterCell)
    : characterCnn(spellings, parameters, widthsIn(parameters));
  const backward = (dOutput: Float64Array): NamedArrays =>
    Object.fromEntries(
      Object.entries(pass.backward(dOutput)).map(([name, array]) => [prefix + name, array]),
    );
  return { output: pass.output, backward };
}

function widthsIn(parameters: NamedArrays): number[] {
  const names = Object.keys(parameters).filter((name) => name.startsWith('weight_w'));
  return names.map((name) => Number(name.slice('weight_w'.length))).sort((a, b) => a - b);
}

function shapePass(shapes: readonly number[], table: Float64Array) {
  const width = table.length / SHAPE_COUNT;
  const backward = (dOutput: Float64Array): NamedArrays => ({
    'shape.embedding': scatterAddRows(new Float64Array(table.length), shapes, dOutput, width),
  });
  return { output: gatherRows(table, shapes, width), backward };
}

function constantPass(rows: readonly (readonly number[])[]) {
  return { output: Float64Array.from(rows.flat()), backward: (): NamedArrays => ({}) };
}
