// The sentences of a column file, with a tag for each token, and the rows that are malformed.
import { type LineListener, refuseLine, utf8Lines } from '../files/utf8-lines.js';
import { type ChosenColumns, detectLayout, type Layout } from './layout.js';
import { SAMPLED_ROW_COUNT, sampledRows } from './layout-clues.js';
import type { SkippedRow } from './rows.js';
import { createSentenceReader } from './sentence-reader.js';
import type { TaggedSentence } from './sentence-source.js';

export interface RowOptions extends ChosenColumns {
  /** Default: the first rows decide. */
  readonly layout?: Layout;
  /** Receives the layout before the first sentence. */
  readonly onLayout?: (layout: Layout) => void;
  /** Is called for each row that has no token and is no fault. */
  readonly onSkipped?: (line: number, kind: SkippedRow) => void;
  /** Is called for each malformed row, which is then skipped. By default, it throws an InputError. */
  readonly onMalformed?: LineListener;
}

/**
 * The sentences of UTF-8 bytes in columns.
 *
 * @param content all bytes, or chunks of them that may be overwritten after their turn
 * @param path names the file in errors
 */
export function* taggedSentences(
  content: Uint8Array | Iterable<Uint8Array>,
  path: string,
  options: RowOptions,
): Generator<TaggedSentence> {
  const { onMalformed = refuseLine(path) } = options;
  let damage: string | undefined;
  const lines = utf8Lines(content, path, (_, what) => {
    damage = what;
  });
  const takeDamage = () => {
    const found = damage;
    damage = undefined;
    return found;
  };
  const sample = options.layout === undefined ? takeSample(lines, takeDamage) : [];
  const layout = options.layout ?? layoutOf(sample, options, onMalformed);
  if (layout === undefined) return;
  options.onLayout?.(layout);
  const reader = createSentenceReader(layout, { ...options, onMalformed });
  for (const line of sample) {
    const sentence = reader.add(line.text, line.damage);
    if (sentence !== undefined) yield sentence;
  }
  for (const text of lines) {
    const sentence = reader.add(text, damage === undefined ? undefined : takeDamage());
    if (sentence !== undefined) yield sentence;
  }
  const last = reader.finish();
  if (last !== undefined) yield last;
}

interface SampledLine {
  readonly text: string;
  /** Why it is no text. */
  readonly damage?: string;
}

// A file may begin with many comments.
const MOST_SAMPLED_LINES = 1 << 16;

/** The first lines, with enough rows to decide the layout. The others stay in the generator. */
function takeSample(lines: Generator<string>, takeDamage: () => string | undefined): SampledLine[] {
  const sample: SampledLine[] = [];
  let rowCount = 0;
  while (rowCount < SAMPLED_ROW_COUNT && sample.length < MOST_SAMPLED_LINES) {
    const { value: text, done } = lines.next();
    if (done) break;
    sample.push({ text, damage: takeDamage() });
    if (mayBeRow(text)) rowCount++;
  }
  return sample;
}

/** Whether a line has several columns and is certainly no comment. */
function mayBeRow(line: string): boolean {
  const text = line.trim();
  return !text.startsWith('#') && (text.includes(' ') || text.includes('\t'));
}

/** Undefined if there is none, after each fault among the lines. */
function layoutOf(
  sample: readonly SampledLine[],
  options: ChosenColumns,
  onMalformed: LineListener,
): Layout | undefined {
  const rows = sampledRows(
    sample.map(({ text, damage }) => (damage === undefined ? text : undefined)),
  );
  const layout = rows.length > 0 ? detectLayout(rows, options) : undefined;
  if (typeof layout === 'object') return layout;
  for (const [index, { damage }] of sample.entries()) {
    const line = index + 1;
    if (damage !== undefined) onMalformed(line, damage);
    if (layout !== undefined && line === rows[0].line) onMalformed(line, layout);
  }
  return undefined;
}
