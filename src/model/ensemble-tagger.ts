// A tagger of several networks, from the weights of trainings that differ only in their seed.
import { createTagger, type Tagger, type TaggerContent, type TaggerOptions } from './tagger.js';

/** The weights of one member. */
export interface MemberWeights {
  /** Those of the parameters, with the padding between them. */
  readonly dense: Float32Array;
  /** (words, width) */
  readonly rows: Float32Array;
  /** Fitted for this member alone. */
  readonly temperature: number;
}

/**
 * A tagger that cannot be trained. Words whose rows are equal in all members come last, so that a
 * file can store these rows once.
 *
 * @param content of each member
 * @param members at least two
 */
export function createEnsembleTagger(
  content: TaggerContent,
  members: readonly MemberWeights[],
  options: Omit<TaggerOptions, 'isTraining' | 'stored'>,
): Tagger {
  const width = content.config.wordDimension;
  const order = orderOfWords(content.words.length, width, members);
  const words = order.map((word) => content.words[word]);
  const memberTemperatures = members.map(({ temperature }) => temperature);
  const whole = { ...content, words, memberTemperatures };
  const tagger = createTagger(whole, { ...options, isTraining: false });
  const { memory } = tagger.engine;
  members.forEach(({ dense, rows }, index) => {
    const { parameters, table } = tagger.networks[index];
    memory.floats(parameters.values, parameters.count).set(dense);
    const placed = memory.floats(table.value, rows.length);
    order.forEach((word, place) => {
      placed.set(rows.subarray(word * width, (word + 1) * width), place * width);
    });
  });
  return tagger;
}

/** The unknown word, then those with different rows, then those with equal ones. */
function orderOfWords(
  count: number,
  width: number,
  [first, ...others]: readonly MemberWeights[],
): number[] {
  const [own, common]: number[][] = [[], []];
  for (let word = 0; word < count; word++) {
    const isCommon =
      word > 0 && others.every(({ rows }) => rowIsEqual(first.rows, rows, word, width));
    (isCommon ? common : own).push(word);
  }
  return [...own, ...common];
}

/** Number of first words whose rows differ among the members. */
export function countOwnWords({ engine, networks }: Pick<Tagger, 'engine' | 'networks'>): number {
  const [{ table }] = networks;
  const { rows, width } = table;
  const [first, ...others] = networks.map(({ table: { value } }) =>
    engine.memory.floats(value, rows * width),
  );
  let count = rows;
  while (count > 0 && others.every((other) => rowIsEqual(first, other, count - 1, width))) count--;
  return count;
}

/** Whether two tables have the same row, bit by bit. */
export function rowIsEqual(a: Float32Array, b: Float32Array, row: number, width: number): boolean {
  for (let place = row * width; place < (row + 1) * width; place++) {
    if (!Object.is(a[place], b[place])) return false;
  }
  return true;
}
