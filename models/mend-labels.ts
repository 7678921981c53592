// The corpora that the English model learns from were made by different people, to different rules. These rules take back
// what is systematic, for every sentence alike; they were written by looking at sentences of train and of WikiGold's dev.
import type { LabeledSentence } from '../src/corpora/conll.js';
import type { Span } from '../src/corpora/tags.js';

export interface Rule {
  readonly name: string;
  readonly why: string;
  /** What the span becomes: undefined where it is no name. */
  mend(span: Span, words: readonly string[]): Span | undefined;
}

const roles = /^(?:borrower|lender|bank)s?$/i;
const creeds =
  /^(?:Christian|Jew|Catholic|Protestant|Muslim|Sunni|Hindu|Buddhist|Republican|Democrat)s?$|^(?:Jewish|Islamic|Orthodox)$|^(?:Christianity|Judaism|Catholicism|Protestantism|Islam|Hinduism|Buddhism)$/;
const year = /^(?:1[0-9]|20)\d\d$/;

export const rules: readonly Rule[] = [
  {
    name: 'article',
    why: 'Document-level corpora begin names with a small "the" ("the United States"); the others do not.',
    mend: (span, words) =>
      words.length > 1 && words[0] === 'the' ? { ...span, start: span.start + 1 } : span,
  },
  {
    name: 'role',
    why: 'Contracts call the parties "Borrower", "Lender" and "Bank", and their corpus calls that persons and organisations.',
    mend: (span, words) => (words.length === 1 && roles.test(words[0]) ? undefined : span),
  },
  {
    name: 'creed',
    why: 'Who believes or votes alike, and what, is MISC in wikigold ("Christians", "Catholicism"); elsewhere ORG or LOC.',
    mend: (span, words) =>
      span.label !== 'PER' && words.length === 1 && creeds.test(words[0])
        ? { ...span, label: 'MISC' }
        : span,
  },
  {
    name: 'year',
    why: 'Corpora of single fields begin events with their year ("1972 Summer Olympics"); wikigold leaves it out.',
    mend: (span, words) =>
      span.label === 'MISC' && words.length > 1 && year.test(words[0])
        ? { ...span, start: span.start + 1 }
        : span,
  },
  {
    name: 'term',
    why: 'Corpora of single fields label their terms ("loss function", "gas giant"); a MISC without a capital is no name.',
    mend: (span, words) =>
      span.label === 'MISC' && !words.some((word) => /[\p{Lu}\p{Lt}\p{N}]/u.test(word))
        ? undefined
        : span,
  },
];

/** One rule after the other on each span. */
export function mendLabels(sentence: LabeledSentence): LabeledSentence {
  const spans = sentence.spans.flatMap((span) => {
    let mended: Span | undefined = span;
    for (const { mend } of rules) {
      if (mended) mended = mend(mended, sentence.tokens.slice(mended.start, mended.end));
    }
    return mended ?? [];
  });
  return { ...sentence, spans };
}
