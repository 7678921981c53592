// The base model of `tagger train --from`: reading it, and what fine-tuning takes from it.
import { basename } from 'node:path';
import { InputError } from '../../errors.js';
import { hashFile } from '../../files/hash-file.js';
import { readAnyModel } from '../../model/file/model-file.js';
import { findModel } from '../../model/shipped-model.js';
import { isLanguageModel } from '../../model/tagger.js';
import { tokenSplitter } from '../../text/tokenizers.js';
import { compareContent } from '../../training/fine-tune.js';
import type { TrainableTagger } from '../../training/trainable-tagger.js';
import type { TrainFlags } from '../commands/commands.js';
import { UsageError } from '../flags/usage-error.js';
import { renderCount, renderInteger } from '../terminal/numbers.js';
import type { BaseModel } from './base-provenance.js';
import { checkNetwork } from './settings/network-config.js';

/**
 * Reads the base model; undefined without --from.
 *
 * @throws UsageError if the flags contradict the network of the base model
 */
export async function readBaseModel({
  from,
  arithmetic,
  ensemble,
  tokenizer,
  givenNetwork = new Map(),
  keptBaseVectors,
}: TrainFlags): Promise<BaseModel | undefined> {
  if (from === undefined) return undefined;
  const { path } = findModel(from);
  const { tagger, provenance } = await readAnyModel(path, arithmetic);
  const { length } = tagger.networks;
  if (length > 1) {
    throw new InputError(
      `${from}: expected a model of one network, found an ensemble of ${length}: fine-tune one network with --ensemble ${length}`,
    );
  }
  if (ensemble !== undefined && tagger.content.config.subwords) {
    throw new UsageError(`--ensemble: cannot be combined with the subwords of ${from}`, 'train');
  }
  const free = freeFlags({ tagger });
  checkNetwork(givenNetwork, { config: tagger.content.config, from, free });
  if (keptBaseVectors !== undefined && !tagger.content.vectors) {
    throw new UsageError(`--keep-vectors: ${from} has no word vectors`, 'train');
  }
  if (tagger.readsDocuments && tokenizer && tokenSplitter(tokenizer)) {
    throw new UsageError(
      `--tokenizer ${tokenizer}: requires a base model that reads no documents, but ${from} does`,
      'train',
    );
  }
  return { name: basename(path), sha256: await hashFile(path), tagger, provenance };
}

/** Network flags that the base model does not answer: those of what training adds to a language model. */
export const freeFlags = ({ tagger }: Pick<BaseModel, 'tagger'>): readonly string[] =>
  isLanguageModel(tagger.content) ? ['layers', 'dense', 'decoder', 'documents'] : [];

/** One line: what the base model knows, what the corpus adds, and which types are dropped. */
export function renderFineTuning(
  { name, tagger: { content: base } }: BaseModel,
  { tagger: { content }, coverage: { vectorRows } }: TrainableTagger,
): string {
  const { words, characters, types, droppedTypes } = compareContent(base, content);
  const firstNew = base.words.length;
  const withVector = words.filter((_, index) => vectorRows.has(firstNew + index)).length;
  const known = [renderCount(firstNew - 1, 'word')];
  if (base.vectors) {
    const count = base.vectors.words.length;
    const kept = content.vectors?.words.length ?? 0;
    const note = kept < count ? ` (${renderInteger(kept)} kept)` : '';
    known.push(`${renderCount(count, 'vector')}${note}`);
  }
  const added = [
    `${renderCount(words.length, 'word')} (${renderInteger(withVector)} with a vector)`,
  ];
  if (content.config.characters) {
    known.push(renderCount(base.characters.length - 1, 'character'));
    added.push(renderCount(characters.length, 'character'));
  }
  if (types.length > 0) added.push(renderTypes(types));
  const dropped = droppedTypes.length > 0 ? `; dropped: ${renderTypes(droppedTypes)}` : '';
  return `base model ${name}: ${known.join(', ')}; new: ${added.join(', ')}${dropped}`;
}

const renderTypes = (types: readonly string[]) =>
  `${types.length === 1 ? 'type' : 'types'} ${types.join(', ')}`;
