// The corpora of a training: training, dev and test sentences.
import type { ModelInput } from '../../annotations/corpus/model-inputs.js';
import type { Corpus } from '../../annotations/corpus/read-corpus.js';
import type { LabeledSentence } from '../../corpora/conll.js';
import type { TagScheme } from '../../corpora/tag-scheme.js';

/** A corpus in memory. */
export interface ReadCorpus extends Pick<Corpus, 'path' | 'sha256' | 'scheme' | 'cutBy'> {
  readonly sentences: readonly LabeledSentence[];
  /** Its texts as a model reads them; only of a test corpus that is not cut into tokens. */
  readonly inputs?: readonly ModelInput[];
}

export interface TrainingCorpora {
  readonly sentences: readonly LabeledSentence[];
  readonly dev: readonly LabeledSentence[];
  /** Tag scheme in which dev is scored. */
  readonly scheme: TagScheme;
  readonly files: {
    readonly train: ReadCorpus;
    readonly dev?: ReadCorpus;
    readonly test?: ReadCorpus;
  };
}
