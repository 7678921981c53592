// The kinds of taggers a model file can hold, and sentences with every kind of word for them to tag.
import { randomNumbers } from '../reference/random.js';

export const decoders = ['crf', 'softmax'] as const;

const words = ['a', 'b', 'c', 'Teddy'];
const vectorWords = ['v', 'bear', '00'];
const vocabulary = [...words, ...vectorWords, 'unseen', 'Bear', 'V', '17', 'teddy'];
/** Each output layer, without and with a vector file. */
export const variants = decoders.flatMap((decoder) => [
  { name: decoder, options: { decoder, words } },
  {
    name: `${decoder} with vectors`,
    options: { decoder, words, vectorWords, digitsAreZeros: true },
  },
]);

function randomSentences(count: number): string[][] {
  const random = randomNumbers(count);
  return Array.from({ length: count }, () =>
    Array.from(
      { length: 1 + random.integer(30) },
      () => vocabulary[random.integer(vocabulary.length)],
    ),
  );
}

export const sentences = randomSentences(20);
