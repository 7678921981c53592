// The tokenizer of a new model: the one that gives the tokens of the corpus back from its text.
import type { LabeledSentence } from '../../../corpora/conll.js';
import type { JoinedTokens } from '../../../text/join-tokens.js';
import { type Trial, textsOf, tryTokenizer } from '../../../text/tokenizer-trial.js';
import {
  createNamedTokenizer,
  type TokenizerName,
  tokenizerNames,
  tokenSplitter,
} from '../../../text/tokenizers.js';
import { hasUnspaced } from '../../../text/unspaced-scripts.js';

export interface TokenizerChoice extends Partial<Trial> {
  readonly tokenizer: TokenizerName;
  /**
   * The best tokenizer that would have kept the tokens of the corpus, if it was too poor, so that
   * they are split into characters.
   */
  readonly rejected?: Trial & { readonly tokenizer: TokenizerName };
}

/** With less agreement, everyone who tags raw text loses entities. */
export const LEAST_AGREEMENT = 0.98;

// A tokenizer that is this much worse than another is still chosen if it is more usual.
const TOLERANCE = 0.005;
const MOST_SENTENCES = 1000;

export interface TokenizerOptions {
  /** The tokenizer that the user or a base model wants. */
  readonly wanted?: TokenizerName;
  /** What cut the texts of a corpus that has no tokens, and so no cut to give back. */
  readonly cutBy?: TokenizerName;
}

/** @param sentences those of the training corpus, at least one */
export function chooseTokenizer(
  sentences: readonly LabeledSentence[],
  { wanted, cutBy }: TokenizerOptions = {},
): TokenizerChoice {
  if (cutBy) return { tokenizer: wanted ?? cutBy };
  const every = Math.ceil(sentences.length / MOST_SENTENCES);
  const texts = textsOf(sentences.filter((_, index) => index % every === 0));
  if (wanted) return tryAfterSplitting(texts, wanted);
  const best = findBest(texts);
  if (best.agreement >= LEAST_AGREEMENT || !isUnspaced(texts)) {
    return tokenSplitter(best.tokenizer) ? tryAfterSplitting(texts, best.tokenizer) : best;
  }
  return { ...tryAfterSplitting(texts, 'ideographs'), rejected: best };
}

type NamedTrial = Trial & { readonly tokenizer: TokenizerName };

function findBest(texts: readonly JoinedTokens[]): NamedTrial {
  const trials: NamedTrial[] = [];
  for (const tokenizer of tokenizerNames) {
    trials.push({ tokenizer, ...tryTokenizer(texts, createNamedTokenizer(tokenizer)) });
    // No other can be so much better.
    if (trials[trials.length - 1].agreement >= 1 - TOLERANCE) break;
  }
  const highest = Math.max(...trials.map(({ agreement }) => agreement));
  return trials.find(({ agreement }) => agreement >= highest - TOLERANCE) ?? trials[0];
}

/** The tokens of the corpus are split as those of any text will be. */
function tryAfterSplitting(texts: readonly JoinedTokens[], tokenizer: TokenizerName): NamedTrial {
  const split = tokenSplitter(tokenizer);
  const units = split ? texts.map((joined) => splitJoined(joined, split)) : texts;
  return { tokenizer, ...tryTokenizer(units, createNamedTokenizer(tokenizer)) };
}

function splitJoined(
  { text, tokens }: JoinedTokens,
  split: (token: string) => readonly string[],
): JoinedTokens {
  const units = tokens.flatMap(({ text: token, start }) => {
    let next = start;
    return split(token).map((unit) => {
      const begin = next;
      next += unit.length;
      return { text: unit, start: begin, end: next };
    });
  });
  return { text, tokens: units };
}

/** Whether most tokens are written without spaces. */
function isUnspaced(texts: readonly JoinedTokens[]): boolean {
  const tokens = texts.flatMap((joined) => joined.tokens).filter(({ text }) => /\p{L}/u.test(text));
  return 2 * tokens.filter(({ text }) => hasUnspaced(text)).length > tokens.length;
}
