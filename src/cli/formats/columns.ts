// A column file as it came, the IOB2 tag of each token as one more last column.
import { iob2Tags } from './conll.js';
import type { ColumnPassage, Format } from './format.js';

export const columnsFormat: Format<ColumnPassage> = {
  unit: 'passage',
  render: (tagged, { before, rows, after }) => {
    const tags = iob2Tags(tagged);
    let lines = before;
    for (const [index, { text, end }] of rows.entries()) {
      lines += `${text}${text.includes('\t') ? '\t' : ' '}${tags[index]}${end}`;
    }
    return lines + after;
  },
};
