// The flags of arithmetic and threads, shared by the commands that run a network.
import type { Arithmetic, FloatArithmetic } from '../../kernels/kernels.js';
import { choice, toggle, wholeNumber, withDefault } from '../flags/kinds.js';

export const arithmeticFlags = {
  arithmetic: withDefault(
    'exact',
    choice<FloatArithmetic>(
      'Identical results on every machine (exact), or fused multiply-add (fast).',
      ['exact', 'fast'],
    ),
  ),
};

const taggingArithmetic = withDefault(
  'exact',
  choice<Arithmetic>(
    'Identical results on every machine (exact), fused multiply-add (fast), or 8-bit integers in the recurrent layers (int8), faster than exact and identical on every machine.',
    ['exact', 'fast', 'int8'],
  ),
);

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

/** For commands that tag and do not train. */
export const taggingFlags = { ...engineFlags, arithmetic: taggingArithmetic };
