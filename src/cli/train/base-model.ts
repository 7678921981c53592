// The base model of `tagger train --from`: reading it, what fine-tuning takes from it, and how the
// new model's provenance records it.
import { basename } from 'node:path';
import { InputError } from '../../errors.js';
import { hashFile } from '../../files/hash-file.js';
import { type Provenance, readModel } from '../../model/file/model-file.js';
import { findModel } from '../../model/shipped-model.js';
import type { Tagger } from '../../model/tagger.js';
import { compareContent } from '../../training/fine-tune.js';
import type { TrainableTagger } from '../../training/trainable-tagger.js';
import type { TrainFlags } from '../commands/commands.js';
import { UsageError } from '../flags/usage-error.js';
import { renderCount, renderInteger } from '../terminal/numbers.js';
import { checkNetwork } from './network-config.js';

export interface BaseModel {
  /** Name of the file, without its folder. */
  readonly name: string;
  readonly sha256: string;
  readonly tagger: Tagger;
  readonly provenance: Provenance;
}

/**
 * Reads the base model; undefined without --from.
 *
 * @throws UsageError if the flags contradict the network of the base model
 */
export async function readBaseModel({
  from,
  arithmetic,
  ensemble,
  givenNetwork = new Map(),
}: TrainFlags): Promise<BaseModel | undefined> {
  if (from === undefined) return undefined;
  const { path } = findModel(from);
  const { tagger, provenance } = await readModel(path, arithmetic);
  const { length } = tagger.networks;
  if (length > 1) {
    throw new InputError(
      `${from}: expected a model of one network, found an ensemble of ${length}: fine-tune one network with --ensemble ${length}`,
    );
  }
  if (ensemble !== undefined && tagger.content.config.subwords) {
    throw new UsageError(`--ensemble: cannot be combined with the subwords of ${from}`, 'train');
  }
  checkNetwork(givenNetwork, tagger.content.config, from);
  return { name: basename(path), sha256: await hashFile(path), tagger, provenance };
}

/** One line: what the base model knows, what the corpus adds, and which types are dropped. */
export function renderFineTuning(
  { name, tagger: { content: base } }: BaseModel,
  { tagger: { content }, coverage: { vectorRows } }: TrainableTagger,
): string {
  const { words, characters, types, droppedTypes } = compareContent(base, content);
  const withVector = words.filter((_, index) => vectorRows.has(base.words.length + index)).length;
  const known = [renderCount(base.words.length - 1, 'word')];
  if (base.vectors) known.push(renderCount(base.vectors.words.length, 'vector'));
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

/**
 * The base model in the provenance of the new model; its own base model is reduced to name and
 * SHA-256.
 */
export function provenanceOfBase({
  name,
  sha256,
  provenance,
}: Omit<BaseModel, 'tagger'>): Provenance {
  const { from, ...rest } = provenance;
  const earlier = isRecord(from) ? { from: { name: from.name, sha256: from.sha256 } } : {};
  return { name, sha256, provenance: prune({ ...rest, ...earlier }, MOST_LEVELS) };
}

// Metadata nested too deep cannot be read back, and each fine-tuning would nest it deeper.
const MOST_LEVELS = 10;

function prune(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return undefined;
  if (Array.isArray(value)) return value.map((item) => prune(item, levels - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, prune(item, levels - 1)]),
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
