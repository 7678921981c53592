// The flags of `tagger tag` that describe its input.
import { COMMON_ENCODINGS, findEncoding } from '../../../files/encodings.js';
import { anyText, choice, type Flag, requiring, toggle, withDefault } from '../../flags/kinds.js';

export const inputNames = ['text', 'tokens', 'conll', 'jsonl', 'html', 'markdown'] as const;
export type InputName = (typeof inputNames)[number];

const invalidBytes = ['error', 'replace'] as const;
type InvalidBytes = (typeof invalidBytes)[number];

/** Names that are joined by dots. */
const fieldPath: Flag<readonly string[]> = {
  ...anyText('Field with the text for --input jsonl; a.b is b in a.'),
  placeholder: 'NAME',
  expected: 'names of fields, joined by dots',
  fromText: (text) => text.split('.'),
  check: (value) =>
    Array.isArray(value) && value.every((name) => typeof name === 'string' && name !== '')
      ? value
      : undefined,
};

const fieldName: Flag<string> = {
  ...anyText('Field that receives the entities.'),
  placeholder: 'NAME',
};

/** Extensions without or with their dots, in lower case. */
const extensionList: Flag<readonly string[]> = {
  ...anyText('Extensions of the files that --recursive reads.'),
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
  ...anyText('Encoding of the input: latin1, utf-16le, shift_jis, ...'),
  placeholder: 'NAME',
  defaultText: 'utf-8, or UTF-16 with its byte order mark',
  expected: 'an encoding of the WHATWG standard, such as windows-1252',
  choices: COMMON_ENCODINGS,
  check: (value) => (typeof value === 'string' ? findEncoding(value) : undefined),
};

export const inputFlags = {
  input: withDefault('text', choice<InputName>('Format of the input.', inputNames)),
  'text-field': requiring({ input: ['jsonl'] }, { ...fieldPath, defaultText: 'text' }),
  'entities-field': requiring({ input: ['jsonl'] }, { ...fieldName, defaultText: 'entities' }),
  'skip-missing': requiring(
    { input: ['jsonl'] },
    withDefault(false, toggle('Let records without a text pass, with no entities.')),
  ),
  encoding: encodingName,
  invalid: withDefault(
    'error',
    choice<InvalidBytes>('What to do with bytes that are invalid in the encoding.', invalidBytes),
  ),
  recursive: withDefault(false, toggle('Read the files in folders, too.')),
  extensions: requiring(
    { recursive: [true] },
    { ...extensionList, defaultText: 'those of --input, such as txt' },
  ),
  paragraphs: requiring(
    { input: ['text'] },
    withDefault(false, toggle('Blank lines divide texts; line ends count as spaces.')),
  ),
  'join-hyphens': requiring(
    { paragraphs: [true] },
    withDefault(false, toggle('Join words that are hyphenated at a line end.')),
  ),
};
