// The tensors of a tagger in the order of its file.
import {
  type StoredTensor,
  tensorOfFloat32,
  tensorOfInt8,
  tensorOfText,
  tensorOfUint32,
} from '../../safetensors/stored-tensor.js';
import { countOwnWords, rowIsEqual } from '../ensemble-tagger.js';
import type { Network } from '../network/network.js';
import type { StoredVectors, Tagger } from '../tagger.js';
import { type Membership, memberName } from './ensemble-field.js';
import { secondBias } from './format.js';

type Tensors = Map<string, StoredTensor>;

/** What members have of their own; undefined for a single network. */
export function membershipOf(tagger: Tagger): Membership | undefined {
  if (tagger.networks.length === 1) return undefined;
  const ownVectors = tagger.content.vectors?.ownCount ?? 0;
  const temperatures = tagger.content.memberTemperatures ?? [];
  return { temperatures, ownWords: countOwnWords(tagger), ownVectors };
}

/** @param membership as above */
export function tensorsOf(tagger: Tagger, membership: Membership | undefined): Tensors {
  const { content } = tagger;
  const tensors: Tensors = new Map();
  addParameters(tensors, tagger);
  addWords(tensors, tagger, membership);
  if (content.config.characters) {
    tensors.set('characters.letters', tensorOfText(content.characters.join('\n')));
  }
  const { vectors, trainingEntities } = content;
  if (trainingEntities) {
    tensors.set('training.entities', tensorOfUint32([trainingEntities.length], trainingEntities));
  }
  if (vectors) addVectors(tensors, tagger, vectors);
  return tensors;
}

function addParameters(tensors: Tensors, { engine: { memory }, networks }: Tagger): void {
  networks[0].parameters.list.forEach(({ name, shape, count }, index) => {
    const values = networks.map(({ parameters }) =>
      memory.floats(parameters.list[index].value, count),
    );
    const isCommon = values.every((value) => isEqual(value, values[0]));
    (isCommon ? values.slice(0, 1) : values).forEach((value, member) => {
      tensors.set(isCommon ? name : memberName(member, name), tensorOfFloat32(shape, value));
    });
    const twin = secondBias(name);
    if (twin) tensors.set(twin, tensorOfFloat32(shape, new Float32Array(count)));
  });
}

function isEqual(a: Float32Array, b: Float32Array): boolean {
  return a === b || rowIsEqual(a, b, 0, a.length);
}

/** The rows of each member, then those that are equal in all. */
function addWords(tensors: Tensors, tagger: Tagger, membership: Membership | undefined): void {
  const { content, engine, networks } = tagger;
  const rowsFrom = ({ table: { value, width } }: Network, first: number, count: number) =>
    tensorOfFloat32([count, width], engine.memory.floats(value + first * width * 4, count * width));
  const { subwords, subwordVectors } = content;
  const rows = subwordVectors ? content.words.length : networks[0].table.rows;
  const own = membership?.ownWords ?? 0;
  if (own > 0) {
    networks.forEach((network, member) => {
      tensors.set(memberName(member, 'embedding.weight'), rowsFrom(network, 0, own));
    });
  }
  if (own < rows) tensors.set('embedding.weight', rowsFrom(networks[0], own, rows - own));
  if (subwordVectors) {
    const { bytes, scales } = subwordVectors;
    const { width } = networks[0].table;
    tensors.set('subwords.weight', tensorOfInt8([scales.length, width], bytes));
    tensors.set('subwords.scale', tensorOfFloat32([scales.length], scales));
  }
  tensors.set('embedding.words', tensorOfText(content.words.join('\n')));
  if (subwords) tensors.set('embedding.subwords', tensorOfText(subwords.join('\n')));
}

/** The same of the vectors. */
function addVectors(tensors: Tensors, tagger: Tagger, vectors: StoredVectors): void {
  const { memory } = tagger.engine;
  const { words, ownCount: own = 0, bytes, scales } = vectors;
  const width = tagger.content.config.wordDimension;
  const add = (nameOf: (name: string) => string, count: number, rows: VectorRows) => {
    tensors.set(nameOf('vectors.weight'), tensorOfInt8([count, width], rows.bytes));
    tensors.set(nameOf('vectors.scale'), tensorOfFloat32([count], rows.scales));
  };
  if (own > 0) {
    tagger.networks.forEach(({ table: { fixed } }, member) => {
      const bytes = new Int8Array(memory.bytes(fixed.bytes, own * width));
      const scales = memory.floats(fixed.scales, own);
      add((name) => memberName(member, name), own, { bytes, scales });
    });
  }
  if (own < words.length) add((name) => name, words.length - own, { bytes, scales });
  tensors.set('vectors.words', tensorOfText(words.join('\n')));
}

type VectorRows = Pick<StoredVectors, 'bytes' | 'scales'>;
