// The formats that `tagger convert` writes. A format is loaded when it is chosen.
import type { TagScheme } from '../../../corpora/tag-scheme.js';
import type { OffsetUnit } from '../../../entities/offsets.js';
import type { Format } from '../format.js';
import type { FilePaths } from './formats.js';

/** What may have no place in a format. */
export type Feature =
  | 'documents'
  | 'ids'
  | 'blank'
  | 'tokens'
  | 'sentences'
  | 'brackets'
  | 'confidences'
  | 'entityIds';

export interface TargetOptions {
  readonly scheme: TagScheme;
  readonly offsets: OffsetUnit;
  /** The paths of a document, for a format that writes files. */
  pathsOf(name: string): FilePaths | undefined;
}

export interface Target {
  /** A sentence without its period. */
  readonly summary: string;
  /** The ends of file names that name the format. */
  readonly extensions?: readonly string[];
  /** Ends of file names that other formats have too. */
  readonly mayEndIn?: readonly string[];
  /** What is written on its own: a whole document, or each piece of it. */
  readonly unit: 'document' | 'piece';
  /** What offsets may count, the default first; absent for a format without offsets. */
  readonly offsets?: readonly OffsetUnit[];
  /** Whether tags follow a scheme. */
  readonly hasScheme?: true;
  /** Whether the format writes files into a folder. */
  readonly writesFiles?: true;
  /** What it has no place for. */
  readonly loses: ReadonlySet<Feature>;
  /**
   * If it has tokens, but no text: the white space that it keeps within a sentence, which is that of
   * joined tokens, or one space or none after each token.
   */
  readonly keptSpaces?: 'joined' | 'single';
  readonly changes?: Changes;
  load(options: TargetOptions): Promise<Format>;
}

/** What a format writes otherwise than it is. */
export interface Changes {
  readonly types?: RegExp;
  readonly tokens?: RegExp;
  /** Texts that look as if they had entities. */
  readonly texts?: RegExp;
  /** Texts of entities that are not written, or not read again as they are. */
  readonly entities?: RegExp;
  /** Whether an entity over a line end becomes one in each line. */
  readonly entitiesWithinLines?: true;
  /** Whether CR LF and LF at the end of a line cannot be told apart. */
  readonly lineEnds?: true;
  /** Characters of one UTF-16 unit that become U+FFFD. */
  readonly characters?: RegExp;
}

