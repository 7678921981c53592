// The table of the output formats of `tagger tag`. A format is loaded when it is chosen.
import type { RedactText } from '../../../redaction/redact-text.js';
import type { Format } from '../format.js';
import type { OffsetUnit } from '../offsets.js';

/** The output of a file, for a format that writes files. */
export interface FilePaths {
  readonly text: string;
  readonly annotations: string;
  /** Whether existing files stay. */
  readonly keepsExisting?: boolean;
}

export interface FormatOptions {
  /** Of the model, in its order. */
  readonly types: readonly string[];
  /** Names the model. */
  readonly modelName: string;
  readonly offsets: OffsetUnit;
  /** The paths for a file of the input; undefined if the format writes to standard output. */
  pathsOf(name: string): FilePaths | undefined;
  /** Hides the entities of a text. */
  readonly redactText: RedactText;
  warn(message: string): void;
}

export interface FormatEntry {
  /** A sentence without its period. */
  readonly summary: string;
  /** What the format makes of EXAMPLE_TEXT. */
  readonly example: string;
  /** Whether confidences have a place in the format; computing them takes a little longer. */
  readonly showsConfidences?: true;
  /** What its offsets may count, the default first; absent for a format without offsets. */
  readonly offsets?: readonly OffsetUnit[];
  /** Whether the format writes files into a folder, and nothing to standard output. */
  readonly writesFiles?: true;
  /** Absent if the format depends on that of the input. */
  readonly load?: (options: FormatOptions) => Promise<Format>;
}

export const EXAMPLE_TEXT = 'Teddy Roosevelt won.';

const color: FormatEntry = {
  summary: 'the text, with each entity in color and followed by its type',
  example: 'Teddy Roosevelt PER won.',
  load: async ({ types }) => {
    const { Chalk, supportsColor } = await import('chalk');
    const { createColorFormat } = await import('../marked.js');
    // Colors that are requested without a terminal are the sixteen that every terminal has.
    const level = supportsColor ? supportsColor.level : 1;
    return createColorFormat(new Chalk({ level }), types);
  },
};

const inline: FormatEntry = {
  summary:
    'the text, with entities in brackets; for reading, since brackets in the text are not escaped',
  example: '[Teddy Roosevelt](PER) won.',
  load: async () => (await import('../marked.js')).inlineFormat,
};

const jsonl: FormatEntry = {
  summary: 'an object for each line, even an empty one',
  example:
    '{"text":"Teddy Roosevelt won.","entities":[{"label":"PER","text":"Teddy Roosevelt","start":0,"end":15,"confidence":0.9876}]}',
  showsConfidences: true,
  offsets: ['utf16', 'codepoint', 'byte'],
  load: async ({ offsets }) => (await import('../jsonl.js')).createJsonlFormat(offsets),
};

const tsv: FormatEntry = {
  summary:
    'a row for each entity, below the names of the columns; tab, line end and backslash are written as \\t, \\n, \\r and \\\\',
  example: `file\tline\tstart\tend\tlabel\tconfidence\ttext\tid
news.txt\t1\t0\t15\tPER\t0.9876\tTeddy Roosevelt\t`,
  showsConfidences: true,
  offsets: ['utf16', 'codepoint', 'byte'],
  load: async ({ offsets }) => (await import('../tsv.js')).createTsvFormat(offsets),
};

const xml: FormatEntry = {
  summary: 'the text, with entities as elements; what XML cannot hold becomes U+FFFD',
  example: `<?xml version="1.0" encoding="UTF-8"?>
<texts xml:space="preserve">
<text line="1"><entity type="PER" confidence="0.9876">Teddy Roosevelt</entity> won.</text>
</texts>`,
  showsConfidences: true,
  load: async ({ warn }) => (await import('../xml.js')).createXmlFormat(warn),
};

const html: FormatEntry = {
  summary: 'a page to read, search and filter, in one file that loads nothing',
  example: '<p><mark>Teddy Roosevelt<small>PER 98 %</small></mark> won.</p>',
  showsConfidences: true,
  load: async ({ types }) => (await import('../html/html-page.js')).createHtmlFormat(types),
};

const conll: FormatEntry = {
  summary:
    'a token and its IOB2 tag on each line, and a blank line after each sentence; with --input conll, each line unchanged but for the predicted tag at its end',
  example: `Teddy B-PER
Roosevelt I-PER
won O
. O`,
};

