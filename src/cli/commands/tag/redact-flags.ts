// The flags of `tagger tag` that find more than names, hide them and put them back.
import { type RecognizerName, recognizerNames } from '../../../recognizers/recognizers.js';
import { inputFile, newFile } from '../../flags/file-uses.js';
import { type Flag, path, requiring, toggle, withDefault } from '../../flags/kinds.js';
import { suggest } from '../../flags/suggest.js';

const ALL = 'all';

const recognize: Flag<readonly RecognizerName[]> = {
  placeholder: 'KIND,KIND',
  description: `Find ${recognizerNames.join(', ')}, or ${ALL}.`,
  expected: `${ALL}, or some of ${recognizerNames.join(', ')}, separated by commas`,
  fromText: (text) => text.split(','),
  check: (value) => {
    if (!Array.isArray(value)) return undefined;
    const isKnown = (word: unknown) =>
      word === ALL || recognizerNames.some((name) => name === word);
    if (!value.every(isKnown)) return undefined;
    return recognizerNames.filter((name) => value.includes(ALL) || value.includes(name));
  },
  suggest: (text) => {
    const names = [...recognizerNames, ALL];
    const meant = text
      .split(',')
      .map((word) => names.find((name) => name === word) ?? (word && suggest(word, names, 2)));
    return meant.every(Boolean) ? meant.join(',') : undefined;
  },
};

const region: Flag<string> = {
  placeholder: 'CC',
  description: 'Find phone numbers of a country without its + code.',
  expected: 'the code of a country in two letters, such as US',
  fromText: (text) => text.toUpperCase(),
  check: (value) => (typeof value === 'string' && /^[A-Z]{2}$/.test(value) ? value : undefined),
};

export const redactFlags = {
  recognize,
  region,
  pseudonyms: requiring(
    { format: ['redact'] },
    withDefault(false, toggle('Number the names of --format redact, as in [PER_1].')),
  ),
  mapping: requiring(
    { pseudonyms: [true] },
    path(newFile, 'Write the names with their numbers to this file.'),
  ),
  restore: path(inputFile, 'Put the names of a mapping back into a text.'),
};
