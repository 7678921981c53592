import { expect, test } from '@jest/globals';
import { renderTwoColumns } from '../../../src/cli/inspect/two-columns.js';

test('a paragraph is wrapped in its column, and rows are not', () => {
  const text = Array.from({ length: 20 }, (_, k) => `option${k}`).join(' ');
  const lines = renderTwoColumns([
    { label: 'options', text },
    { label: 'table', text: ['  a  b', '  1  2'] },
    { label: 'nothing', text: '' },
  ]);
  expect(lines).toBe(
    [
      'options         option0 option1 option2 option3 option4 option5 option6 option7',
      '                option8 option9 option10 option11 option12 option13 option14',
      '                option15 option16 option17 option18 option19',
      'table             a  b',
      '                  1  2',
      'nothing',
      '',
    ].join('\n'),
  );
});

test('a label too wide for its column has a line of its own', () => {
  expect(renderTwoColumns([{ label: 'fourteen chars', text: 'x' }])).toBe('fourteen chars  x\n');
  expect(renderTwoColumns([{ label: 'fifteen letters', text: 'x' }])).toBe(
    `fifteen letters\n${' '.repeat(16)}x\n`,
  );
});
