// A warning for a corpus that a model was trained on, as its provenance tells.
import type { Provenance } from '../../model/file/format.js';
import { isRecord } from '../is-record.js';

/** A model file and how it was made. */
export interface Origin {
  readonly path: string;
  readonly provenance: Provenance;
}

/** Sentences to print, one for each model that was trained on the corpus or has such a base model. */
export function warnOfTraining(
  corpus: { readonly path: string; readonly sha256: string },
  models: readonly Origin[],
): string[] {
  return models
    .filter(({ provenance }) => trainingFiles(provenance).includes(corpus.sha256))
    .map(
      ({ path }) =>
        `${corpus.path}: ${path} was trained on this file; its scores say nothing about new text`,
    );
}

/** SHA-256 of the training corpora of a model and its base model. */
function trainingFiles({ corpora, from }: Readonly<Record<string, unknown>>): unknown[] {
  const own = isRecord(corpora) && isRecord(corpora.train) ? [corpora.train.sha256] : [];
  const base = isRecord(from) && isRecord(from.provenance) ? from.provenance.corpora : undefined;
  return base === undefined ? own : [...own, ...trainingFiles({ corpora: base })];
}
