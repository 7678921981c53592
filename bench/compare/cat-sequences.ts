// Sequences such as "The cats which already ate ... be". Whether the last word is plural depends on
// "cat" or "cats", many steps before it, and on nothing else.
import type { LabeledSentence } from '../../src/corpora/conll.js';
import type { Random } from '../../src/tensors/random.js';

/** The type of a last word that is plural. */
export const PLURAL = 'PLURAL';

const fillers = (
  'fish cream cheese butter chicken tuna milk eggs ham liver pie bread jam honey rice soup toast ' +
  'grapes plums figs crumbs shrimps sausages biscuits cake quickly slowly again twice already ate ' +
  'and then more of all the leftovers , tonight outside quietly'
).split(' ');

export interface SequenceOptions {
  /** Even, so that "cat" and "cats" are equally frequent. */
  readonly count: number;
  /** Steps from the deciding word to the last word, at least 3. */
  readonly distance: number;
}

/** Distinct sequences in random order, half of them plural, none of which is in `seen`. */
export function writeCatSequences(
  { count, distance }: SequenceOptions,
  random: Random,
  seen: readonly LabeledSentence[] = [],
): LabeledSentence[] {
  const texts = new Set(seen.map(({ tokens }) => tokens.join(' ')));
  const sequences: LabeledSentence[] = [];
  while (sequences.length < count) {
    const isPlural = sequences.length % 2 === 1;
    const between = Array.from(
      { length: distance - 2 },
      () => fillers[random.below(fillers.length)],
    );
    const tokens = ['The', isPlural ? 'cats' : 'cat', 'which', ...between, 'be'];
    const text = tokens.join(' ');
    if (texts.has(text)) continue;
    texts.add(text);
    const start = tokens.length - 1;
    const spans = isPlural ? [{ label: PLURAL, start, end: start + 1 }] : [];
    sequences.push({ tokens, spans, line: 0 });
  }
  return random.shuffle(sequences);
}
