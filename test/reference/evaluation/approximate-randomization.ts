// The two-sided approximate randomization test for the difference in micro F1 between two systems.
//
// Source: Yeh 2000, More accurate tests for the statistical significance of result differences,
// https://aclanthology.org/C00-2137; Noreen 1989, Computer-intensive methods for testing
// hypotheses.
//
// If the systems are alike, each sentence's counts could as well be the other system's. The p-value
// is the share of exchanges between the systems after which their F1 differs at least as much as
// before. Differences are compared as fractions of integers, so that rounding never breaks a tie.
import { randomNumbers } from '../random.js';
import { addCounts, type Counts, NO_COUNTS } from './counts.js';

export interface RandomizationOptions {
  /** Number of random exchanges, if there are too many to try all. */
  readonly shuffleCount: number;
  readonly seed: number;
}

export interface RandomizationResult {
  /** F1 of the first system less F1 of the second. */
  readonly difference: number;
  readonly pValue: number;
  /** All exchanges were tried. */
  readonly isExact: boolean;
  /** Sentences whose counts differ between the systems. */
  readonly differingCount: number;
}

/** The largest number of differing sentences of which all exchanges are tried. */
export const EXACT_LIMIT = 15;

interface Fraction {
  readonly numerator: bigint;
  /** Positive. */
  readonly denominator: bigint;
}

/**
 *   p = #{|difference| ≥ observed} / 2^differing             over all exchanges
 *   p = (#{|difference| ≥ observed} + 1) / (shuffles + 1)    over random ones
 *
 * Throws if the systems differ in their sentences or in the number of gold entities of one.
 *
 * @param first counts by sentence
 * @param second counts by sentence
 */
export function approximateRandomization(
  first: readonly Counts[],
  second: readonly Counts[],
  { shuffleCount, seed }: RandomizationOptions,
): RandomizationResult {
  checkSentences(first, second);
  const differing = [...first.keys()].filter((k) => !areEqual(first[k], second[k]));
  const differenceAfter = (exchanged: ReadonlySet<number>) =>
    absolute(
      subtract(
        f1Of(first.map((counts, k) => (exchanged.has(k) ? second[k] : counts))),
        f1Of(second.map((counts, k) => (exchanged.has(k) ? first[k] : counts))),
      ),
    );
  const observed = differenceAfter(new Set());
  const isAsLarge = (exchanged: Iterable<number>) =>
    isAtLeast(differenceAfter(new Set(exchanged)), observed);

  const isExact = differing.length <= EXACT_LIMIT;
  return {
    difference: toNumber(f1Of(first)) - toNumber(f1Of(second)),
    pValue: isExact
      ? shareOfSubsets(differing, isAsLarge)
      : shareOfShuffles(differing, isAsLarge, { shuffleCount, seed }),
    isExact,
    differingCount: differing.length,
  };
}

type Exchange = (exchanged: readonly number[]) => boolean;

function shareOfSubsets(sentences: readonly number[], isAsLarge: Exchange): number {
  let asLarge = 0;
  for (let subset = 0; subset < 2 ** sentences.length; subset++) {
    if (isAsLarge(sentences.filter((_, bit) => (subset >> bit) % 2 === 1))) asLarge++;
  }
  return asLarge / 2 ** sentences.length;
}

function shareOfShuffles(
  sentences: readonly number[],
  isAsLarge: Exchange,
  { shuffleCount, seed }: RandomizationOptions,
): number {
  const random = randomNumbers(seed);
  let asLarge = 0;
  for (let shuffle = 0; shuffle < shuffleCount; shuffle++) {
    if (isAsLarge(sentences.filter(() => random.integer(2) === 1))) asLarge++;
  }
  return (asLarge + 1) / (shuffleCount + 1);
}

/** F1 = 2 correct / (gold + predicted), or 0 if there are no entities. */
function f1Of(sentences: readonly Counts[]): Fraction {
  const { correct, gold, predicted } = sentences.reduce(addCounts, NO_COUNTS);
  return { numerator: BigInt(2 * correct), denominator: BigInt(gold + predicted || 1) };
}

function subtract(a: Fraction, b: Fraction): Fraction {
  return {
    numerator: a.numerator * b.denominator - b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

function absolute({ numerator, denominator }: Fraction): Fraction {
  return { numerator: numerator < 0n ? -numerator : numerator, denominator };
}

function isAtLeast(a: Fraction, b: Fraction): boolean {
  return a.numerator * b.denominator >= b.numerator * a.denominator;
}

function toNumber({ numerator, denominator }: Fraction): number {
  return Number(numerator) / Number(denominator);
}

function areEqual(a: Counts, b: Counts): boolean {
  return a.correct === b.correct && a.gold === b.gold && a.predicted === b.predicted;
}

function checkSentences(first: readonly Counts[], second: readonly Counts[]): void {
  if (first.length !== second.length) {
    throw new Error(`expected ${first.length} sentences, found ${second.length}`);
  }
  for (const [k, { gold }] of first.entries()) {
    if (gold !== second[k].gold) {
      throw new Error(`sentence ${k}: expected ${gold} gold entities, found ${second[k].gold}`);
    }
  }
}
