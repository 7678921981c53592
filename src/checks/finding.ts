// The kinds of findings that the checks of corpora report, and how serious each is.
import { type BoundedList, createBoundedList } from './corpus/bounded-list.js';
import { FEWEST_EXAMPLES, LONGEST_SENTENCE, LONGEST_TOKEN, MOST_FINDINGS } from './limits.js';

/** An error makes training or scores wrong, or prevents them. A warning is worth a look. */
export type Severity = 'error' | 'warning';

interface KindOfFinding {
  readonly severity: Severity;
  /** A noun phrase in the plural. */
  readonly description: string;
}

/** In the order of the report. */
export const kinds = {
  'unreadable-file': {
    severity: 'error',
    description: 'files that cannot be read as a corpus',
  },
  'malformed-row': {
    severity: 'error',
    description: 'rows with other columns or no tag, or not UTF-8',
  },
  'no-entities': {
    severity: 'error',
    description: 'files without an entity',
  },
  'unknown-type': {
    severity: 'error',
    description: 'types that the first file lacks',
  },
  'shared-sentence': {
    severity: 'error',
    description: 'sentences that an earlier file has too',
  },
  'conflicting-sentence': {
    severity: 'warning',
    description: 'sentences that also occur with other tags',
  },
  'illegal-tag': {
    severity: 'warning',
    description: 'tags that are illegal in the scheme',
  },
  'split-entity': {
    severity: 'warning',
    description: 'entities that go on in the next sentence',
  },
  'similar-type': {
    severity: 'warning',
    description: 'rare types that look like a frequent one',
  },
  'rare-type': {
    severity: 'warning',
    description: `types with under ${FEWEST_EXAMPLES} entities in the first file`,
  },
  'inconsistent-label': {
    severity: 'warning',
    description: 'strings with a label that is rare for them',
  },
  'replacement-character': {
    severity: 'warning',
    description: 'tokens with U+FFFD in place of a character',
  },
  'control-character': {
    severity: 'warning',
    description: 'tokens with control or private-use characters',
  },
  'invisible-character': {
    severity: 'warning',
    description: 'tokens or types with invisible characters',
  },
  'unusual-space': {
    severity: 'warning',
    description: 'tokens with a no-break or other odd space',
  },
  'mixed-script': {
    severity: 'warning',
    description: 'words with look-alikes from another script',
  },
  'duplicate-sentence': {
    severity: 'warning',
    description: 'sentences that a file has several times',
  },
  'long-sentence': {
    severity: 'warning',
    description: `sentences of more than ${LONGEST_SENTENCE} tokens`,
  },
  'long-token': {
    severity: 'warning',
    description: `tokens of more than ${LONGEST_TOKEN} characters, except URLs`,
  },
} as const satisfies Readonly<Record<string, KindOfFinding>>;

export type Kind = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as readonly Kind[];

export interface FindingPlace {
  readonly path: string;
  /** Counted from 1; absent for a whole file. */
  readonly line?: number;
}

export interface Finding {
  readonly kind: Kind;
  readonly place: FindingPlace;
  /** What is found, in words for the user. */
  readonly message: string;
  /** The sentence or its part around the place. */
  readonly excerpt?: string;
  /** Further places of the same finding. */
  readonly others?: readonly FindingPlace[];
  /** Whether a repair removes it. */
  readonly isRepairable?: boolean;
  /** How many findings it stands for, if it is more than itself. */
  readonly count?: number;
}

/** How many findings these are, with those that are only counted. */
export const countFindings = (findings: readonly Finding[]): number =>
  findings.reduce((sum, { count = 1 }) => sum + count, 0);

/** The findings of a check that may be very many. */
export const createFindings = (): BoundedList<Finding> =>
  createBoundedList(MOST_FINDINGS, ({ kind, place, isRepairable }, count) => ({
    kind,
    place,
    message: `the first of ${count} findings that are only counted`,
    ...(isRepairable && { isRepairable }),
    count,
  }));