const conllu: FormatEntry = {
  summary: 'ten columns as in Universal Dependencies, with the entity in MISC',
  example: `# sent_id = 1.1
# text = Teddy Roosevelt won.
1\tTeddy\t_\t_\t_\t_\t_\t_\t_\tNER=B-PER|NERConfidence=0.9876
2\tRoosevelt\t_\t_\t_\t_\t_\t_\t_\tNER=I-PER
3\twon\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
4\t.\t_\t_\t_\t_\t_\t_\t_\t_`,
  showsConfidences: true,
  load: async () => (await import('../conllu.js')).createConlluFormat(),
};

const brat: FormatEntry = {
  summary:
    'two files for brat for each file of the input, its text (.txt) and the annotations (.ann), in the folder of --output',
  example: `T1\tPER 0 15\tTeddy Roosevelt
#1\tAnnotatorNotes T1\tconfidence 0.9876`,
  showsConfidences: true,
  offsets: ['codepoint'],
  writesFiles: true,
  load: async ({ pathsOf }) => (await import('../annotation/brat.js')).createBratFormat(pathsOf),
};

const doccano: FormatEntry = {
  summary: 'an object for each line that is not blank, for doccano',
  example: '{"text":"Teddy Roosevelt won.","label":[[0,15,"PER"]],"line":1}',
  offsets: ['utf16', 'codepoint'],
  load: async ({ offsets }) =>
    (await import('../annotation/doccano.js')).createDoccanoFormat(offsets),
};

const labelStudio: FormatEntry = {
  summary: 'an array of tasks with predictions, for Label Studio',
  example: `[
{"data":{"text":"Teddy Roosevelt won.","line":1},"predictions":[{"model_version":"en","score":0.9876,"result":[{"id":"e1","from_name":"label","to_name":"text","type":"labels","value":{"start":0,"end":15,"text":"Teddy Roosevelt","labels":["PER"]},"score":0.9876}]}]}
]`,
  showsConfidences: true,
  offsets: ['codepoint'],
  load: async ({ modelName }) =>
    (await import('../annotation/label-studio.js')).createLabelStudioFormat(modelName),
};

const prodigy: FormatEntry = {
  summary: 'a task with tokens and spans for each line that is not blank, for Prodigy',
  example:
    '{"text":"Teddy Roosevelt won.","tokens":[{"text":"Teddy","start":0,"end":5,"id":0,"ws":true},{"text":"Roosevelt","start":6,"end":15,"id":1,"ws":true},{"text":"won","start":16,"end":19,"id":2,"ws":false},{"text":".","start":19,"end":20,"id":3,"ws":false}],"spans":[{"start":0,"end":15,"token_start":0,"token_end":1,"label":"PER","score":0.9876}],"meta":{"line":1}}',
  showsConfidences: true,
  offsets: ['codepoint'],
  load: async () => (await import('../annotation/prodigy.js')).prodigyFormat,
};

const spacy: FormatEntry = {
  summary: 'training examples as an array, which "spacy convert --converter json" reads',
  example: `[
{"id":0,"line":1,"paragraphs":[{"raw":"Teddy Roosevelt won.","sentences":[{"tokens":[{"id":0,"orth":"Teddy","space":" ","ner":"B-PER"},{"id":1,"orth":"Roosevelt","space":" ","ner":"L-PER"},{"id":2,"orth":"won","space":"","ner":"O"},{"id":3,"orth":".","space":"","ner":"O"}]}]}]}
]`,
  load: async () => (await import('../annotation/spacy.js')).createSpacyFormat(),
};

const redact: FormatEntry = {
  summary:
    'the text, with [PER] in the place of each entity, or [PER_1] with --pseudonyms; --restore puts the entities back',
  example: '[PER] won.',
  load: async ({ redactText }) => (await import('../redact.js')).createRedactFormat(redactText),
};

export const formats = {
  color,
  inline,
  jsonl,
  tsv,
  xml,
  html,
  conll,
  conllu,
  brat,
  doccano,
  'label-studio': labelStudio,
  prodigy,
  spacy,
  redact,
} as const satisfies Readonly<Record<string, FormatEntry>>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as readonly FormatName[];

/** The entry of a format. */
export const formatOf = (name: FormatName): FormatEntry => formats[name];
