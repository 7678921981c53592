// Strings with a label that they rarely have: often a mistake, sometimes another meaning.
//
// The first two passes count, the third one collects the places of what is rare.
import { lineOf } from '../corpora/sentence-source.js';
import type { Check, Visit } from './check.js';
import { excerptAround, showToken } from './corpus/excerpts.js';
import { createEntityForms, type EntityForm, type LabelCount, UNLABELED } from './entity-forms.js';
import type { Finding, FindingPlace } from './finding.js';
import { INCONSISTENT_RATIO } from './limits.js';

const SHOWN_LABELS = 5;

/** The rarest label comes first, since it is the most likely mistake. */
export function createInconsistentLabelCheck(): Check {
  const forms = createEntityForms();
  let rare: ReadonlyMap<EntityForm, readonly RareLabel[]> = new Map();
  const addPlaces: Visit = (sentence) => {
    forms.visit(sentence, (form, label, start, end) => {
      const found = rare.get(form)?.find((each) => each.label === label);
      if (found === undefined) return;
      found.places.push({ path: sentence.path, line: lineOf(sentence, start) });
      found.excerpt ??= excerptAround(sentence.tokens, start, end);
    });
  };
  const passes: (() => Visit | undefined)[] = [
    () => forms.addEntities,
    () => (forms.list().length > 0 ? forms.addUnlabeled : undefined),
    () => {
      rare = new Map(
        forms.list().flatMap((form) => {
          const labels = rareLabelsOf(form);
          return labels.length > 0 ? [[form, labels] as const] : [];
        }),
      );
      return rare.size > 0 ? addPlaces : undefined;
    },
  ];
  return {
    nextPass: () => passes.shift()?.(),
    findings: () =>
      [...rare.values()]
        .flat()
        .sort((a, b) => a.share - b.share)
        .map(findingOf),
  };
}

interface RareLabel {
  readonly label: string;
  /** Of the occurrences of the form. */
  readonly share: number;
  readonly message: string;
  readonly places: FindingPlace[];
  /** Around the first place. */
  excerpt?: string;
}

function rareLabelsOf({ labels }: EntityForm): RareLabel[] {
  if (labels.length === 1) return [];
  const byCount = labels.toSorted((a, b) => b.count - a.count);
  const isRare = ({ count }: LabelCount) => count * INCONSISTENT_RATIO <= byCount[0].count;
  const rare = byCount.filter(isRare);
  if (rare.length === 0) return [];
  const usual = byCount
    .filter((each) => !isRare(each))
    .slice(0, SHOWN_LABELS)
    .map(({ label, count }) => `${describe(label)} ${count}`)
    .join(', ');
  const total = byCount.reduce((sum, { count }) => sum + count, 0);
  return rare.map(({ label, count }) => ({
    label,
    share: count / total,
    message: `${describe(label)} ${count} of ${total} times (${usual})`,
    places: [],
  }));
}

function findingOf({ message, excerpt, places: [place, ...others] }: RareLabel): Finding {
  return { kind: 'inconsistent-label', place, message, ...(excerpt && { excerpt }), others };
}

const describe = (label: string) => (label === UNLABELED ? 'no entity' : showToken(label));
