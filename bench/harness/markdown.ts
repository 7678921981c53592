// Markdown tables and the figures in them.

/**
 * A table whose columns are aligned in the source as well: the first to the left, the others to the
 * right.
 */
export function renderMarkdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = header.map((title, column) =>
    // Three characters at least, for the line below the header.
    Math.max(3, title.length, ...rows.map((cells) => cells[column].length)),
  );
  const renderCells = (cells: readonly string[]) => {
    const padded = cells.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
    );
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [renderCells(header), renderCells(rule), ...rows.map(renderCells)].join('\n');
}

/** The mean and, from two figures on, the standard deviation of the sample. */
export function renderMean(figures: readonly number[], digits: number): string {
  if (figures.length === 0) return '';
  const mean = meanOf(figures);
  if (figures.length === 1) return mean.toFixed(digits);
  const squares = figures.reduce((sum, figure) => sum + (figure - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (figures.length - 1));
  return `${mean.toFixed(digits)} ± ${deviation.toFixed(digits)}`;
}

export function meanOf(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}

/** As in "27,104". */
export const renderWholeNumber = (count: number) => Math.round(count).toLocaleString('en');
