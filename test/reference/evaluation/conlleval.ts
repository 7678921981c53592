// Chunks, counts and report of conlleval.pl, the scorer of the CoNLL shared tasks.
//
// Source: conlleval.pl by Erik Tjong Kim Sang, version 2004-01-26, which is the one in
// https://github.com/chakki-works/seqeval (tests/conlleval.pl). The sample report is
// https://www.clips.uantwerpen.be/conll2000/chunking/output.html.
//
// One pair of rules reads the tags of all schemes. It splits IOB1, IOB2, IOE1 and IOE2 as intended,
// but knows neither S nor a B after an E. So it loses boundaries of IOBES: S-PER S-PER, S-PER B-PER
// and E-PER B-PER all continue the entity before. conlleval.py
// (https://github.com/sighsmile/conlleval) and seqeval split there.
import { compareCodePoints } from './code-points.js';
import { addCounts, type Counts, NO_COUNTS } from './counts.js';
import type { Entity } from './entity.js';

export interface Tag {
  readonly prefix: string;
  readonly type: string;
}

/** The tags of one sentence, one a token. */
export interface TaggedSentence {
  readonly gold: readonly string[];
  readonly predicted: readonly string[];
}

export interface ConllevalCounts {
  readonly tokenCount: number;
  readonly correctTagCount: number;
  readonly overall: Counts;
  /** By type, in the order of the report. */
  readonly byType: ReadonlyMap<string, Counts>;
}

const OUTSIDE: Tag = { prefix: 'O', type: '' };

// Pairs of neighboring prefixes with a start or an end between them, whatever their types are.
const STARTS = new Set(['B B', 'I B', 'O B', 'O I', 'E E', 'E I', 'O E']);
const ENDS = new Set(['B B', 'B O', 'I B', 'I O', 'E E', 'E I', 'E O']);

/** Splits a tag at its first hyphen. The type `0` is empty, because it is false in Perl. */
export function parseTag(tag: string): Tag {
  const hyphen = tag.indexOf('-');
  if (hyphen < 0) return { prefix: tag, type: '' };
  const type = tag.slice(hyphen + 1);
  return { prefix: tag.slice(0, hyphen), type: type === '0' ? '' : type };
}

/** An entity starts with `tag`, which follows `previous`. */
export function startOfChunk(previous: Tag, tag: Tag): boolean {
  if (STARTS.has(`${previous.prefix} ${tag.prefix}`)) return true;
  if (tag.prefix !== 'O' && tag.prefix !== '.' && previous.type !== tag.type) return true;
  return tag.prefix === '[' || tag.prefix === ']';
}

/** An entity ends with `previous`, which `tag` follows. */
export function endOfChunk(previous: Tag, tag: Tag): boolean {
  if (ENDS.has(`${previous.prefix} ${tag.prefix}`)) return true;
  if (previous.prefix !== 'O' && previous.prefix !== '.' && previous.type !== tag.type) return true;
  return previous.prefix === ']' || previous.prefix === '[';
}

/** Entities of one sentence, between the starts and ends that the rules find. */
export function conllevalEntities(tags: readonly string[]): Entity[] {
  const entities: Entity[] = [];
  let previous = OUTSIDE;
  let open: { type: string; start: number } | undefined;
  for (const [position, tag] of [...tags.map(parseTag), OUTSIDE].entries()) {
    const starts = startOfChunk(previous, tag);
    const ends = starts || endOfChunk(previous, tag) || position === tags.length;
    if (open && ends) {
      entities.push({ type: open.type, start: open.start, end: position });
      open = undefined;
    }
    if (starts) open = { type: tag.type, start: position };
    previous = tag;
  }
  return entities;
}

/**
 * Counts of a corpus, in one pass over both columns like the script's. An entity is correct if it
 * starts at the same token in both columns, with the same type, and ends at the same token.
 */
