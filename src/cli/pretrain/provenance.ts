// The provenance of a language model: texts, vectors and options.
import type { Provenance } from '../../model/file/format.js';
import type { PretrainingOptions } from '../../training/language-model/pretraining.js';
import type { PretrainFlags } from '../commands/commands.js';
import { provenanceOfTexts } from '../train/unlabeled/provenance-of-texts.js';
import type { Texts } from './read-texts.js';

export interface PretrainingResult {
  readonly texts: Texts;
  readonly vectorsSha256?: string;
  readonly options: PretrainingOptions;
  /** Mean of the last epoch, in nats. */
  readonly loss: number;
  /** Digest of everything that the model depends on; only of a training that went to its end. */
  readonly digest?: string;
}

/**
 * Records names and SHA-256 of the files that were read, never a path or a date.
 *
 * @param nameOf the name of the file at a path
 */
export function provenanceOf(
  { arithmetic, seed, words, vectors, keepVectors }: PretrainFlags,
  { texts: { files, sentences }, vectorsSha256, options, loss, digest }: PretrainingResult,
  nameOf: (path: string) => string,
): Provenance {
  const { sharing: mask, ...rates } = options.dropout;
  return {
    arithmetic,
    pretraining: { ...options, dropout: { ...rates, mask }, seed, words },
    keepVectors: vectors === undefined ? undefined : keepVectors,
    vectors: vectors === undefined ? undefined : { name: nameOf(vectors), sha256: vectorsSha256 },
    texts: {
      sentences: sentences.count,
      tokens: sentences.tokenCount,
      files: provenanceOfTexts(files, nameOf),
    },
    loss,
    identity: digest,
  };
}
