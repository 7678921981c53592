// The training of the tiny model.
import { parseConll } from '../../src/corpora/conll.js';
import { writeModel } from '../../src/model/file/model-file.js';
import { toyTrained } from '../training/toy-corpus.js';

/** Trains on the corpus until its entities are found, and writes the model. */
export async function trainTinyModel(corpus: string, path: string): Promise<void> {
  const { sentences } = parseConll(Buffer.from(corpus), 'tiny');
  const { tagger, end } = toyTrained({ sentences, options: { patience: 20 } });
  const { correct, gold, predicted } = end.best!.dev.overall;
  if (correct !== gold || predicted !== gold) throw new Error('the tiny model has not learned');
  await writeModel(path, tagger, {});
}
