// The table of all fuzz targets.
import type { FuzzTarget } from './target.js';
import { conllTarget } from './targets/conll.js';

export const fuzzTargets: readonly FuzzTarget[] = [conllTarget];
