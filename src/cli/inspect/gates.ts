// What the gates do, as a table: a row for each token, a column for each gate of each layer and direction.
import type { GateMeans } from '../../model/gate-means.js';

export interface InspectedSentence {
  readonly tokens: readonly string[];
  readonly layers: readonly GateMeans[];
}

/** One table a sentence, a blank line between two. */
export function renderGates(sentences: readonly InspectedSentence[]): string {
  return sentences.map(renderSentence).join('\n');
}

function renderSentence({ tokens, layers }: InspectedSentence): string {
  const blocks = [leftAligned(['', '', ...tokens]), ...layers.map(renderLayer)];
  return blocks[0]
    .map(
      (_, row) =>
        `${blocks
          .map((lines) => lines[row])
          .join('   ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** Two lines of heading, then one a token. */
function renderLayer({ layer, direction, gates }: GateMeans): string[] {
  const columns = gates.map(({ name, means }) => {
    const cells = [name, ...means.map((mean) => mean.toFixed(2))];
    return cells.map((cell) => cell.padStart(name.length));
  });
  const rows = columns[0].map((_, row) => columns.map((cells) => cells[row]).join('  '));
  return leftAligned([`layer ${layer} ${direction}`, ...rows]);
}

function leftAligned(lines: readonly string[]): string[] {
  const widths = lines.map(widthOf);
  const width = Math.max(...widths);
  return lines.map((line, index) => line + ' '.repeat(width - widths[index]));
}

const segmenter = new Intl.Segmenter();

/** What a reader takes for characters, each as one column. */
function widthOf(line: string): number {
  return [...segmenter.segment(line)].length;
}
