// The network that the flags describe, and the check that they agree with a base model.
import { hasDocuments } from '../../../corpora/documents.js';
import type { SentenceSource } from '../../../corpora/sentence-source.js';
import type { NetworkConfig } from '../../../model/network/config.js';
import { type TokenizerName, tokenSplitter } from '../../../text/tokenizers.js';
import type { TrainFlags } from '../../commands/commands.js';
import { networkFlags } from '../../commands/train/network-flags.js';
import type { FlagTable } from '../../flags/kinds.js';
import { UsageError } from '../../flags/usage-error.js';

/** What the network reads, where the flags may leave it to the corpus. */
interface Readings {
  readonly foldsWords: boolean;
  readonly readsDocuments: boolean;
}

/** The flags that describe a network. */
export type NetworkConfigFlags = Pick<
  TrainFlags,
  | 'cell'
  | 'unidirectional'
  | 'layers'
  | 'hidden'
  | 'dense'
  | 'decoder'
  | 'foldWords'
  | 'subwords'
  | 'subwordLengths'
  | 'characters'
  | 'characterDimension'
  | 'characterFilters'
  | 'characterWidths'
  | 'characterCell'
  | 'characterHidden'
  | 'shape'
  | 'shapeDimension'
>;

export function configOf(
  flags: NetworkConfigFlags,
  wordDimension: number,
  { foldsWords, readsDocuments }: Readings,
): NetworkConfig {
  return {
    cell: flags.cell,
    directions: flags.unidirectional ? 1 : 2,
    layers: flags.layers,
    wordDimension,
    foldsWords,
    characters: charactersOf(flags),
    ...(flags.subwords > 0 && {
      subwords: { lengths: flags.subwordLengths, most: flags.subwords },
    }),
    shape: flags.shape ? { dimension: flags.shapeDimension } : null,
    hidden: flags.hidden,
    dense: flags.dense ?? [],
    decoder: flags.decoder,
    ...(readsDocuments && { documents: true }),
  };
}

/**
 * Whether words are folded. By default they are not if the vectors are cased, or if the network has
 * neither characters nor shape to distinguish "Bush" from "bush".
 */
export function chooseFolding(
  flags: Pick<NetworkConfigFlags, 'foldWords' | 'characters' | 'shape'>,
  vectorWords: readonly string[] = [],
): boolean {
  if (flags.foldWords !== undefined) return flags.foldWords;
  return !areCased(vectorWords) && (flags.characters !== 'none' || flags.shape);
}

/**
 * Whether the network reads documents. By default it does if the corpus marks them, and words are
 * read whole.
 *
 * @throws UsageError if documents are wanted of a network that reads parts of words
 */
export function chooseDocuments(
  { documents }: TrainFlags,
  {
    sentences,
    tokenizer,
  }: { readonly sentences: readonly SentenceSource[]; readonly tokenizer: TokenizerName },
): boolean {
  const readsWords = tokenSplitter(tokenizer) === undefined;
  if (documents && !readsWords) {
    throw new UsageError(
      `--documents: requires a tokenizer of whole words, found ${tokenizer}; --tokenizer names another`,
      'train',
    );
  }
  return documents ?? (readsWords && hasDocuments(sentences));
}

// Uncased vectors may have a few words with capitals, because programs differ in how they
// lower-case.
const MOST_CAPITALS = 0.01;

export function areCased(words: readonly string[]): boolean {
  const capitals = words.filter((word) => word !== word.toLowerCase()).length;
  return capitals > MOST_CAPITALS * words.length;
}

function charactersOf(flags: NetworkConfigFlags): NetworkConfig['characters'] {
  const { characters: encoder, characterDimension: dimension } = flags;
  if (encoder === 'none') return null;
  if (encoder === 'rnn') {
    return { encoder, dimension, cell: flags.characterCell, hidden: flags.characterHidden };
  }
  return { encoder, dimension, filters: flags.characterFilters, widths: flags.characterWidths };
}

type NetworkFlag = keyof typeof networkFlags;

/** The values that describe this network; undefined for a flag that does not apply. */
export function flagsOf(config: NetworkConfig): Readonly<Record<NetworkFlag, unknown>> {
  const { characters, subwords, shape, dense } = config;
  const cnn = characters?.encoder === 'cnn' ? characters : undefined;
  const rnn = characters?.encoder === 'rnn' ? characters : undefined;
  return {
    cell: config.cell,
    unidirectional: config.directions === 1,
    layers: config.layers,
    'word-dimension': config.wordDimension,
    'fold-words': config.foldsWords,
    subwords: subwords?.most ?? 0,
    'subword-lengths': subwords?.lengths,
    characters: characters?.encoder ?? 'none',
    'character-dimension': characters?.dimension,
    'character-filters': cnn?.filters,
    'character-widths': cnn?.widths,
    'character-cell': rnn?.cell,
    'character-hidden': rnn?.hidden,
    documents: config.documents ?? false,
    shape: shape !== null,
    'shape-dimension': shape?.dimension,
    hidden: config.hidden,
    dense: dense.length > 0 ? dense : undefined,
    decoder: config.decoder,
  };
}

interface BaseNetwork {
  readonly config: NetworkConfig;
  /** Name of the base model in the error message. */
  readonly from: string;
  /** Flags that the network of the base model does not answer. */
  readonly free?: readonly string[];
}

/**
 * Checks the flags against the network of the base model.
 *
 * @param given values by flag, without defaults
 * @throws UsageError for a flag that contradicts the network
 */
export function checkNetwork(
  given: ReadonlyMap<string, unknown>,
  { config, from, free = [] }: BaseNetwork,
): void {
  const own = new Map<string, unknown>(Object.entries(flagsOf(config)));
  for (const [name, value] of own) {
    const found = given.get(name);
    if (found === undefined || String(found) === String(value) || free.includes(name)) continue;
    const refused = renderFlag(name, found);
    const [flag] = refused.split(' ');
    throw new UsageError(
      `${refused}: the network of --from ${from} has ${describeOwn(own, name)}, and fine-tuning keeps it; leave ${flag} out`,
      'train',
    );
  }
}

function renderFlag(name: string, value: unknown): string {
  if (value === true) return `--${name}`;
  return value === false ? `--no-${name}` : `--${name} ${value}`;
}

/** The value of a network, or that of the flag by which it does not apply. */
function describeOwn(own: ReadonlyMap<string, unknown>, name: string): string {
  const value = own.get(name);
  if (value !== undefined) return renderFlag(name, value);
  const flags: FlagTable = networkFlags;
  const [part] = Object.keys(flags[name].requires ?? {});
  return part === undefined ? `no --${name}` : renderFlag(part, own.get(part));
}
