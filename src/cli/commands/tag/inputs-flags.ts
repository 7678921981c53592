// The flags of `tagger tag` that describe its input.
import { COMMON_ENCODINGS, findEncoding } from '../../../files/encodings.js';
import { anyText, choice, type Flag, requiring, toggle, withDefault } from '../../flags/kinds.js';

export const inputNames = ['text', 'tokens', 'conll', 'jsonl', 'html', 'markdown'] as const;
export type InputName = (typeof inputNames)[number];

const invalidBytes = ['error', 'replace'] as const;
type InvalidBytes = (typeof invalidBytes)[number];

/** Names that are joined by dots. */
const fieldPath: Flag<readonly string[]> = {
  ...anyText('Field with the text, for jsonl; a.b means b in a.'),
  placeholder: 'NAME',
  expected: 'names of fields, joined by dots',
  fromText: (text) => text.split('.'),
  check: (value) =>
    Array.isArray(value) && value.every((name) => typeof name === 'string' && name !== '')
      ? value
      : undefined,
};

const fieldName: Flag<string> = {
  ...anyText('Field for the entities, for jsonl.'),
  placeholder: 'NAME',
};

/** Extensions without or with their dots, in lower case. */
const extensionList: Flag<readonly string[]> = {
  ...anyText('Extensions of these files.'),
  placeholder: 'EXT,EXT',
  expected: 'extensions of files, separated by commas',
  fromText: (text) => text.split(','),
  check: (value) => {
    if (!Array.isArray(value)) return undefined;
    const extensions = value.map((one) => String(one).toLowerCase().replace(/^\./, ''));
    return extensions.every((one) => /^[^./]/.test(one)) ? extensions : undefined;
  },
};

/** The name that the standard gives it. */
const encodingName: Flag<string> = {
  ...anyText('Encoding of the input, such as latin1.'),
  placeholder: 'NAME',
  defaultText: 'utf-8, or UTF-16 by its mark',
  expected: 'an encoding of the WHATWG standard, such as windows-1252',
  choices: COMMON_ENCODINGS,
  check: (value) => (typeof value === 'string' ? findEncoding(value) : undefined),
};

export const inputFlags = {
  input: withDefault('text', choice<InputName>('Format of the input.', inputNames)),
  encoding: encodingName,
  invalid: withDefault('error', choice<InvalidBytes>('Treatment of invalid bytes.', invalidBytes)),
  recursive: withDefault(false, toggle('Read the files in folders.')),
  extensions: requiring({ recursive: [true] }, { ...extensionList, defaultText: 'by --input' }),
  paragraphs: requiring(
    { input: ['text'] },
    withDefault(false, toggle('Divide texts at blank lines, not at line ends.')),
  ),
  document: requiring(
    { input: ['text', 'tokens'] },
    withDefault(
      'line',
      choice<'line' | 'file'>('Read each line or each file as one document.', ['line', 'file']),
    ),
  ),
  'join-hyphens': requiring(
    { paragraphs: [true] },
    withDefault(false, toggle('Join words hyphenated at line ends.')),
  ),
  'text-field': requiring({ input: ['jsonl'] }, { ...fieldPath, defaultText: 'text' }),
  'entities-field': requiring({ input: ['jsonl'] }, { ...fieldName, defaultText: 'entities' }),
  'skip-missing': requiring(
    { input: ['jsonl'] },
    withDefault(false, toggle('Pass records without a text, for jsonl.')),
  ),
};
