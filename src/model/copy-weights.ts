// Copies the weights of one tagger to another of the same network that knows more words and
// characters, or other types.
import type { Parameter } from '../tensors/parameters.js';
import type { Tagger } from './tagger.js';

/** A row of the target, and the row of the same label or character in the source. */
type RowPair = readonly [to: number, from: number];

const LABEL_PARAMETERS = new Set(['output.weight', 'output.bias', 'crf.start', 'crf.end']);

/**
 * Copies what both know: the network, the rows of words and characters, and for the types that both
 * have the rows of the output layer and the transitions among them. The rest of `to` stays as it
 * is.
 *
 * @param to its words and characters begin with those of `from`, in the same order; it has the same
 *   subwords
 */
export function copyWeights(from: Tagger, to: Tagger): void {
  const labels = sharedLabels(from, to);
  const characters = sharedCharacterRows(from, to);
  for (const target of to.network.parameters.list) {
    const { name, shape, count } = target;
    const source = from.network.parameters.find(name);
    const [known, values] = [valuesOf(from, source), valuesOf(to, target)];
    if (LABEL_PARAMETERS.has(name)) copyRows(known, values, count / shape[0], labels);
    else if (name === 'crf.transitions') {
      const [L, knownL] = [shape[0], source.shape[0]];
      for (const [row, knownRow] of labels) {
        for (const [column, knownColumn] of labels) {
          values[row * L + column] = known[knownRow * knownL + knownColumn];
        }
      }
    } else if (name === 'characters.embedding') copyRows(known, values, shape[1], characters);
    else if (source.count === count) values.set(known);
    else throw new Error(`no rule for copying ${name}`);
  }
  copyWordRows(from, to);
}

/**
 * Copies the body of a language model: its words, its characters, and the lowest recurrent layer.
 * The columns of that layer for what the language model does not read stay as they are.
 *
 * @param to its words and characters begin with those of `from`, in the same order
 */
export function copyBody(from: Tagger, to: Tagger): void {
  const characters = sharedCharacterRows(from, to);
  for (const target of to.network.parameters.list.filter(isOfBody)) {
    const source = from.network.parameters.find(target.name);
    const [known, values] = [valuesOf(from, source), valuesOf(to, target)];
    const [[, width], [rows, wider]] = [source.shape, target.shape];
    if (target.name === 'characters.embedding') copyRows(known, values, wider, characters);
    else if (source.count === target.count) values.set(known);
    else {
      for (let row = 0; row < rows; row++) {
        values.set(known.subarray(row * width, (row + 1) * width), row * wider);
      }
    }
  }
  copyWordRows(from, to);
}

const isOfBody = ({ name }: Parameter) =>
  /^(?:characters|shape)\.|^encoder\.\w+_l0(?:_reverse)?$/.test(name);

/** Subwords follow the words, of which there may now be more. */
function copyWordRows(from: Tagger, to: Tagger): void {
  const { width } = from.network.table;
  const rowsOf = ({ engine, network: { table } }: Tagger) =>
    engine.memory.floats(table.value, table.rows * width);
  const [known, values] = [rowsOf(from), rowsOf(to)];
  const firstSubword = from.content.words.length * width;
  values.set(known.subarray(0, firstSubword));
  values.set(known.subarray(firstSubword), to.content.words.length * width);
}

function sharedLabels(from: Tagger, to: Tagger): RowPair[] {
  const known = new Map(from.labels.tags.map((tag, id) => [tag, id]));
  return to.labels.tags.flatMap((tag, id): RowPair[] => {
    const knownId = known.get(tag);
    return knownId === undefined ? [] : [[id, knownId]];
  });
}

/** For a convolution, the row of the edge of a word follows the characters. */
function sharedCharacterRows({ content: from }: Tagger, { content: to }: Tagger): RowPair[] {
  const rows = from.characters.map((_, row): RowPair => [row, row]);
  const edge: RowPair = [to.characters.length, from.characters.length];
  return from.config.characters?.encoder === 'cnn' ? [...rows, edge] : rows;
}

const valuesOf = ({ engine }: Tagger, { value, count }: Parameter) =>
  engine.memory.floats(value, count);

function copyRows(
  known: Float32Array,
  values: Float32Array,
  width: number,
  pairs: readonly RowPair[],
): void {
  for (const [to, from] of pairs) {
    values.set(known.subarray(from * width, (from + 1) * width), to * width);
  }
}
