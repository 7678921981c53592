// The files that a measurement reads: existing ones are checked before it starts, samples of them
// are written.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { unseenSentences } from '../../models/unseen-sentences.js';
import { readConll } from '../../src/corpora/conll-file.js';
import { InputError } from '../../src/errors.js';
import { createRandom } from '../../src/tensors/random.js';
import { pathOf } from '../harness/corpora.js';
import { runTagger } from '../harness/run-tagger.js';
import { writeConll } from '../harness/sample-corpus.js';
import { vectorsOfEnvironment } from '../harness/vectors-of-environment.js';
import { type AccuracyRun, type RunFiles, type StartFiles, sourcesOf } from './accuracy-run.js';
import { drawSentences } from './draw-sentences.js';

const QUICK_DIMENSION = 10;

/** The path of the word vectors. */
export function expectVectors(): string {
  const path = vectorsOfEnvironment();
  if (path !== undefined) return path;
  throw new InputError(
    'TEDDY_VECTORS: expected a file or an npm package of word vectors, found nothing',
  );
}

/** The paths of the files of raw text; none if there is no such folder. */
export function rawTextOfEnvironment(): string[] {
  const folder = env.TEDDY_RAWTEXT;
  if (folder === undefined || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.txt(?:\.gz)?$/.test(name))
    .map((name) => join(folder, name))
    .sort();
}

/** Writes raw text for the quick scale: the dev sentences of the project's own corpus. */
export async function writeQuickText(path: string): Promise<string> {
  const { sentences } = await readConll(pathOf('teddy', 'dev'));
  writeFileSync(path, sentences.map(({ tokens }) => `${tokens.join(' ')}\n`).join(''));
  return path;
}

/** @throws InputError if a file is missing */
export function checkSources(runs: readonly AccuracyRun[], files: StartFiles): void {
  if (runs.some(({ corpus }) => corpus !== 'teddy') && env.TEDDY_CORPORA === undefined) {
    throw new InputError('TEDDY_CORPORA: expected the folder of the public corpora, found nothing');
  }
  const paths = runs.flatMap((run) => Object.values(sourcesOf(run, files)).flat());
  const absent = paths.find((path) => path !== undefined && !existsSync(path));
  if (absent !== undefined) throw new InputError(`${absent}: no such file`);
  const readsText = runs.some(({ unlabeled }) => unlabeled?.source === 'raw text');
  if (readsText && !files.rawText?.length) {
    throw new InputError('TEDDY_RAWTEXT: expected a folder with files of raw text, found none');
  }
}

/** Writes vectors for the quick scale, random ones for each word of the project's own corpus. */
export async function writeQuickVectors(path: string): Promise<string> {
  const { sentences } = await readConll(pathOf('teddy', 'train'));
  const random = createRandom(1);
  const words = [...new Set(sentences.flatMap(({ tokens }) => tokens))];
  const numbers = () => Array.from({ length: QUICK_DIMENSION }, () => random.uniform() - 0.5);
  writeFileSync(path, words.map((word) => `${word} ${numbers().join(' ')}\n`).join(''));
  return path;
}

/** Writes a base model for the quick scale, trained for one epoch on the project's own corpus. */
export function writeQuickModel(path: string): string {
  const files = [pathOf('teddy', 'train'), '--dev', pathOf('teddy', 'dev')];
  runTagger(['train', ...files, '--output', path, '--epochs', '1']);
  return path;
}

/** The unseen part of dev, with its number of sentences and that of all of dev. */
export interface UnseenDev {
  readonly path: string;
  readonly unseenCount: number;
  readonly devCount: number;
}

export interface Inputs {
  filesOf(run: AccuracyRun): Promise<RunFiles>;
  unseenDevOf(run: AccuracyRun): Promise<UnseenDev>;
}

/** @param inFolder the path of a file to write, by its name */
export function createInputs(inFolder: (name: string) => string, files: StartFiles): Inputs {
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
    filesOf: async (run) => ({ ...sourcesOf(run, files), train: await trainOf(run) }),
    unseenDevOf: once(writeUnseenDev, ({ corpus }) => corpus),
  };
}

/** Writes once for each key, even if it is asked for several times at once. */
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
