// Strings that are an entity somewhere in the corpora, and how often they have each label.
import type { CheckedSentence } from './corpus/checked-corpus.js';
import { ownCopy } from './corpus/own-copy.js';

/** The label of an occurrence outside of entities. */
export const UNLABELED = 'O';

export interface EntityForm {
  readonly tokenCount: number;
  /** In the order of their first occurrences; that outside of entities comes last. */
  readonly labels: readonly LabelCount[];
}

export interface LabelCount {
  readonly label: string;
  count: number;
}

/** @param end the tokens are those from `start` to before `end` */
export type VisitOccurrence<Form = EntityForm> = (
  form: Form,
  label: string,
  start: number,
  end: number,
) => void;

export interface EntityForms {
  /** Makes forms of the entities, and counts them. */
  addEntities(sentence: CheckedSentence): void;
  /** Counts the forms outside of entities, when all entities are added. */
  addUnlabeled(sentence: CheckedSentence): void;
  /** Visits the occurrences in a sentence: entities first, then the others. */
  visit(sentence: CheckedSentence, visit: VisitOccurrence): void;
  /** In the order of their first entities. */
  list(): readonly EntityForm[];
}

// Longer entities rarely repeat.
const LONGEST_FORM = 8;

// A line end, which no column has.
const SEPARATOR = '\n';

interface CountedForm extends EntityForm {
  readonly labels: LabelCount[];
}

/**
 * Forms with their occurrences as entities and as tokens outside of entities, by longest match: in
 * "New York", "New" alone does not occur.
 */
export function createEntityForms(): EntityForms {
  const forms: CountedForm[] = [];
  /** The forms, and null for the beginnings of forms, by their tokens. */
  const byTokens = new Map<string, CountedForm | null>();

  function reach(tokens: readonly string[], start: number, end: number): CountedForm {
    let key = '';
    for (let index = start; index < end; index++) {
      key = index === start ? tokens[index] : key + SEPARATOR + tokens[index];
      if (!byTokens.has(key)) byTokens.set(ownCopy(key), null);
    }
    const known = byTokens.get(key);
    if (known) return known;
    const form: CountedForm = { tokenCount: end - start, labels: [] };
    byTokens.set(ownCopy(key), form);
    forms.push(form);
    return form;
  }

  /** The longest form at `start` that ends before `end`. */
  function longestAt(tokens: readonly string[], start: number, end: number) {
    let key = tokens[start];
    let form = byTokens.get(key);
    let longest: CountedForm | undefined;
    for (let next = start + 1; form !== undefined; next++) {
      if (form?.tokenCount === next - start) longest = form;
      if (next === end) break;
      key += SEPARATOR + tokens[next];
      form = byTokens.get(key);
    }
    return longest;
  }

  function visitUnlabeled(
    { tokens, spans }: CheckedSentence,
    visit: VisitOccurrence<CountedForm>,
  ): void {
    let index = 0;
    const visitBefore = (end: number) => {
      while (index < end) {
        const form = longestAt(tokens, index, end);
        const next = index + (form?.tokenCount ?? 1);
        if (form !== undefined) visit(form, UNLABELED, index, next);
        index = next;
      }
    };
    for (const { start, end } of spans) {
      visitBefore(start);
      index = end;
    }
    visitBefore(tokens.length);
  }

  function visitEntities(
    { tokens, spans }: CheckedSentence,
    visit: VisitOccurrence<CountedForm>,
  ): void {
    for (const { label, start, end } of spans) {
      if (end - start <= LONGEST_FORM) visit(reach(tokens, start, end), label, start, end);
    }
  }

  return {
    addEntities: (sentence) => visitEntities(sentence, count),
    addUnlabeled: (sentence) => visitUnlabeled(sentence, count),
    visit: (sentence, visit) => {
      visitEntities(sentence, visit);
      visitUnlabeled(sentence, visit);
    },
    list: () => forms,
  };
}

function count({ labels }: CountedForm, label: string): void {
  const known = labels.find((each) => each.label === label);
  if (known !== undefined) known.count++;
  else labels.push({ label: ownCopy(label), count: 1 });
}
