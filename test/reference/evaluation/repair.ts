// Entities of illegal tag sequences under the repairs of SeqScore.
//
// Source: SeqScore 0.7.0 (https://github.com/bltlab/seqscore, MIT), packages/seqscore-lib,
// encoding.py, validation.py and scoring.py; Palen-Michel, Holley & Lignos 2021, SeqScore:
// addressing barriers to reproducible named entity recognition evaluation,
// https://aclanthology.org/2021.eval4nlp-1.5.
//
// - begin: an I that has nothing to continue becomes a B. The program calls this repair
//   "conlleval".
// - discard: such an I becomes O, and so do those that would continue it. What comes before stays:
//   B-ORG I-PER I-PER keeps the ORG.
// - conlleval: the entities of conlleval.pl. They are those of begin, for IOB1 and IOB2 alike.
//
// SeqScore offers both repairs for IOB2 ("BIO"), the first for IOB1 ("IOB"), and none for IOBES.
// Later versions add two that change types instead, first_type and last_type.
import { conllevalEntities } from './conlleval.js';
import {
  addCounts,
  type Counts,
  countEntities,
  NO_COUNTS,
  type PrecisionRecallF1,
  precisionRecallF1,
} from './counts.js';
import type { Entity } from './entity.js';

export type RepairPolicy = 'conlleval' | 'discard' | 'begin';

export type RepairableScheme = 'IOB1' | 'IOB2';

interface Label {
  readonly prefix: string;
  /** Undefined outside of entities. */
  readonly type: string | undefined;
}

const OUTSIDE: Label = { prefix: 'O', type: undefined };

// Legal pairs of neighboring prefixes, if the types are the same and if they differ.
const LEGAL = {
  IOB1: {
    same: new Set(['B B', 'B I', 'I I', 'I B', 'O O']),
    different: new Set(['B I', 'B O', 'I I', 'I O', 'O I']),
  },
  IOB2: {
    same: new Set(['B I', 'B B', 'I I', 'I B', 'O O']),
    different: new Set(['B B', 'B O', 'I B', 'I O', 'O B']),
  },
} as const;

/** Number of illegal transitions in a sentence, between the tags as they are. */
export function illegalTransitionCount(
  tags: readonly string[],
  scheme: RepairableScheme = 'IOB2',
): number {
  const labels = [OUTSIDE, ...tags.map(parseLabel), OUTSIDE];
  return labels.slice(1).filter((label, k) => !isLegal(labels[k], label, scheme)).length;
}

/**
 * Tags of a sentence with the illegal ones repaired. Whether a tag is legal depends on the repaired
 * tag before it. Throws for a discard of IOB1.
 */
export function repairTags(
  tags: readonly string[],
  policy: 'discard' | 'begin',
  scheme: RepairableScheme = 'IOB2',
): string[] {
  if (scheme === 'IOB1' && policy === 'discard') {
    throw new Error('expected IOB2 for a discard, found IOB1');
  }
  let previous = OUTSIDE;
  return tags.map((tag) => {
    let label = parseLabel(tag);
    if (!isLegal(previous, label, scheme)) label = repairLabel(label, policy, scheme);
    previous = label;
    return label.type === undefined ? label.prefix : `${label.prefix}-${label.type}`;
  });
}

/** Only an I of IOB2 and a B of IOB1 can be illegal. */
function repairLabel({ type }: Label, policy: RepairPolicy, scheme: RepairableScheme): Label {
  if (scheme === 'IOB1') return { prefix: 'I', type };
  return policy === 'begin' ? { prefix: 'B', type } : OUTSIDE;
}

function isLegal(previous: Label, label: Label, scheme: RepairableScheme): boolean {
  const { same, different } = LEGAL[scheme];
  const legal: ReadonlySet<string> = previous.type === label.type ? same : different;
  return legal.has(`${previous.prefix} ${label.prefix}`);
}

/** Entities of a sentence of IOB2 tags under a policy. */
export function entitiesUnder(policy: RepairPolicy, tags: readonly string[]): Entity[] {
  return policy === 'conlleval' ? conllevalEntities(tags) : decodeIob2(repairTags(tags, policy));
}

/** Entities of legal IOB2 tags: each B starts one, which the next I continue. */
function decodeIob2(tags: readonly string[]): Entity[] {
  return tags.flatMap((tag, start) => {
    const { prefix, type } = parseLabel(tag);
    if (prefix !== 'B' || type === undefined) return [];
    let end = start + 1;
    while (end < tags.length && tags[end].startsWith('I-')) end++;
    return [{ type, start, end }];
  });
}

/** Counts and figures of a corpus of IOB2 tags, gold and predicted tags repaired alike. */
export function scoreUnder(
  policy: RepairPolicy,
  gold: readonly (readonly string[])[],
  predicted: readonly (readonly string[])[],
): Counts & PrecisionRecallF1 {
  if (gold.length !== predicted.length) {
    throw new Error(`expected ${gold.length} predicted sentences, found ${predicted.length}`);
  }
  const total = gold
    .map((tags, k) =>
      countEntities(entitiesUnder(policy, tags), entitiesUnder(policy, predicted[k])),
    )
    .reduce(addCounts, NO_COUNTS);
  return { ...total, ...precisionRecallF1(total) };
}

function parseLabel(tag: string): Label {
  if (tag === 'O') return OUTSIDE;
  const match = /^(?<prefix>[BI])-(?<type>.+)$/su.exec(tag);
  if (!match?.groups) throw new Error(`expected O, B-TYPE or I-TYPE, found "${tag}"`);
  return { prefix: match.groups.prefix, type: match.groups.type };
}