// UTF-8 has no half of a surrogate pair; a zero byte is a sign of a binary file, and a byte
// order mark may be left out.
const NOT_IN_UTF8 = /\p{Surrogate}/gu;
const NOT_IN_LINES = /[\0\ufeff]|\p{Surrogate}/gu;
// White space would begin another column, and these tokens another document or an empty column.
const inColumns: Changes = {
  types: /\s|^-|[|#+;&,/](?:O$|[BIESLUM]-)/,
  tokens: /^$|^-DOCSTART-$|[ \t\n\r]/,
  characters: NOT_IN_LINES,
};

// Before a type with a hyphen, a prefix is no prefix.
const inTags: Changes = { types: /^-/ };

const losing = (...kinds: Feature[]): ReadonlySet<Feature> => new Set(kinds);

const conll: Target = {
  summary: 'a token and its tag on each line, and a blank line after each sentence',
  extensions: ['.conll', '.iob', '.iob2', '.bio'],
  unit: 'piece',
  hasScheme: true,
  loses: losing('ids', 'blank', 'confidences', 'entityIds'),
  keptSpaces: 'joined',
  changes: inColumns,
  load: async ({ scheme }) => (await import('../conll.js')).createConllFormat(scheme),
};

const conllu: Target = {
  summary: 'ten columns as in Universal Dependencies, with the entity in MISC',
  extensions: ['.conllu'],
  unit: 'piece',
  loses: losing('blank'),
  keptSpaces: 'single',
  // MISC escapes these, which the reader of columns does not undo.
  changes: {
    types: /[|\\\s]|^-|[#+;&,/](?:O$|[BIESLUM]-)/,
    tokens: /^$|[\t\n\r]/,
    characters: NOT_IN_LINES,
  },
  load: async () => (await import('../conllu.js')).createConlluFormat(),
};

const brat: Target = {
  summary: 'a folder with two files for each document, its text (.txt) and the annotations (.ann)',
  unit: 'document',
  offsets: ['codepoint'],
  writesFiles: true,
  loses: losing('tokens', 'sentences'),
  changes: {
    types: /[^A-Za-z0-9_-]/,
    entities: /^[\p{Cc}\p{Zl}\p{Zp}]|[\p{Cc}\p{Zl}\p{Zp}]$/u,
    characters: NOT_IN_UTF8,
  },
  load: async ({ pathsOf }) => (await import('../annotation/brat.js')).createBratFormat(pathsOf),
};

const doccano: Target = {
  summary: 'an object with text and label on each line',
  mayEndIn: ['.jsonl'],
  unit: 'document',
  offsets: ['utf16', 'codepoint'],
  loses: losing('blank', 'tokens', 'sentences', 'confidences', 'entityIds'),
  load: async ({ offsets }) =>
    (await import('../annotation/doccano.js')).createDoccanoFormat(offsets),
};

const labelStudio: Target = {
  summary: 'an array of tasks with annotations',
  mayEndIn: ['.json'],
  unit: 'document',
  offsets: ['codepoint'],
  loses: losing('blank', 'tokens', 'sentences'),
  load: async () => (await import('../annotation/label-studio.js')).createLabelStudioFormat(),
};

const prodigy: Target = {
  summary: 'a task with tokens and spans on each line',
  mayEndIn: ['.jsonl'],
  unit: 'document',
  offsets: ['codepoint'],
  loses: losing('blank', 'sentences'),
  load: async () => (await import('../annotation/prodigy.js')).prodigyFormat,
};

const spacy: Target = {
  summary: 'an array of documents with their tokens, the JSON of spaCy 2',
  mayEndIn: ['.json'],
  unit: 'piece',
  loses: losing('blank', 'confidences', 'entityIds'),
  changes: inTags,
  load: async () => (await import('../annotation/spacy.js')).createSpacyFormat(),
};

const spacyExamples: Target = {
  summary: 'a text and its entities as a pair on each line, for spaCy 3',
  mayEndIn: ['.jsonl'],
  unit: 'document',
  offsets: ['codepoint'],
  loses: losing('ids', 'tokens', 'sentences', 'confidences', 'entityIds'),
  load: async () => (await import('../annotation/spacy-examples.js')).spacyExamplesFormat,
};

const huggingFace: Target = {
  summary: 'an object with tokens and ner_tags for each sentence on a line',
  mayEndIn: ['.jsonl'],
  unit: 'piece',
  hasScheme: true,
  loses: losing('documents', 'ids', 'blank', 'confidences', 'entityIds'),
  keptSpaces: 'joined',
  changes: inTags,
  load: async ({ scheme }) =>
    (await import('../annotation/hugging-face.js')).createHuggingFaceFormat(scheme),
};

const inline: Target = {
  summary: 'the text, with entities as in [Teddy Roosevelt](PER)',
  unit: 'piece',
  loses: losing('documents', 'ids', 'brackets', 'tokens', 'sentences', 'confidences', 'entityIds'),
  changes: {
    // The reader takes paths and URLs for targets of links.
    types: /[()[\]/]|\p{C}|^#|^[a-z][a-z\d+.-]*:|^www\.|\.[a-z][a-z\d]{0,4}(?:[?#].*)?$/u,
    texts: /\]\(/,
    entities: /[[\]]/,
    entitiesWithinLines: true,
    lineEnds: true,
    characters: /[\0\ufeff]|\r(?!\n|$)|\p{Surrogate}/gu,
  },
  load: async () => (await import('../marked.js')).inlineFormat,
};

const jsonl: Target = {
  summary: 'an object with text and entities on each line, as tagger tag writes it',
  mayEndIn: ['.jsonl'],
  unit: 'document',
  offsets: ['utf16', 'codepoint', 'byte'],
  loses: losing('tokens', 'sentences'),
  load: async ({ offsets }) => (await import('../jsonl.js')).createJsonlFormat(offsets),
};

export const targets = {
  conll,
  conllu,
  brat,
  doccano,
  'label-studio': labelStudio,
  prodigy,
  spacy,
  'spacy-jsonl': spacyExamples,
  'hugging-face': huggingFace,
  inline,
  jsonl,
} as const satisfies Readonly<Record<string, Target>>;

export type TargetName = keyof typeof targets;

export const targetNames = Object.keys(targets) as readonly TargetName[];

export const targetOf = (name: TargetName): Target => targets[name];
