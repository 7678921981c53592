// The studies of accuracy by name: the parts of the program and the sections of its page.
import type { Part } from '../harness/program.js';
import { ablation } from './ablation.js';
import { fineTuning } from './fine-tuning.js';
import { languages } from './languages.js';
import { mainStudy } from './main-study.js';
import { sizes } from './sizes.js';
import type { Study } from './study.js';
import { subwords } from './subwords.js';
import { unlabeled } from './unlabeled.js';

const inputs = ['TEDDY_CORPORA', 'TEDDY_VECTORS'] as const;

export const accuracyStudies = {
  main: { ...mainStudy, inputs },
  ablation: { ...ablation, inputs },
  sizes: { ...sizes, inputs },
  'fine-tuning': { ...fineTuning, inputs },
  unlabeled: { ...unlabeled, inputs: [...inputs, 'TEDDY_RAWTEXT'] },
  languages: { ...languages, inputs: ['TEDDY_CORPORA'] },
  subwords: { ...subwords, inputs: ['TEDDY_CORPORA'] },
} as const satisfies Readonly<Record<string, Study & Part>>;

export type AccuracyStudyName = keyof typeof accuracyStudies;

export const accuracyStudyNames = Object.keys(accuracyStudies) as AccuracyStudyName[];
