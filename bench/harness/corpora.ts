// Corpora by name: the project's own, and those in the folder that TEDDY_CORPORA names.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { readConll } from '../../src/corpora/conll.js';
import type { TrainingCorpus } from './train-in-process.js';

export type CorpusName = 'conll2003' | 'wnut17' | 'wikigold' | 'open-english' | 'teddy';
export type Split = 'train' | 'dev' | 'test';

/** The preferred corpus if it is in the folder, else the project's own. */
export function availableCorpus(preferred: CorpusName): CorpusName {
  const isAvailable = env.TEDDY_CORPORA !== undefined && existsSync(pathOf(preferred, 'train'));
  return isAvailable ? preferred : 'teddy';
}

export async function readCorpus(name: CorpusName): Promise<TrainingCorpus> {
  const [train, dev] = await Promise.all([
    readConll(pathOf(name, 'train')),
    readConll(pathOf(name, 'dev')),
  ]);
  return { sentences: train.sentences, dev: dev.sentences, scheme: dev.scheme };
}

export function pathOf(name: CorpusName, split: Split): string {
  const folder = name === 'teddy' ? 'data/teddy' : join(env.TEDDY_CORPORA ?? '', name);
  return join(folder, `${split}.conll`);
}
