// The errors of a system: their number by kind, the first ones with their sentences, and the most frequent ones.

import type { AlignedSentence } from '../corpora/align-sentences.js';
import { lineOf } from '../corpora/sentence-source.js';
import type { Span } from '../corpora/tags.js';
import type { ErrorKind } from './pair-entities.js';

/** An error with the sentence around it. */
export interface JudgedError {
  readonly kind: ErrorKind;
  readonly line: number;
  readonly sentence: AlignedSentence;
  readonly gold?: Span;
  readonly predicted?: Span;
}

/** Errors of one kind in the same words and types. */
export interface FrequentError {
  readonly kind: ErrorKind;
  readonly goldType?: string;
  readonly predictedType?: string;
  /** Of the gold entity if there is one, else of the predicted one. */
  readonly text: string;
  readonly count: number;
}

export interface ErrorLog {
  add(error: Omit<JudgedError, 'line'>): void;
  readonly counts: Readonly<Record<ErrorKind, number>>;
  /** The first errors in the order of the corpus. */
  readonly first: readonly JudgedError[];
  /** Errors from the most frequent one on. */
  frequent(most: number): FrequentError[];
}

// Texts of further errors are not kept.
const MOST_COUNTED = 100_000;

/** @param most errors that are kept with their sentences */
export function createErrorLog(most: number): ErrorLog {
  const counts: Record<ErrorKind, number> = {
    missed: 0,
    invented: 0,
    'wrong type': 0,
    'wrong boundary': 0,
    'wrong type and boundary': 0,
  };
  const first: JudgedError[] = [];
  const byText = new Map<string, number>();
  let total = 0;
  return {
    counts,
    first,
    add: (error) => {
      const { kind, sentence, gold, predicted } = error;
      counts[kind]++;
      if (total++ < MOST_COUNTED) {
        const key = JSON.stringify([kind, gold?.label, predicted?.label, textOf(error)]);
        byText.set(key, (byText.get(key) ?? 0) + 1);
      }
      if (first.length >= most) return;
      const line = lineOf(sentence, Math.floor((gold ?? predicted)?.start ?? 0));
      first.push({ ...error, line, sentence: copyOf(sentence) });
    },
    frequent: (most) =>
      [...byText]
        .sort(([, a], [, b]) => b - a)
        .slice(0, most)
        .map(([key, count]) => {
          const [kind, goldType, predictedType, text] = JSON.parse(key);
          return {
            kind,
            text,
            count,
            ...(goldType !== null && { goldType }),
            ...(predictedType !== null && { predictedType }),
          };
        }),
  };
}

/** Tokens may be slices of the corpus, which they would keep in memory. */
function copyOf(sentence: AlignedSentence): AlignedSentence {
  return { ...sentence, tokens: JSON.parse(JSON.stringify(sentence.tokens)) };
}

function textOf({ sentence, gold, predicted }: Omit<JudgedError, 'line'>): string {
  const span = gold ?? predicted;
  return span === undefined ? '' : entityText(sentence, span);
}

/** The tokens that a span touches, joined by spaces. */
export function entityText({ tokens }: AlignedSentence, { start, end }: Span): string {
  return tokens.slice(Math.floor(start), Math.ceil(end)).join(' ');
}
