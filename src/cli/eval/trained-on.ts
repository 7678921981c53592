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
function trainingFiles({ from, ...own }: Readonly<Record<string, unknown>>): unknown[] {
  if (!isRecord(from) || !isRecord(from.provenance)) return ownFiles(own);
  return [...ownFiles(own), ...ownFiles(from.provenance)];
}

/** The final fit of a model has read its dev corpus too. */
function ownFiles({ corpora, finalFit }: Readonly<Record<string, unknown>>): unknown[] {
  if (!isRecord(corpora)) return [];
  const read = finalFit === undefined ? [corpora.train] : [corpora.train, corpora.dev];
  return read.flatMap((file) => (isRecord(file) && 'sha256' in file ? [file.sha256] : []));
}
