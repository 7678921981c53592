// Figures of seqeval's classification report, in its default and its strict mode.
//
// Source: seqeval 1.2.2, seqeval/metrics/sequence_labeling.py and v1.py
// (https://github.com/chakki-works/seqeval, MIT).
//
// The default mode imitates conlleval.pl and agrees with it on the tags of IOB1, IOB2, IOE1 and
// IOE2. It splits IOBES better. It only warns about BILOU and BMES, and then loses entities: the
// first one of B-PER L-PER B-PER L-PER. Up to 1.1, its report covers the gold types only; since
// 1.2, also types that are only predicted, which lowers macro averages.
import { compareCodePoints } from './code-points.js';
import { addCounts, type Counts, countEntities, NO_COUNTS } from './counts.js';
import type { Entity } from './entity.js';
import { detectScheme, type SeqevalScheme, strictEntities } from './seqeval-scheme.js';

export interface SeqevalFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Gold entities. */
  readonly support: number;
}

export interface SeqevalReport {
  /** Types in gold or predicted tags, sorted by code points. */
  readonly byType: ReadonlyMap<string, SeqevalFigures>;
  readonly micro: SeqevalFigures;
  readonly macro: SeqevalFigures;
  readonly weighted: SeqevalFigures;
}

export interface SeqevalOptions {
  /** `default` unless given. */
  readonly mode?: 'default' | 'strict';
  /** Of the strict mode; detected from the gold tags unless given. */
  readonly scheme?: SeqevalScheme;
  /** Precision without predicted entities, and recall without gold ones; 0 unless given. */
  readonly zeroDivision?: 0 | 1;
}

type Sentences = readonly (readonly string[])[];

/**
 * The report of a corpus. Throws if it has no sentences or if the columns differ in length.
 *
 * Macro averages over no types are NaN. Without gold entities, the weighted recall is the value for
 * a zero division; so are the weighted precision and F1 if nothing is predicted, else they are 0.
 */
export function seqevalReport(
  gold: Sentences,
  predicted: Sentences,
  options: SeqevalOptions = {},
): SeqevalReport {
  const { mode = 'default', zeroDivision = 0 } = options;
  checkLengths(gold, predicted);
  const scheme = mode === 'strict' ? (options.scheme ?? detectScheme(gold)) : undefined;
  const countsByType = countTypes(entitiesOf(gold, scheme), entitiesOf(predicted, scheme));
  const total = [...countsByType.values()].reduce(addCounts, NO_COUNTS);

  const entries = [...countsByType].map(
    ([type, counts]) => [type, figuresOf(counts, zeroDivision)] as const,
  );
  const figures = entries.map(([, each]) => each);
  return {
    byType: new Map(entries),
    micro: figuresOf(total, zeroDivision),
    macro: averageOf(figures, () => 1),
    weighted:
      total.gold > 0
        ? averageOf(figures, ({ support }) => support)
        : weightless(total, zeroDivision),
  };
}

/** Share of tokens with the gold tag. Throws if there are no tokens. */
export function seqevalAccuracy(gold: Sentences, predicted: Sentences): number {
  const [goldTags, predictedTags] = [gold.flat(), predicted.flat()];
  if (goldTags.length === 0) throw new Error('expected tokens, found none');
  return goldTags.filter((tag, k) => tag === predictedTags[k]).length / goldTags.length;
}

/** Entities of the default mode in one list of tags. */
export function defaultEntities(tags: readonly string[]): Entity[] {
  const entities: Entity[] = [];
  let previous = { prefix: 'O', type: '' };
  let start = 0;
  for (const [position, tag] of [...tags, 'O'].entries()) {
    const current = parseTag(tag);
    if (endsBetween(previous, current))
      entities.push({ type: previous.type, start, end: position });
    if (startsBetween(previous, current)) start = position;
    previous = current;
  }
  return entities;
}

/** The first character, and what follows the next hyphen. The type of a bare prefix is `_`. */
function parseTag(tag: string) {
  const rest = tag.slice(1);
  return { prefix: tag.slice(0, 1), type: rest.slice(rest.indexOf('-') + 1) || '_' };
}

type Tag = ReturnType<typeof parseTag>;

function endsBetween(previous: Tag, current: Tag): boolean {
  if ('ES'.includes(previous.prefix)) return true;
  if ('BI'.includes(previous.prefix) && 'BSO'.includes(current.prefix)) return true;
  return !'O.'.includes(previous.prefix) && previous.type !== current.type;
}

function startsBetween(previous: Tag, current: Tag): boolean {
  if ('BS'.includes(current.prefix)) return true;
  if ('ESO'.includes(previous.prefix) && 'EI'.includes(current.prefix)) return true;
  return !'O.'.includes(current.prefix) && previous.type !== current.type;
}

/** Entities of a corpus. The default mode joins the sentences, with an O after each. */
function entitiesOf(sentences: Sentences, scheme: SeqevalScheme | undefined): Entity[] {
  if (!scheme) return defaultEntities(sentences.flatMap((tags) => [...tags, 'O']));
  let offset = 0;
  return sentences.flatMap((tags) => {
    const entities = strictEntities(tags, scheme).map(({ type, start, end }) => ({
      type,
      start: offset + start,
      end: offset + end,
    }));
    offset += tags.length + 1;
    return entities;
  });
}

function countTypes(gold: readonly Entity[], predicted: readonly Entity[]): Map<string, Counts> {
  const types = new Set([...gold, ...predicted].map(({ type }) => type));
  const hasType = (type: string) => (entity: Entity) => entity.type === type;
  return new Map(
    [...types]
      .sort(compareCodePoints)
      .map((type) => [
        type,
        countEntities(gold.filter(hasType(type)), predicted.filter(hasType(type))),
      ]),
  );
}

function figuresOf({ correct, gold, predicted }: Counts, zeroDivision: number): SeqevalFigures {
  const precision = predicted > 0 ? correct / predicted : zeroDivision;
  const recall = gold > 0 ? correct / gold : zeroDivision;
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { precision, recall, f1, support: gold };
}

function averageOf(
  figures: readonly SeqevalFigures[],
  weightOf: (figures: SeqevalFigures) => number,
): SeqevalFigures {
  const sumOf = (value: (each: SeqevalFigures) => number) =>
    figures.reduce((sum, each) => sum + value(each), 0);
  const mean = (value: (each: SeqevalFigures) => number) =>
    sumOf((each) => weightOf(each) * value(each)) / sumOf(weightOf);
  return {
    precision: mean(({ precision }) => precision),
    recall: mean(({ recall }) => recall),
    f1: mean(({ f1 }) => f1),
    support: sumOf(({ support }) => support),
  };
}

function weightless({ predicted }: Counts, zeroDivision: number): SeqevalFigures {
  const precision = predicted === 0 ? zeroDivision : 0;
  return { precision, recall: zeroDivision, f1: precision, support: 0 };
}

function checkLengths(gold: Sentences, predicted: Sentences): void {
  if (gold.length === 0) throw new Error('expected sentences, found none');
  const [expected, found] = [gold, predicted].map((each) =>
    each.map(({ length }) => length).join(' '),
  );
  if (expected !== found) throw new Error(`expected tags by sentence ${expected}, found ${found}`);
}
