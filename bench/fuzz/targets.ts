// The table of all fuzz targets.
import type { FuzzTarget } from './target.js';
import { annotationTargets } from './targets/annotations.js';
import { checkTarget } from './targets/check.js';
import { checkpointTarget } from './targets/checkpoint.js';
import { configTarget } from './targets/config.js';
import { conllTarget } from './targets/conll.js';
import { listsTarget } from './targets/lists.js';
import { mappingTarget } from './targets/mapping.js';
import { modelTarget } from './targets/model.js';
import { predictionsTarget } from './targets/predictions.js';
import { reportTarget } from './targets/report.js';
import { tagTargets } from './targets/tag.js';
import { vectorsTarget } from './targets/vectors.js';

export const fuzzTargets: readonly FuzzTarget[] = [
  conllTarget,
  checkTarget,
  vectorsTarget,
  modelTarget,
  checkpointTarget,
  configTarget,
  listsTarget,
  mappingTarget,
  predictionsTarget,
  reportTarget,
  ...tagTargets,
  ...annotationTargets,
];
