// tagger train --from: the model that learning goes on from.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Provenance, readModel } from '../../model/file/model-file.js';
import { findModel } from '../../model/shipped-model.js';
import type { Tagger } from '../../model/tagger.js';
import { growthOf } from '../../training/fine-tune.js';
import type { VectorCoverage } from '../../training/vocabulary.js';
import type { TrainFlags } from '../flags/commands.js';
import { checkNetwork } from './network-config.js';

export interface StartingModel {
  /** Of the file, without its folder. */
  readonly name: string;
  readonly sha256: string;
  readonly tagger: Tagger;
  readonly provenance: Provenance;
}

/**
 * Undefined without --from.
 *
 * @throws UsageError where the flags ask for another network than the model's
 */
export async function readStartingModel({
  from,
  arithmetic,
  givenNetwork = new Map(),
}: TrainFlags): Promise<StartingModel | undefined> {
  if (from === undefined) return undefined;
  const { path } = findModel(from);
  const { tagger, provenance } = await readModel(path, arithmetic);
  checkNetwork(givenNetwork, tagger.content.config, from);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { name: basename(path), sha256: hash.digest('hex'), tagger, provenance };
}

/** What is taken over, what is new, and what is given up, in one line. */
export function renderGrowth(
  { name, tagger }: StartingModel,
  grown: Tagger,
  { rows }: VectorCoverage,
): string {
  const [before, after] = [tagger.content, grown.content];
  const { words, letters, types, typesGivenUp } = growthOf(before, after);
  const withVector = words.filter((_, index) => rows.has(before.words.length + index)).length;
  const vectorCount = before.vectors?.words.length ?? 0;
  const beside = vectorCount > 0 ? ` beside ${count(vectorCount, 'vector')}` : '';
  const known = [count(before.words.length - 1, 'word') + beside];
  const added = [`${count(words.length, 'word')} (${withVector.toLocaleString('en')} by vectors)`];
  if (after.config.characters) {
    known.push(count(before.letters.length - 1, 'letter'));
    added.push(count(letters.length, 'letter'));
  }
  if (types.length > 0) added.push(listed(types));
  const givenUp = typesGivenUp.length > 0 ? `, given up ${listed(typesGivenUp)}` : '';
  return `from ${name}: ${known.join(', ')}; new ${added.join(', ')}${givenUp}`;
}

const count = (number: number, what: string) =>
  `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;

const listed = (types: readonly string[]) =>
  `${types.length === 1 ? 'type' : 'types'} ${types.join(', ')}`;
