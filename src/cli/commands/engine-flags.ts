// The flags of arithmetic and threads, shared by the commands that run a network.
import type { Arithmetic } from '../../kernels/kernels.js';
import { choice, toggle, wholeNumber, withDefault } from '../flags/kinds.js';

export const arithmeticFlags = {
  arithmetic: withDefault(
    'exact',
    choice<Arithmetic>(
      'Identical results on every machine (exact), or fused multiply-add (fast).',
      ['exact', 'fast'],
    ),
  ),
};

export const quietFlag = {
  quiet: withDefault(false, toggle('Print only errors and warnings on stderr.')),
};

export const engineFlags = {
  threads: {
    ...wholeNumber('Maximum number of threads; it does not change the results.', 1),
    defaultText: 'the number of CPU cores',
  },
  ...arithmeticFlags,
  verbose: withDefault(
    false,
    toggle('Print memory and threads at the end and, in training, more figures for each epoch.'),
  ),
  ...quietFlag,
};
