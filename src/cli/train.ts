// tagger train: reads the corpora, learns, shows how it goes, writes the model.
import { InputError } from '../errors.js';
import { renderConlleval } from '../evaluation/report/conlleval.js';
import { scoreTagger } from '../evaluation/score-tagger.js';
import { writeModel } from '../model/model-file.js';
import { createRandom } from '../tensors/random.js';
import { collectVocabulary } from '../training/vocabulary.js';
import { writeGradientReport } from './gradient-report.js';
import type { TrainFlags } from './options.js';
import { checkOutput, checkWritable } from './output-files.js';
import { prepareTraining } from './prepare-training.js';
import { provenanceOf } from './provenance.js';
import type { Streams } from './streams.js';
import { trainOnce } from './train-once.js';
import { readTrainingCorpora } from './training-input.js';
import { renderUsage } from './verbose.js';

/** Returns the exit code: 0 when trained, 1 when it diverged, 130 when interrupted. */
export async function runTrain(flags: TrainFlags, { stderr }: Streams): Promise<number> {
  checkOutput(flags.output, flags.force);
  const { gradientReport } = flags;
  if (gradientReport !== undefined) checkWritable(gradientReport, 'the gradient report');
  const say = (line: string) => stderr.write(`${line}\n`);
  const random = createRandom(flags.seed);
  const corpora = await readTrainingCorpora(flags, random, say);
  const vocabulary = collectVocabulary(corpora.sentences);
  if (vocabulary.types.length === 0) {
    throw new InputError(
      `${flags.corpus}: expected at least one entity in the sentences to train on, found only tags O`,
    );
  }
  const { prepared, vectorsSha256 } = await prepareTraining(flags, vocabulary, random, stderr);
  const end = await trainOnce(prepared, corpora, flags, random, stderr);
  if (!end.best) {
    if (end.detail) throw new InputError(`${flags.corpus}: ${end.detail}; no model was written`);
    say('interrupted before the first epoch came to its end: no model was written');
    return 130;
  }
  say(`dev, epoch ${end.best.epoch}:\n${renderConlleval(end.best.dev).trimEnd()}`);
  const { test } = corpora.files;
  const testScore = test && scoreTagger(prepared.tagger, test.sentences, test.scheme);
  if (testScore) say(`test:\n${renderConlleval(testScore).trimEnd()}`);
  const provenance = provenanceOf(flags, corpora, vectorsSha256, end.best, testScore);
  const byteCount = await writeModel(flags.output, prepared.tagger, provenance);
  say(`wrote ${flags.output} (${(byteCount / 1e6).toFixed(1)} MB)`);
  if (gradientReport !== undefined) {
    await writeGradientReport(gradientReport, prepared.tagger, corpora.sentences, say);
  }
  if (end.detail) {
    const kept = `the model written is that of epoch ${end.best.epoch}`;
    throw new InputError(`${flags.corpus}: ${end.detail}; ${kept}`);
  }
  if (flags.verbose) stderr.write(renderUsage(prepared.tagger));
  say(`try: echo "He said Teddy Roosevelt was here." | tagger tag --model ${quote(flags.output)}`);
  return end.reason === 'interrupted' ? 130 : 0;
}

/** As a POSIX shell takes it. */
function quote(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
