// The corpora that the English model learns from follow different rules. The rules here remove
// systematic differences, for every sentence alike; they were written by looking at train sentences
// and at dev sentences of WikiGold.
import type { LabeledSentence } from '../src/corpora/conll.js';
import { mapSentence } from '../src/corpora/map-types.js';
import type { Span } from '../src/corpora/tags.js';

export interface Rule {
  readonly name: string;
  readonly why: string;
  /** The normalized span, or undefined if the span is not a name. */
  normalize(span: Span, words: readonly string[]): Span | undefined;
}

const roles = /^(?:borrower|lender|bank)s?$/i;
const creeds =
  /^(?:Christian|Jew|Catholic|Protestant|Muslim|Sunni|Hindu|Buddhist|Republican|Democrat)s?$|^(?:Jewish|Islamic|Orthodox)$|^(?:Christianity|Judaism|Catholicism|Protestantism|Islam|Hinduism|Buddhism)$/;
const year = /^(?:1[0-9]|20)\d\d$/;

export const rules: readonly Rule[] = [
  {
    name: 'article',
    why: 'Document-level corpora begin names with a lower-case "the" ("the United States"); the others do not.',
    normalize: (span, words) =>
      words.length > 1 && words[0] === 'the' ? { ...span, start: span.start + 1 } : span,
  },
  {
    name: 'role',
    why: 'Contracts call the parties "Borrower", "Lender" and "Bank", and their corpus labels these as persons and organizations.',
    normalize: (span, words) => (words.length === 1 && roles.test(words[0]) ? undefined : span),
  },
  {
    name: 'creed',
    why: 'Creeds, parties and their followers are MISC in wikigold ("Christians", "Catholicism"), elsewhere ORG or LOC.',
    normalize: (span, words) =>
      span.label !== 'PER' && words.length === 1 && creeds.test(words[0])
        ? { ...span, label: 'MISC' }
        : span,
  },
  {
    name: 'year',
    why: 'Corpora of single fields begin events with their year ("1972 Summer Olympics"); wikigold does not.',
    normalize: (span, words) =>
      span.label === 'MISC' && words.length > 1 && year.test(words[0])
        ? { ...span, start: span.start + 1 }
        : span,
  },
  {
    name: 'term',
    why: 'Corpora of single fields label their terms ("loss function", "gas giant"); MISC without a capital is not a name.',
    normalize: (span, words) =>
      span.label === 'MISC' && !words.some((word) => /[\p{Lu}\p{Lt}\p{N}]/u.test(word))
        ? undefined
        : span,
  },
];

/** The types of WNUT-17 and the four of CoNLL-2003 that they are mapped to. */
export const TYPE_MAPPING: ReadonlyMap<string, string> = new Map([
  ['person', 'PER'],
  ['location', 'LOC'],
  ['corporation', 'ORG'],
  ['group', 'ORG'],
  ['creative-work', 'MISC'],
  ['product', 'MISC'],
]);

/** Maps the type of each span to one of four. */
export const mapTypes = (sentence: LabeledSentence) => mapSentence(sentence, TYPE_MAPPING);

/** Maps the type of each span to one of four, then applies one rule after the other. */
export function normalizeLabels(sentence: LabeledSentence): LabeledSentence {
  const spans = mapTypes(sentence).spans.flatMap((span) => {
    let normalized: Span | undefined = span;
    for (const { normalize } of rules) {
      if (!normalized) return [];
      normalized = normalize(normalized, sentence.tokens.slice(normalized.start, normalized.end));
    }
    return normalized ?? [];
  });
  return { ...sentence, spans };
}
