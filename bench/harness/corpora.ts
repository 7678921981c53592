// Corpora by name: the project's own, and those in the folder that TEDDY_CORPORA names.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { readConll } from '../../src/corpora/conll-file.js';
import type { TrainingCorpus } from './train-in-process.js';

/** Corpora of Universal NER, which keep their published names. */
const universalNames = ['zh_gsd', 'sv_talbanken', 'pt_bosque', 'hr_set'] as const;

export type CorpusName =
  | 'conll2003'
  | 'wnut17'
  | 'wikigold'
  | 'open-english'
  | 'teddy'
  | (typeof universalNames)[number];
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
  if (name === 'teddy') return `data/teddy/${split}.conll`;
  return join(env.TEDDY_CORPORA ?? '', nameOf(name, split));
}

/**
 * The name of a file in the folder of the corpora.
 *
 * @param part a split, or the name of a part of one
 */
export function nameOf(name: CorpusName, part: string): string {
  return universalNames.some((known) => known === name)
    ? `uner/${name}/${name}-ud-${part}.iob2`
    : `${name}/${part}.conll`;
}
