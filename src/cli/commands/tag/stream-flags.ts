// The flag of `tagger tag` that says when a line is answered.
import { toggle, withDefault } from '../../flags/kinds.js';

export const streamFlags = {
  'line-buffered': withDefault(false, toggle('Print each line as soon as it is tagged.')),
};
