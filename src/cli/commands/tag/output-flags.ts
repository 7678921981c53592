// The flags of `tagger tag` that choose the output.
import { OFFSET_UNITS, type OffsetUnit } from '../../../entities/offsets.js';
import { outputFolder } from '../../flags/file-uses.js';
import { choice, names, path, toggle, withDefault } from '../../flags/kinds.js';
import { schemeFlag } from '../../flags/scheme-flag.js';
import { type FormatName, formatNames } from '../../formats/table/formats.js';

export const outputFlags = {
  format: {
    ...choice<FormatName>('Format of the output: see --help formats.', formatNames),
    placeholder: 'FORMAT',
    defaultText: 'color on a terminal; otherwise inline, or conll with --input conll',
  },
  color: {
    ...toggle('Turn colors on or off; NO_COLOR turns them off, too.'),
    defaultText: 'on for a terminal',
  },
  only: names('Entity types to keep, such as PER,LOC.', 'TYPE,TYPE', 'entity types'),
  offsets: {
    ...choice<OffsetUnit>('What start and end count: utf16, codepoint or byte.', OFFSET_UNITS),
    defaultText: 'utf16',
  },
  scheme: {
    ...schemeFlag,
    description: 'Tag scheme of --format conll.',
    defaultText: 'IOB2, or that of the tags in a column file',
  },
  output: path(outputFolder, 'Folder for the files of --format brat.', 'DIR'),
  force: withDefault(false, toggle('Let --output and --mapping overwrite files.')),
};