export function conlleval(sentences: readonly TaggedSentence[]): ConllevalCounts {
  const counter = new TypeCounter();
  let [tokenCount, correctTagCount] = [0, 0];
  let [lastGold, lastPredicted] = [OUTSIDE, OUTSIDE];
  let isCorrectSoFar = false;

  for (const { gold, predicted, isBoundary } of linesOf(sentences)) {
    const goldEnds = endOfChunk(lastGold, gold);
    const predictedEnds = endOfChunk(lastPredicted, predicted);
    if (isCorrectSoFar && goldEnds && predictedEnds && lastGold.type === lastPredicted.type) {
      counter.add(lastGold.type, 'correct');
      isCorrectSoFar = false;
    } else if (goldEnds !== predictedEnds || gold.type !== predicted.type) {
      isCorrectSoFar = false;
    }

    const goldStarts = startOfChunk(lastGold, gold);
    const predictedStarts = startOfChunk(lastPredicted, predicted);
    if (goldStarts && predictedStarts && gold.type === predicted.type) isCorrectSoFar = true;
    if (goldStarts) counter.add(gold.type, 'gold');
    if (predictedStarts) counter.add(predicted.type, 'predicted');

    if (!isBoundary) {
      tokenCount++;
      if (gold.prefix === predicted.prefix && gold.type === predicted.type) correctTagCount++;
    }
    [lastGold, lastPredicted] = [gold, predicted];
  }
  if (isCorrectSoFar) counter.add(lastGold.type, 'correct');
  return { tokenCount, correctTagCount, ...counter.counts() };
}

/** Lines of the script's input: tokens, and an outside boundary after each sentence. */
function linesOf(sentences: readonly TaggedSentence[]) {
  return sentences.flatMap(({ gold, predicted }) => {
    if (gold.length !== predicted.length) {
      throw new Error(`expected ${gold.length} predicted tags, found ${predicted.length}`);
    }
    const tokens = gold.map((tag, k) => ({
      gold: parseTag(tag),
      predicted: parseTag(predicted[k]),
      isBoundary: false,
    }));
    return [...tokens, { gold: OUTSIDE, predicted: OUTSIDE, isBoundary: true }];
  });
}

class TypeCounter {
  readonly #byType = new Map<string, Counts>();

  add(type: string, count: keyof Counts): void {
    const one = { ...NO_COUNTS, [count]: 1 };
    this.#byType.set(type, addCounts(this.#byType.get(type) ?? NO_COUNTS, one));
  }

  counts(): Pick<ConllevalCounts, 'overall' | 'byType'> {
    const sorted = [...this.#byType].sort(([a], [b]) => compareCodePoints(a, b));
    return {
      overall: sorted.map(([, counts]) => counts).reduce(addCounts, NO_COUNTS),
      byType: new Map(sorted),
    };
  }
}

/**
 * The report as the script prints it, to the last digit.
 *
 *   P = 100 correct / predicted    R = 100 correct / gold    FB1 = 2 P R / (P + R)
 *
 * The last figure of a type is its number of predicted entities. Without tokens, the report is the
 * first line alone.
 */
export function renderConlleval(counts: ConllevalCounts): string {
  const { tokenCount, correctTagCount, overall, byType } = counts;
  const lines = [
    `processed ${tokenCount} tokens with ${overall.gold} phrases; ` +
      `found: ${overall.predicted} phrases; correct: ${overall.correct}.`,
  ];
  if (tokenCount > 0) {
    const accuracy = percentage((100 * correctTagCount) / tokenCount);
    lines.push(`accuracy: ${accuracy}%; ${renderFigures(overall)}`);
  }
  for (const [type, typeCounts] of byType) {
    // %17s counts bytes, not characters.
    const name = ' '.repeat(Math.max(0, 17 - Buffer.byteLength(type))) + type;
    const line = `${name}: ${renderFigures(typeCounts)}  ${typeCounts.predicted}`;
    // A type has a row if it is gold, and one if it is predicted. The script then drops duplicates,
    // but not those of the empty type.
    const rowCount = Number(typeCounts.gold > 0) + Number(typeCounts.predicted > 0);
    for (let row = 0; row < (type === '' ? rowCount : Math.min(1, rowCount)); row++)
      lines.push(line);
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** Percentages of precision, recall and F1; 0 if there is nothing to divide by. */
export function conllevalFigures({ correct, gold, predicted }: Counts) {
  const precision = predicted > 0 ? (100 * correct) / predicted : 0;
  const recall = gold > 0 ? (100 * correct) / gold : 0;
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { precision, recall, f1 };
}

function renderFigures(counts: Counts): string {
  const { precision, recall, f1 } = conllevalFigures(counts);
  return (
    `precision: ${percentage(precision)}%; recall: ${percentage(recall)}%; ` +
    `FB1: ${percentage(f1)}`
  );
}

/**
 * C's %6.2f. It rounds ties to even, while toFixed rounds them up. With two decimals, the ties are
 * the odd multiples of 1/8.
 */
function percentage(x: number): string {
  const isTie = Number.isInteger(8 * x) && (8 * x) % 2 === 1;
  const below = Math.floor(100 * x);
  const rounded = below % 2 === 0 ? below : below + 1;
  return (isTie ? rounded / 100 : x).toFixed(2).padStart(6);
}
