// The uses of files in a browser: no option names a file there, so none is ever checked.
import type { FileUse } from './file-uses.js';

const unused: FileUse = {
  access: 'read',
  holds: 'data',
  pathOf: (name) => name,
  check: () => {},
};

export {
  unused as inputCorpus,
  unused as inputFile,
  unused as inputModel,
  unused as inputRegularFile,
  unused as inputVectors,
  unused as outputFile,
  unused as outputModel,
  unused as outputStream,
};
