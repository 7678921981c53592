// Strings that are an entity somewhere in the corpora, with all their occurrences.
import type { CheckedCorpus, CheckedSentence } from './parse-corpus.js';

/** The label of an occurrence outside of entities. */
export const UNLABELED = 'O';

export interface Occurrence {
  readonly sentence: CheckedSentence;
  readonly start: number;
}

export interface EntityForm {
  readonly tokens: readonly string[];
  /** Occurrences by label. */
  readonly labels: ReadonlyMap<string, readonly Occurrence[]>;
}

// Longer entities rarely repeat.
const LONGEST_FORM = 8;

/** The forms are the paths from the root. */
interface Node {
  children?: Map<string, Node>;
  form?: { readonly tokens: readonly string[]; readonly labels: Map<string, Occurrence[]> };
}

/**
 * Forms with their occurrences as entities and as tokens outside of entities, by longest match: in
 * "New York", "New" alone does not occur.
 */
export function collectEntityForms(corpora: readonly CheckedCorpus[]): EntityForm[] {
  const root: Node = {};
  const forms: EntityForm[] = [];
  const sentences = corpora.flatMap((corpus) => corpus.sentences);
  for (const sentence of sentences) {
    for (const { label, start, end } of sentence.spans) {
      if (end - start > LONGEST_FORM) continue;
      const node = reach(root, sentence.tokens, start, end);
      if (node.form === undefined) {
        node.form = { tokens: sentence.tokens.slice(start, end), labels: new Map() };
        forms.push(node.form);
      }
      addOccurrence(node.form.labels, label, { sentence, start });
    }
  }
  for (const sentence of sentences) {
    let outside = 0;
    for (const { start, end } of sentence.spans) {
      addUnlabeled(root, sentence, outside, start);
      outside = end;
    }
    addUnlabeled(root, sentence, outside, sentence.tokens.length);
  }
  return forms;
}

function reach(root: Node, tokens: readonly string[], start: number, end: number): Node {
  let node = root;
  for (let index = start; index < end; index++) {
    node.children ??= new Map();
    let child = node.children.get(tokens[index]);
    if (child === undefined) {
      child = {};
      node.children.set(tokens[index], child);
    }
    node = child;
  }
  return node;
}

/** Adds the forms between two entities, from `start` to before `end`. */
function addUnlabeled(root: Node, sentence: CheckedSentence, start: number, end: number): void {
  let index = start;
  while (index < end) {
    let node: Node | undefined = root;
    let longest: Node['form'];
    for (let next = index; next < end; next++) {
      node = node.children?.get(sentence.tokens[next]);
      if (node === undefined) break;
      longest = node.form ?? longest;
    }
    if (longest !== undefined) {
      addOccurrence(longest.labels, UNLABELED, { sentence, start: index });
    }
    index += longest?.tokens.length ?? 1;
  }
}

function addOccurrence(
  labels: Map<string, Occurrence[]>,
  label: string,
  occurrence: Occurrence,
): void {
  const known = labels.get(label);
  if (known === undefined) labels.set(label, [occurrence]);
  else known.push(occurrence);
}
