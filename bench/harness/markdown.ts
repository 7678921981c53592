// Tables in Markdown, and figures as they stand in them.

export function renderTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const lines = [header, header.map((_, column) => (column === 0 ? '---' : '---:')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The mean, and from two figures on the standard deviation of the sample. */
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

export const renderCount = (count: number) => Math.round(count).toLocaleString('en');
