// The spans of illegal tag sequences under each policy that published scorers follow.
import { transitionIsLegal } from './tag-scheme.js';
import { type Span, spansOf } from './tags.js';

/**
 * conlleval reads every tag as conlleval.pl does. begin starts a new entity at an I that continues none. discard drops such an I and
 * those that would continue it. The last two are defined for IOB2, as in SeqScore (Palen-Michel et al. 2021).
 */
export type RepairPolicy = 'conlleval' | 'discard' | 'begin';

export const REPAIR_POLICIES: readonly RepairPolicy[] = ['conlleval', 'discard', 'begin'];

/** @param tags of IOB2, legal or not */
export function spansUnder(policy: RepairPolicy, tags: readonly string[]): Span[] {
  if (policy === 'conlleval') return spansOf(tags);
  let previous: string | null = null;
  const repaired = tags.map((tag) => {
    const isLegal = transitionIsLegal(previous, tag, 'IOB2');
    const kept = isLegal ? tag : policy === 'begin' ? `B${tag.slice(1)}` : 'O';
    previous = kept;
    return kept;
  });
  return spansOf(repaired);
}
