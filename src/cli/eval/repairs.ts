// F1 of predictions with illegal tags, under each policy for their repair.
import type { LabeledSentence } from '../../corpora/conll.js';
import type { ConllFile } from '../../corpora/conll-file.js';
import { REPAIR_POLICIES, type RepairPolicy, spansUnder } from '../../corpora/repair.js';
import { violationsIn } from '../../corpora/violations.js';
import type { Judgment } from '../../evaluation/judge.js';
import { rowOf } from '../../evaluation/row-names.js';
import { countSpans, f1, type SpanCounts, type SpanPair } from '../../evaluation/score.js';

/** F1 in percent under each policy, and the number of sentences with illegal tags. */
export type Repairs = Readonly<Record<RepairPolicy, number>> & { readonly illegal: number };

const NO_SPANS: SpanCounts = { gold: 0, predicted: 0, correct: 0 };

/** Only of IOB2 tags, for which all policies are defined, on the sentences of the corpus. */
export function repairsOf(
  gold: Iterable<LabeledSentence>,
  predicted: ConllFile,
  { counts }: Judgment,
): Repairs | undefined {
  if (predicted.sentenceCount !== counts.sentenceCount()) return undefined;
  const sums = REPAIR_POLICIES.map(() => NO_SPANS);
  const asked = gold[Symbol.iterator]();
  let illegal = 0;
  for (const sentence of predicted.tagged) {
    const { value: goldSentence } = asked.next();
    if (violationsIn(sentence, predicted.scheme).length === 0) continue;
    const { tags } = sentence;
    if (tags.some((tag) => !/^[OBI]/.test(tag))) return undefined;
    illegal++;
    for (const [index, policy] of REPAIR_POLICIES.entries()) {
      const pair: SpanPair = {
        length: tags.length,
        gold: goldSentence.spans,
        predicted: spansUnder(policy, tags),
      };
      sums[index] = sumOf(sums[index], countSpans([pair]).overall, 1);
    }
  }
  // The counts were made of tags as conlleval reads them.
  const others = sumOf(counts.totalOf(rowOf.overall), sums[0], -1);
  const [conlleval, discard, begin] = sums.map((sum) => f1(sumOf(others, sum, 1)));
  return { illegal, conlleval, discard, begin };
}

const sumOf = (a: SpanCounts, b: SpanCounts, sign: 1 | -1): SpanCounts => ({
  gold: a.gold + sign * b.gold,
  predicted: a.predicted + sign * b.predicted,
  correct: a.correct + sign * b.correct,
});
