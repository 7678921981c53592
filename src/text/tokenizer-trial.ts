// How well a tokenizer cuts the text of a corpus as the corpus was cut.
import { type JoinedTokens, joinTokens, placeTokens } from './join-tokens.js';
import type { Tokenize } from './tokenizers.js';

export interface CutSentence {
  readonly tokens: readonly string[];
  /** The source text, if it is known. */
  readonly text?: string;
}

/** A stretch of text that the corpus and the tokenizer cut in different ways. */
export interface Difference {
  readonly corpus: readonly string[];
  readonly tokenizer: readonly string[];
  readonly count: number;
}

export interface Trial {
  /** Of all token boundaries that either has, the share that both have, from 0 to 1. */
  readonly agreement: number;
  /** The most frequent first; of equals the first in the corpus. */
  readonly differences: readonly Difference[];
}

/** The sentences with their texts. Without a text that fits, the tokens are joined by their script. */
export function textsOf(sentences: readonly CutSentence[]): JoinedTokens[] {
  return sentences.map(
    ({ tokens, text }) =>
      (text === undefined ? undefined : placeTokens(tokens, text)) ?? joinTokens(tokens),
  );
}

export function tryTokenizer(texts: readonly JoinedTokens[], tokenize: Tokenize): Trial {
  let [common, total] = [0, 0];
  const differences = new Map<string, { -readonly [Key in keyof Difference]: Difference[Key] }>();
  for (const { text, tokens } of texts) {
    const found = tokenize(text);
    const ends = { corpus: boundariesOf(tokens), tokenizer: boundariesOf(found) };
    const shared = [...ends.corpus].filter((boundary) => ends.tokenizer.has(boundary));
    common += shared.length;
    total += ends.corpus.size + ends.tokenizer.size - shared.length;
    if (shared.length === ends.corpus.size && shared.length === ends.tokenizer.size) continue;
    for (const difference of differencesOf(shared, tokens, found)) {
      const key = JSON.stringify([difference.corpus, difference.tokenizer]);
      const known = differences.get(key);
      if (known) known.count++;
      else differences.set(key, difference);
    }
  }
  return {
    agreement: total === 0 ? 1 : common / total,
    differences: [...differences.values()].sort((a, b) => b.count - a.count),
  };
}

type Tokens = JoinedTokens['tokens'];

const boundariesOf = (tokens: Tokens) => new Set(tokens.flatMap(({ start, end }) => [start, end]));

/** The stretches between two shared boundaries that hold different tokens. */
function differencesOf(shared: readonly number[], corpus: Tokens, tokenizer: Tokens) {
  const stretches = [...shared].sort((a, b) => a - b);
  const inStretch = (tokens: Tokens) => {
    let next = 0;
    return (end: number): string[] => {
      const texts: string[] = [];
      for (; next < tokens.length && tokens[next].end <= end; next++) texts.push(tokens[next].text);
      return texts;
    };
  };
  const [corpusUpTo, tokenizerUpTo] = [inStretch(corpus), inStretch(tokenizer)];
  return stretches
    .map((end) => ({ corpus: corpusUpTo(end), tokenizer: tokenizerUpTo(end), count: 1 }))
    .filter(({ corpus, tokenizer }) => corpus.length !== tokenizer.length || corpus.length > 1)
    .filter(({ corpus, tokenizer }) => corpus.join('\n') !== tokenizer.join('\n'));
}
