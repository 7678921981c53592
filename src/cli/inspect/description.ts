// The description of a model file, as lines of text.
import type { Provenance } from '../../model/file/format.js';
import type { NetworkConfig } from '../../model/network/config.js';
import type { TokenizerName } from '../../text/tokenizers.js';
import { escapeControls } from '../terminal/escape.js';
import { renderInteger, renderMegabytes } from '../terminal/numbers.js';
import { provenanceFields } from './provenance.js';
import { renderTwoColumns } from './two-columns.js';

/** The JSON that `tagger inspect --json` prints. */
export type ModelDescription = TaggerDescription | LanguageModelDescription;

export interface TaggerDescription extends BodyDescription, Pick<NetworkConfig, TopKey> {
  readonly kind: 'tagger';
  /** Entity types, sorted. */
  readonly types: readonly string[];
  /** The tags that the network chooses from. */
  readonly labels: readonly string[];
  /** Fitted on dev; 1 if it was not fitted. */
  readonly temperature: number;
}

export interface LanguageModelDescription extends BodyDescription {
  readonly kind: 'language model';
}

/** What only a tagger has; `tagger train --from` decides it for a language model. */
type TopKey = 'dense' | 'decoder';

/** What a tagger and a language model have in common. */
export interface BodyDescription extends Omit<NetworkConfig, TopKey> {
  /** File name without its folder. */
  readonly name: string;
  /** File size. */
  readonly byteCount: number;
  /** Networks of an ensemble; absent for a network alone. */
  readonly memberCount?: number;
  /** Words learned in training. */
  readonly wordCount: number;
  /** Subwords learned in training; absent if the network reads none. */
  readonly subwordCount?: number;
  /** Characters learned in training. */
  readonly characterCount: number;
  /** Rows kept from a vector file. */
  readonly vectorCount: number;
  /** How raw text is cut. */
  readonly tokenizer: TokenizerName;
  /** The version of ICU that cut the corpus, if one did. */
  readonly icu?: string;
  readonly wordParameterCount: number;
  readonly networkParameterCount: number;
  readonly provenance: Provenance;
}

export function renderDescription(description: ModelDescription): string {
  const fields = networkLines(description).map(([label, text]) => ({ label, text }));
  return renderTwoColumns([...fields, ...provenanceFields(description.provenance)]);
}

type Line = [label: string, text: string];

function networkLines(description: ModelDescription): Line[] {
  const { kind, name, byteCount, shape } = description;
  const isTagger = kind === 'tagger';
  return [
    [isTagger ? 'model' : kind, `${escapeControls(name)}, ${renderMegabytes(byteCount)}`],
    ...renderMembers(description),
    ['cell', description.cell],
    ['directions', description.directions === 2 ? 'forward and reverse' : 'forward'],
    ['layers', String(description.layers)],
    ['word dimension', String(description.wordDimension)],
    ...renderSubwords(description),
    ['characters', renderCharacters(description)],
    ['shape', shape ? `dimension ${shape.dimension}` : 'none'],
    ...renderDocuments(description),
    ['hidden', `${description.hidden} units per direction`],
    ...(isTagger ? topLines(description) : []),
    ['words', renderWords(description)],
    ['parameters', renderParameters(description)],
    ['tokenizer', renderTokenizer(description)],
    ...(isTagger ? [['temperature', String(description.temperature)] satisfies Line] : []),
  ];
}

function topLines({ dense, decoder, types, labels }: TaggerDescription): Line[] {
  return [
    ['dense', dense.length > 0 ? dense.join(', ') : 'none'],
    ['decoder', decoder],
    ['types', escapeControls(types.join(', '))],
    ['labels', `${renderInteger(labels.length)}: O, and B, I, E, S of each type`],
  ];
}

function renderMembers({ memberCount }: ModelDescription): Line[] {
  return memberCount === undefined ? [] : [['networks', `${memberCount}, which tag together`]];
}

function renderDocuments({ documents }: ModelDescription): Line[] {
  return documents ? [['documents', 'what they say about words with capitals']] : [];
}

function renderTokenizer({ tokenizer, icu }: ModelDescription): string {
  return icu === undefined ? tokenizer : `${tokenizer}, ICU ${icu}`;
}

/** Nothing if the network reads no subwords. */
function renderSubwords(description: ModelDescription): Line[] {
  const { subwords, subwordCount = 0 } = description;
  if (!subwords) return [];
  const lengths = subwords.lengths.join(', ');
  return [['subwords', `${renderInteger(subwordCount)} learned, of ${lengths} characters`]];
}

function renderCharacters({ characters, characterCount }: ModelDescription): string {
  if (!characters) return 'none';
  const encoder =
    characters.encoder === 'cnn'
      ? `cnn, widths ${characters.widths.join(', ')}, ${characters.filters} filters each`
      : `rnn, ${characters.cell}, ${characters.hidden} units per direction`;
  return `${encoder}; ${characterCount} known characters, dimension ${characters.dimension}`;
}

/** A model may have learned only the unknown word, or store its learned words as vectors. */
function renderWords({ foldsWords, wordCount, vectorCount }: ModelDescription): string {
  const vectors = `${renderInteger(vectorCount)} kept as vectors`;
  const words = wordCount === 0 ? vectors : `${renderInteger(wordCount)} learned, ${vectors}`;
  return foldsWords ? `${words}; case is ignored` : words;
}

function renderParameters(description: ModelDescription): string {
  const { wordParameterCount: ofWords, networkParameterCount: ofNetwork } = description;
  const total = renderInteger(ofWords + ofNetwork);
  return `${total}: ${renderInteger(ofWords)} in word vectors, ${renderInteger(ofNetwork)} in the network`;
}
