// How much of a loss is felt at each word of a sentence, by cell.
import type { WorkerTagger } from 'teddy-tagger/browser';
import type { SmallTaggers } from '../models/use-small-models.js';

/** The cells in the order in which they were invented. */
export const CELLS = ['rnn', 'lstm', 'gru'] as const;

export type ComparedCell = (typeof CELLS)[number];
export type ComparedTaggers = SmallTaggers<ComparedCell>;

export interface Felt {
  readonly words: readonly string[];
  readonly at: number;
  /** By cell and word: the gradient norm of the forward direction, relative to that at the loss. */
  readonly shares: Readonly<Record<ComparedCell, readonly number[]>>;
}

/** @param place of the loss; by default at the last word but the full stop */
export async function measureFelt(
  taggers: ComparedTaggers,
  text: string,
  place: number | undefined,
): Promise<Felt | undefined> {
  const [first] = await taggers.lstm.gates(text);
  if (first === undefined) return undefined;
  // The loss of a wrong label: that of a right one is small, and so is its gradient.
  const { labels } = taggers.lstm;
  const tag = labels.includes('S-PER') ? 'S-PER' : labels[0];
  const words = first.tokens.map((token) => token.text);
  const at = place ?? Math.max(0, words.length - 2);
  const sharesOf = async (tagger: WorkerTagger) => {
    const found = await tagger.gradientNorms(text, at, { tag });
    const norms = found?.layers.find(({ direction }) => direction === 'forward')?.norms ?? [];
    return norms.map((norm) => (norms[at] > 0 ? norm / norms[at] : 0));
  };
  const [rnn, lstm, gru] = await Promise.all(CELLS.map((cell) => sharesOf(taggers[cell])));
  return { words, at, shares: { rnn, lstm, gru } };
}
