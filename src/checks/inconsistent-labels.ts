// Strings with a label that they rarely have: often a mistake, sometimes another meaning.
import { lineOf } from '../corpora/sentence-source.js';
import { collectEntityForms, type EntityForm, type Occurrence, UNLABELED } from './entity-forms.js';
import { excerptAround, showToken } from './excerpts.js';
import type { Finding } from './finding.js';
import { INCONSISTENT_RATIO } from './limits.js';
import type { CheckedCorpus } from './parse-corpus.js';

const SHOWN_LABELS = 5;

/** The rarest label comes first, since it is the most likely mistake. */
export function findInconsistentLabels(corpora: readonly CheckedCorpus[]): Finding[] {
  const rareLabels = collectEntityForms(corpora).flatMap(rareLabelsOf);
  rareLabels.sort((a, b) => a.share - b.share);
  return rareLabels.map(({ finding }) => finding);
}

interface RareLabel {
  /** Of the occurrences of the form. */
  readonly share: number;
  readonly finding: Finding;
}

function rareLabelsOf({ tokens, labels }: EntityForm): RareLabel[] {
  if (labels.size === 1) return [];
  const byCount = [...labels].sort(([, a], [, b]) => b.length - a.length);
  const [[, { length: most }]] = byCount;
  const isRare = (occurrences: readonly Occurrence[]) =>
    occurrences.length * INCONSISTENT_RATIO <= most;
  const rare = byCount.filter(([, occurrences]) => isRare(occurrences));
  const usual = byCount
    .filter(([, occurrences]) => !isRare(occurrences))
    .slice(0, SHOWN_LABELS)
    .map(([label, { length }]) => `${describe(label)} ${length}`)
    .join(', ');
  const total = byCount.reduce((sum, [, { length }]) => sum + length, 0);
  return rare.map(([label, occurrences]) => {
    const [{ sentence, start }] = occurrences;
    const [place, ...others] = occurrences.map((occurrence) => ({
      path: occurrence.sentence.path,
      line: lineOf(occurrence.sentence, occurrence.start),
    }));
    const finding: Finding = {
      kind: 'inconsistent-label',
      place,
      message: `${describe(label)} ${occurrences.length} of ${total} times (${usual})`,
      excerpt: excerptAround(sentence.tokens, start, start + tokens.length),
      others,
    };
    return { share: occurrences.length / total, finding };
  });
}

const describe = (label: string) => (label === UNLABELED ? 'no entity' : showToken(label));
