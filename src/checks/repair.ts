// Repairs of a corpus that need no guessing. All other bytes stay as they are.
import type { Layout } from '../corpora/layout.js';
import { cellRanges } from '../corpora/layout-clues.js';
import { lineOf } from '../corpora/sentence-source.js';
import { renderTags, spansOf } from '../corpora/tags.js';
import { violationsIn } from '../corpora/violations.js';
import type { CheckedCorpus, CheckedSentence } from './corpus/checked-corpus.js';
import type { Kind } from './finding.js';
import { repairTag, repairToken } from './invisible-characters.js';

export interface Repaired {
  /** The bytes of the repaired corpus, piece by piece. */
  readonly pieces: readonly Uint8Array[];
  readonly tokenCount: number;
  readonly tagCount: number;
}

/**
 * Rewrites illegal tags as conlleval reads them, and removes invisible characters from tokens and
 * types. Sentences with a malformed row stay as they are.
 *
 * @param kinds of findings to repair
 */
export function repairCorpus(corpus: CheckedCorpus, kinds: ReadonlySet<Kind>): Repaired {
  const { layout } = corpus;
  const rows = new Map<number, RepairedRow>();
  let [tokenCount, tagCount] = [0, 0];
  for (const sentence of corpus.sentences) {
    const tokens = kinds.has('invisible-character')
      ? sentence.tokens.map(repairToken)
      : sentence.tokens;
    const tags = repairTags(sentence, corpus, kinds);
    for (let index = 0; index < tokens.length; index++) {
      const isTokenChanged = tokens[index] !== sentence.tokens[index];
      const isTagChanged = tags[index] !== sentence.tags[index];
      if (!isTokenChanged && !isTagChanged) continue;
      const tagCell = isTagChanged ? layout?.notation.render?.(tags[index]) : undefined;
      rows.set(lineOf(sentence, index), { token: tokens[index], tagCell });
      if (isTokenChanged) tokenCount++;
      if (isTagChanged) tagCount++;
    }
  }
  const content = contentOf(corpus);
  const pieces = layout === undefined ? [content] : replaceRows(content, rows, layout);
  return { pieces, tokenCount, tagCount };
}

const contentOf = ({ chunks }: CheckedCorpus): Uint8Array =>
  Buffer.concat(Array.from(chunks(), (chunk) => Buffer.from(chunk)));

interface RepairedRow {
  readonly token: string;
  /** The cell of the tag; absent if it stays. */
  readonly tagCell?: string;
}

function repairTags(
  { tags, line, lines }: CheckedSentence,
  { scheme, layout }: CheckedCorpus,
  kinds: ReadonlySet<Kind>,
): readonly string[] {
  if (layout?.notation.render === undefined) return tags;
  const clean = kinds.has('invisible-character') ? tags.map(repairTag) : tags;
  if (!kinds.has('illegal-tag')) return clean;
  const isLegal = violationsIn({ tags: clean, line, lines }, scheme).length === 0;
  return isLegal ? clean : renderTags(spansOf(clean), clean.length, scheme);
}

const LINE_FEED = 0x0a;

function replaceRows(
  content: Uint8Array,
  rows: ReadonlyMap<number, RepairedRow>,
  layout: Layout,
): Uint8Array[] {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const pieces: Uint8Array[] = [];
  let [line, start, unchanged] = [0, 0, 0];
  while (start < bytes.length) {
    line++;
    const found = bytes.indexOf(LINE_FEED, start);
    const next = found < 0 ? bytes.length : found + 1;
    const row = rows.get(line);
    if (row !== undefined) {
      const text = bytes.toString('utf8', start, next);
      const repaired = replaceColumns(text, line === 1, row, layout);
      pieces.push(bytes.subarray(unchanged, start), Buffer.from(repaired));
      unchanged = next;
    }
    start = next;
  }
  pieces.push(bytes.subarray(unchanged));
  return pieces;
}

/** @param text with its line end, and with the byte order mark if it is the first line and has one */
function replaceColumns(
  text: string,
  isFirst: boolean,
  { token, tagCell }: RepairedRow,
  { tokenColumn, tagColumn, separator, columnCount }: Layout,
): string {
  const end = text.search(/\r?\n?$/);
  const from = isFirst && text.startsWith('\ufeff') ? 1 : 0;
  let [repaired, kept] = ['', 0];
  const ranges = cellRanges(text.slice(0, end), { from, separator, columnCount });
  for (const [index, [start, cellEnd]] of ranges.entries()) {
    const cell = index + 1 === tokenColumn ? token : tagCell;
    if ((index + 1 !== tokenColumn && index + 1 !== tagColumn) || cell === undefined) continue;
    repaired += text.slice(kept, start) + cell;
    kept = cellEnd;
  }
  return repaired + text.slice(kept);
}
