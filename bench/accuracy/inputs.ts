// The files a measurement reads: checked before it begins, and those parts of them that have to be written first.
import { existsSync, writeFileSync } from 'node:fs';
import { env } from 'node:process';
import { readConll } from '../../src/corpora/conll.js';
import { unseenSentences } from '../../src/corpora/unseen-sentences.js';
import { InputError } from '../../src/errors.js';
import { createRandom } from '../../src/tensors/random.js';
import { pathOf } from '../harness/corpora.js';
import { runTagger } from '../harness/run-tagger.js';
import { writeConll } from '../harness/sample-corpus.js';
import { type AccuracyRun, type Beginnings, type RunFiles, sourcesOf } from './accuracy-run.js';
import { drawSentences } from './draw-sentences.js';

const QUICK_DIMENSION = 10;

/** The file of vectors that the environment names. */
export function vectorsAtHand(): string {
  if (env.TEDDY_VECTORS !== undefined) return env.TEDDY_VECTORS;
  throw new InputError('TEDDY_VECTORS: expected the path of a file of word vectors, found nothing');
}

/** @throws InputError where a file is not there */
export function checkSources(runs: readonly AccuracyRun[], beginnings: Beginnings): void {
  if (runs.some(({ corpus }) => corpus !== 'teddy') && env.TEDDY_CORPORA === undefined) {
    throw new InputError('TEDDY_CORPORA: expected the folder of the public corpora, found nothing');
  }
  const paths = runs.flatMap((run) => Object.values(sourcesOf(run, beginnings)));
  const absent = paths.find((path) => path !== undefined && !existsSync(path));
  if (absent !== undefined) throw new InputError(`${absent}: no such file`);
}

/** Vectors for the quick scale, drawn at random for each word of the project's own corpus; returns their path. */
export async function writeQuickVectors(path: string): Promise<string> {
  const { sentences } = await readConll(pathOf('teddy', 'train'));
  const random = createRandom(1);
  const words = [...new Set(sentences.flatMap(({ tokens }) => tokens))];
  const numbers = () => Array.from({ length: QUICK_DIMENSION }, () => random.uniform() - 0.5);
  writeFileSync(path, words.map((word) => `${word} ${numbers().join(' ')}\n`).join(''));
  return path;
}

/** A starting model for the quick scale, one epoch of the project's own corpus; returns its path. */
export function writeQuickModel(path: string): string {
  const files = [pathOf('teddy', 'train'), '--dev', pathOf('teddy', 'dev')];
  runTagger(['train', ...files, '--output', path, '--epochs', '1']);
  return path;
}

/** The unseen part of dev, and how many sentences all of it has. */
export interface UnseenDev {
  readonly path: string;
  readonly unseenCount: number;
  readonly devCount: number;
}

export interface Inputs {
  filesOf(run: AccuracyRun): Promise<RunFiles>;
  unseenDevOf(run: AccuracyRun): Promise<UnseenDev>;
}

/** @param inFolder names the files that are written */
export function createInputs(inFolder: (name: string) => string, beginnings: Beginnings): Inputs {
  const writeTrain = async ({ corpus, sentences }: AccuracyRun): Promise<string> => {
    const path = pathOf(corpus, 'train');
    if (sentences === undefined) return path;
    const all = await readConll(path);
    const drawn = inFolder(`${corpus}-train-${sentences}.conll`);
    writeConll(drawn, drawSentences(all.sentences, sentences));
    return drawn;
  };
  const writeUnseenDev = async ({ corpus }: AccuracyRun): Promise<UnseenDev> => {
    const train = await readConll(pathOf(corpus, 'train'));
    const dev = await readConll(pathOf(corpus, 'dev'));
    const unseen = unseenSentences(dev.sentences, train.sentences);
    const path = inFolder(`${corpus}-dev-unseen.conll`);
    writeConll(path, unseen);
    return { path, unseenCount: unseen.length, devCount: dev.sentences.length };
  };
  const trainOf = once(writeTrain, ({ corpus, sentences }) => `${corpus} ${sentences}`);
  return {
    filesOf: async (run) => ({ ...sourcesOf(run, beginnings), train: await trainOf(run) }),
    unseenDevOf: once(writeUnseenDev, ({ corpus }) => corpus),
  };
}

/** Writes for each key but once, however many ask for it at the same time. */
function once<Written>(
  write: (run: AccuracyRun) => Promise<Written>,
  keyOf: (run: AccuracyRun) => string,
): (run: AccuracyRun) => Promise<Written> {
  const written = new Map<string, Promise<Written>>();
  return (run) => {
    const promise = written.get(keyOf(run)) ?? write(run);
    written.set(keyOf(run), promise);
    return promise;
  };
}
