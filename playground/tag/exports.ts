// Tagged text as the command prints it.
import { conllOfText } from '../../src/cli/formats/conll.js';
import { jsonlFormat } from '../../src/cli/formats/jsonl.js';
import { inlineFormat } from '../../src/cli/formats/marked.js';
import type { TaggedText } from '../../src/entities/entity.js';

export interface ExportFormat {
  readonly name: string;
  /** Of the file. */
  readonly extension: string;
  render(lines: readonly TaggedText[]): string;
}

const lineOf = ({ text }: TaggedText, index: number) => ({
  text,
  end: '\n' as const,
  lineNumber: index + 1,
});

const rendering =
  (render: (line: TaggedText, index: number) => string): ExportFormat['render'] =>
  (lines) =>
    lines.map(render).join('');

export const EXPORT_FORMATS: readonly ExportFormat[] = [
  {
    name: 'JSON Lines',
    extension: 'jsonl',
    render: rendering((line, index) => jsonlFormat.render(lineOf(line, index), line.entities)),
  },
  {
    name: 'CoNLL columns',
    extension: 'conll',
    render: rendering((line, index) => conllOfText.render(line, lineOf(line, index))),
  },
  {
    name: 'Inline brackets',
    extension: 'txt',
    render: rendering((line, index) => inlineFormat.render(lineOf(line, index), line.entities)),
  },
];
