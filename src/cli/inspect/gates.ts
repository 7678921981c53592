// Tables of gate activations: a row per token, a column per gate of each layer and direction.
import type { GateMeans } from '../../model/inspection/gate-means.js';

export interface InspectedSentence {
  readonly tokens: readonly string[];
  readonly layers: readonly GateMeans[];
}

/** One table per sentence, separated by blank lines. */
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

/** Two heading lines, then one line per token. */
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

/** The number of user-perceived characters; each is taken as one column wide. */
function widthOf(line: string): number {
  return [...segmenter.segment(line)].length;
}
