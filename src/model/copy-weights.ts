// The weights of one tagger in another of the same network that knows more words and letters, and other types.
import type { Parameter } from '../tensors/parameters.js';
import type { Tagger } from './tagger.js';

/** A row of the tagger that is copied to, and the same thing's row in the other. */
type RowPair = readonly [to: number, from: number];

const ofLabels = new Set(['output.weight', 'output.bias', 'crf.start', 'crf.end']);

/**
 * Copies what both know: all of the network, the rows of words and letters, and of the types that both have the rows of the
 * output and the transitions among them. The rest of `to` stays as it is.
 *
 * @param to begins its words and letters with those of `from`, in their order
 */
export function copyWeights(from: Tagger, to: Tagger): void {
  const labels = sharedLabels(from, to);
  const letters = sharedLetterRows(from, to);
  for (const target of to.network.parameters.list) {
    const { name, shape, count } = target;
    const source = from.network.parameters.find(name);
    const [known, values] = [valuesOf(from, source), valuesOf(to, target)];
    if (ofLabels.has(name)) copyRows(known, values, count / shape[0], labels);
    else if (name === 'crf.transitions') {
      const [L, knownL] = [shape[0], source.shape[0]];
      for (const [row, knownRow] of labels) {
        for (const [column, knownColumn] of labels) {
          values[row * L + column] = known[knownRow * knownL + knownColumn];
        }
      }
    } else if (name === 'characters.embedding') copyRows(known, values, shape[1], letters);
    else if (source.count === count) values.set(known);
    else throw new Error(`no rule for copying ${name}`);
  }
  const { table } = from.network;
  const words = from.engine.memory.floats(table.value, table.rows * table.width);
  to.engine.memory.floats(to.network.table.value, words.length).set(words);
}

function sharedLabels(from: Tagger, to: Tagger): RowPair[] {
  const known = new Map(from.labels.tags.map((tag, id) => [tag, id]));
  return to.labels.tags.flatMap((tag, id): RowPair[] => {
    const knownId = known.get(tag);
    return knownId === undefined ? [] : [[id, knownId]];
  });
}

/** Behind the letters a convolution has the edge of a word. */
function sharedLetterRows({ content: from }: Tagger, { content: to }: Tagger): RowPair[] {
  const rows = from.letters.map((_, row): RowPair => [row, row]);
  const edge: RowPair = [to.letters.length, from.letters.length];
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
