// The topics of `tagger help` that are not commands.
import { EXAMPLE_TEXT } from '../formats/table/formats.js';
import { renderFormats } from './render-formats.js';

export interface Topic {
  readonly name: string;
  readonly summary: string;
  /** Paragraphs, terms with their descriptions, and indented lines, as `renderText` renders them. */
  readonly text: string;
}

const formats: Topic = {
  name: 'formats',
  summary: 'Formats of corpora, input and output.',
  text: `CORPUS of tagger train, tagger eval and tagger check:

A token and its tag on each line, and a blank line after each sentence. Spaces or tabs separate the columns; the first is the token and the last is the tag. Other columns are recognized if the rows show them, such as a first column that counts 1 2 3, and printed; --token-column and --tag-column choose them. The tag scheme (IOB1, IOB2, IOBES, BILOU or BMES) is detected. The file may be gzipped.

  Teddy B-PER
  Roosevelt I-PER
  was O
  here O

Or what annotation tools export, which is recognized by content; --input-format overrides this:

brat          a folder with texts (.txt) and annotations (.ann)
doccano       JSON Lines with "label", "labels" or "entities"
label-studio  exports as JSON or JSON-MIN
prodigy       JSON Lines of prodigy db-out; only what was accepted
spacy         JSON of spaCy 2, with tokens
spacy-jsonl   examples of spaCy 3: ["text", {"entities": [[start, end, label]]}]
hugging-face  JSON Lines with "tokens" and "ner_tags"; --labels names ids
jsonl         JSON Lines of tagger tag
inline        text with entities in brackets, as in [Teddy](PER)

What is left out, such as relations or entities that overlap, is counted on stderr; with --strict it is an error. Texts are cut into sentences and words, or characters if most of the text is in scripts without spaces, and a token is split where an entity begins or ends within it.

--input of tagger tag:

text      each line is a separate text; with --paragraphs, blank lines divide texts
tokens    each line is a sentence, its tokens separated by spaces or tabs
conll     each line has a token in one of its columns, with or without tags; a blank line ends a sentence
jsonl     each line is a JSON object with a text in one of its fields; the output is the same object with one more field, its entities
html      each file is a document, and the text between two block elements is a separate text
markdown  each file is a document, and each paragraph or heading is a separate text

Offsets of entities count from the start of their line, paragraph, document, or field with the text.

--format of tagger tag, each with what it makes of the line "${EXAMPLE_TEXT}" (here, long lines are folded, and tabs are blanks):

${renderFormats()}

Start and end count UTF-16 units in jsonl, tsv and doccano, unless --offsets says otherwise, and code points in brat, label-studio and prodigy. They count from the start of the line; in brat, from that of the text. A confidence or an id is there if the entity has one. With several files, records have their file and line.

With --input tokens or conll, the text of a sentence is its tokens, joined by spaces. When convert needs the text of columns or of Hugging Face records, it puts no space beside characters of scripts without spaces, before a mark that closes, or after one that opens.`,
};

const lists: Topic = {
  name: 'lists',
  summary: 'Lists of names for tagger tag.',
  text: `--gazetteer FILE has names to find. Tabs separate the columns of a line: the name, its type and, optionally, an id:

  Yahoo! Inc.    ORG    Q37093

Or each line is an object {"text", "label", "id", "caseSensitive"}, of which id and caseSensitive are optional. The longest name is found, made of whole tokens; of several entries for one name the first counts. A list may be gzipped.

--gazetteer-wins decides about names that overlap what the model found:

always       the name replaces it
when-unsure  the name replaces it if the model's confidence is below 0.5
never        the name is left out

--deny FILE has texts that are never an entity, each on a line, or followed by a tab and the only type that is denied; or objects {"text", "label", "caseSensitive"}. Entities of the model and of lists are denied, not what --recognize finds.`,
};

export const topics: readonly Topic[] = [formats, lists];
