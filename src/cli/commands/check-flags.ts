// The flags of `tagger check`, and what its help says about the findings.
import { type Kind, kindNames, kinds, type Severity } from '../../checks/finding.js';
import { outputCorpus } from '../flags/file-uses.js';
import { type Flag, path, toggle, wholeNumber, withDefault } from '../flags/kinds.js';
import { corpusFlags } from './corpus-flags.js';

const ignoredKinds: Flag<readonly Kind[]> = {
  placeholder: 'KIND,KIND',
  description: 'Leave out findings of these kinds.',
  expected: 'kinds of findings, separated by commas (tagger check --help lists them)',
  fromText: (text) => text.split(','),
  check: (value) => {
    if (!Array.isArray(value)) return undefined;
    const known = kindNames.filter((name) => value.includes(name));
    return value.every((name) => known.includes(name)) ? known : undefined;
  },
};

export const checkFlags = {
  examples: withDefault(5, wholeNumber('Number of examples to print for each kind.', 0)),
  ignore: ignoredKinds,
  strict: withDefault(false, toggle('Exit with 1 for warnings too.')),
  json: withDefault(false, toggle('Print all findings as JSON.')),
  fix: path(outputCorpus, 'Write a repaired copy of CORPUS to FILE.'),
  force: withDefault(false, toggle('Let --fix overwrite a file.')),
};

const { strict: _, ...columnFlags } = corpusFlags;

export { columnFlags };

const WIDTH = Math.max(...kindNames.map((name) => name.length)) + 2;

const listKinds = (severity: Severity) =>
  kindNames
    .filter((name) => kinds[name].severity === severity)
    .map((name) => `${name.padEnd(WIDTH)}${kinds[name].description}`)
    .join('\n');

export const CHECK_DETAILS = `Reads corpora as tagger train does (see tagger help formats). The first is taken for the training corpus.

Errors make training or scores wrong, or prevent them; the exit code is then 1:

${listKinds('error')}

Warnings are worth a look:

${listKinds('warning')}

--fix writes illegal tags as conlleval reads them, in the scheme of the corpus, and leaves out invisible characters. All other bytes stay as they are. A name that ends in .gz is gzipped. What is repaired does not count for the exit code.`;

export const CHECK_EXAMPLES = [
  'tagger check train.conll --ignore duplicate-sentence',
  'tagger check train.conll --fix repaired.conll',
];
