// The list of output formats with their examples.
import { type FormatName, formatNames, formatOf } from '../formats/table/formats.js';

const NAME_COLUMNS = 14;
const INDENT = '  ';
const EXAMPLE_LINE = /.{1,78}/gu;

/** For each format its name and summary, and below them the example. */
export const renderFormats = (): string => formatNames.map(renderFormat).join('\n\n');

function renderFormat(name: FormatName): string {
  const { summary, example } = formatOf(name);
  const folded = example.replaceAll('\t', '  ').match(EXAMPLE_LINE) ?? [];
  const lines = folded.map((line) => `${INDENT}${line}`.trimEnd());
  return [name.padEnd(NAME_COLUMNS) + summary, ...lines].join('\n');
}
