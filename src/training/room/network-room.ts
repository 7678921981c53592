// The memory that a network takes in training, before any of it is allocated.
import { InputError } from '../../errors.js';
import { inputWidth, type NetworkConfig } from '../../model/network/config.js';
import { parameterShapes } from '../../model/network/parameter-shapes.js';
import type { TaggerContent } from '../../model/tagger.js';
import type { TrainingOptions } from '../optimization/options.js';

/** All that the addresses of a network reach. */
export const MEMORY_BYTES = 2 ** 32;
const MOST_TYPES = 10_000;
const TAGS_PER_TYPE = 4;
// The largest model file.
const FILE_BYTES = 2 ** 31;
const FLOAT_BYTES = 4;
// Prepared scores and their exponentials, both also transposed; penalties; gradients.
const CRF_MATRICES = 6;

export type NetworkOptions = Pick<TrainingOptions, 'optimizer' | 'averaging'> & {
  /** Number of networks in the model file; one, if absent. */
  readonly ensemble?: number;
};
type Content = Pick<
  TaggerContent,
  'config' | 'types' | 'words' | 'subwords' | 'characters' | 'vectors'
>;

/** Copies of each weight that the optimizer and the averaging keep. */
export function copyCount({ optimizer, averaging }: NetworkOptions): number {
  return (optimizer === 'sgd' ? 1 : 2) + (averaging === 'none' ? 0 : 1);
}

/**
 * Checks a network before it is allocated.
 *
 * @param path of the corpus, for errors
 * @throws InputError if training it needs more memory than there is, or if its model file would be
 * too large
 */
export function checkNetworkRoom(path: string, content: Content, options: NetworkOptions): void {
  const { types } = content;
  if (types.length > MOST_TYPES) {
    throw new InputError(
      `${path}: expected at most ${MOST_TYPES} entity types, found ${types.length}`,
    );
  }
  const parts = partsOf(content, options);
  const need = sum(parts.map(({ bytes }) => bytes));
  if (need > MEMORY_BYTES) {
    const { name } = largestOf(parts);
    throw new InputError(
      `${path}: training needs ${gigabytes(need)} of memory, of which a network can have ${gigabytes(MEMORY_BYTES)}: ${name}`,
    );
  }
  const fileBytes = sum(parts.map((part) => part.fileBytes));
  if (fileBytes > FILE_BYTES) {
    const { name } = largestOf(parts.map((part) => ({ ...part, bytes: part.fileBytes })));
    throw new InputError(
      `${path}: the model file would have ${gigabytes(fileBytes)}, of which it can have ${gigabytes(FILE_BYTES)}: ${name}`,
    );
  }
}

interface Part {
  /** What is large, and what makes it smaller. */
  readonly name: string;
  readonly bytes: number;
  readonly fileBytes: number;
}

function partsOf(
  { config, types, words, subwords = [], characters, vectors }: Content,
  options: NetworkOptions,
): readonly Part[] {
  const labelCount = 1 + TAGS_PER_TYPE * types.length;
  const copies = copyCount(options);
  const { ensemble = 1 } = options;
  const width = config.wordDimension;
  const shapes = parameterShapes(config, { labelCount, characterCount: characters.length });
  const countOf = (isWanted: (name: string) => boolean) =>
    sum(shapes.filter(({ name }) => isWanted(name)).map(({ shape }) => product(shape)));
  const isCrf = (name: string) => name.startsWith('crf.');
  const crf = countOf(isCrf) * FLOAT_BYTES;
  const others = countOf((name) => !isCrf(name)) * FLOAT_BYTES;
  const table = (words.length + subwords.length) * width * FLOAT_BYTES;
  const also = subwords.length > 0 ? ` and ${subwords.length} subwords` : '';
  const fixed = (vectors?.words.length ?? 0) * (width + FLOAT_BYTES);
  return [
    {
      name: `the ${types.length} entity types have ${labelCount} labels, which --decoder crf scores in pairs (see --decoder softmax)`,
      bytes: crf * (2 + copies + CRF_MATRICES),
      fileBytes: crf * ensemble,
    },
    {
      name: `${words.length} words${also} have vectors of ${width} numbers (see --word-dimension and --fold-words)`,
      bytes: table * (1 + copies),
      fileBytes: table * ensemble,
    },
    {
      name: `${vectors?.words.length ?? 0} vectors of ${width} numbers are kept (see --keep-vectors)`,
      bytes: fixed,
      fileBytes: fixed,
    },
    { name: sizeFlags(config), bytes: others * (2 + copies), fileBytes: others * ensemble },
  ];
}

function sizeFlags(config: NetworkConfig): string {
  const { hidden, layers } = config;
  return `the network has ${layers} × ${hidden} hidden units and an input of ${inputWidth(config)} numbers (see --hidden and --layers)`;
}

function largestOf(parts: readonly Part[]): Part {
  return parts.reduce((largest, part) => (part.bytes > largest.bytes ? part : largest));
}

export function gigabytes(byteCount: number): string {
  return `${(byteCount / 1e9).toFixed(1)} GB`;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const product = (numbers: readonly number[]) => numbers.reduce((total, size) => total * size, 1);
