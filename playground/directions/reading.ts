// What a network believes of each word while the sentence grows.
import type { GrowingReading, WorkerTagger } from 'teddy-tagger/browser';

/** A word in a sentence that may go on. */
export interface Belief {
  /** The probability that the word is part of a name. */
  readonly share: number;
  /** The most probable type of a name, and its probability. */
  readonly type: string;
  readonly typeShare: number;
}

export interface GrowingSentence {
  readonly words: readonly string[];
  /** What is believed of the first word, then of the first two, and so on. */
  readonly beliefs: readonly (readonly Belief[])[];
}

/** The first sentence of a text; undefined for a text without words. */
export async function readGrowing(
  tagger: WorkerTagger,
  text: string,
  directions: 'both' | 'forward',
): Promise<GrowingSentence | undefined> {
  const [reading]: (GrowingReading | undefined)[] = await tagger.readPrefixes(text, { directions });
  return (
    reading && {
      words: reading.tokens.map((token) => token.text),
      beliefs: reading.prefixes.map(({ probabilities }) =>
        probabilities.map((ofLabels) => beliefOf(tagger.labels, ofLabels)),
      ),
    }
  );
}

/** Adds up the tags of each type. */
function beliefOf(labels: readonly string[], probabilities: Float32Array): Belief {
  const byType = new Map<string, number>();
  for (const [index, label] of labels.entries()) {
    if (label === 'O') continue;
    const type = label.slice(2);
    byType.set(type, (byType.get(type) ?? 0) + probabilities[index]);
  }
  const [type, typeShare] = [...byType].reduce((most, one) => (one[1] > most[1] ? one : most));
  const share = [...byType.values()].reduce((sum, one) => sum + one, 0);
  return { share, type, typeShare };
}
