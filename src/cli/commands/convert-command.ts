// `tagger convert`: its flags, and what --help prints about it.
import { OFFSET_UNITS, type OffsetUnit } from '../../entities/offsets.js';
import type { Command } from '../flags/command.js';
import { convertedInput, convertedOutput } from '../flags/file-uses.js';
import { choice, toggle, withDefault } from '../flags/kinds.js';
import { type TargetName, targetNames, targetOf } from '../formats/table/targets.js';
import { annotationFlags, corpusFlags, corpusFormats, tokenColumn } from './corpus-flags.js';
import { quietFlag } from './engine-flags.js';

const inputFlags = {
  from: {
    ...choice('Format of IN, one of the above; conll reads CoNLL-U, too.', corpusFormats),
    placeholder: 'FORMAT',
    defaultText: 'recognized',
  },
  'input-offsets': {
    ...choice<OffsetUnit>('What start and end count in IN.', OFFSET_UNITS),
    defaultText: 'detected',
  },
  labels: annotationFlags.labels,
  'token-column': tokenColumn,
  'tag-column': corpusFlags['tag-column'],
};

const outputFlags = {
  to: {
    ...choice<TargetName>('Format of OUT, one of the above.', targetNames),
    placeholder: 'FORMAT',
    defaultText: 'by the name of OUT',
  },
  scheme: {
    ...corpusFlags.scheme,
    description: 'Tag scheme of OUT, for conll and hugging-face.',
    defaultText: 'IOB2',
  },
  offsets: {
    ...choice<OffsetUnit>(
      'What start and end count in OUT: utf16, codepoint or byte.',
      OFFSET_UNITS,
    ),
    defaultText: 'what the format defines',
  },
  strict: withDefault(
    false,
    toggle('Write nothing if OUT would not keep all that IN has, or if tags of IN are illegal.'),
  ),
  force: withDefault(false, toggle('Overwrite OUT.')),
};

const WIDTH = Math.max(...targetNames.map((name) => name.length)) + 2;

export const convertCommand = {
  name: 'convert',
  operand: {
    name: 'IN',
    count: 'one',
    key: 'input',
    use: convertedInput,
    second: { name: 'OUT', key: 'output', use: convertedOutput },
  },
  summary: 'Write an annotated corpus in another format.',
  details: `IN is a file or a folder, OUT a file or, for brat, a folder; "-" is standard input or output. The format of IN is recognized by its content, that of OUT by its name if it ends in .conll or .conllu. A name that ends in .gz is gzipped.

What OUT has no place for is counted on stderr. OUT is written whole or not at all. The formats are:

${targetNames.map((name) => name.padEnd(WIDTH) + targetOf(name).summary).join('\n')}`,
  groups: { Input: inputFlags, Output: outputFlags, Execution: quietFlag },
  examples: [
    'tagger convert train.conll train.conllu',
    'tagger convert train.conll bilou.conll --scheme BILOU',
  ],
  exitCodes: {
    0: 'done',
    1: 'unusable input or, with --strict, something that OUT would not keep',
    2: 'wrong usage',
  },
} satisfies Command;
