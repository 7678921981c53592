// The topics of `tagger help` that are not commands.

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

A token and its tag on each line, and a blank line after each sentence. Spaces or tabs separate the columns; the first is the token and the last is the tag, unless --token-column or --tag-column says otherwise. The tag scheme (IOB1, IOB2, IOBES, BILOU or BMES) is detected. The file may be gzipped.

  Teddy B-PER
  Roosevelt I-PER
  was O
  here O

--input of tagger tag:

text    each line is a separate text
tokens  each line is a sentence, its tokens separated by spaces or tabs
conll   each line has a token in one of its columns, with or without tags; a blank line ends a sentence

--format of tagger tag:

color   the text, with each entity in color and followed by its type
inline  the text, with entities as [Teddy Roosevelt](PER); for reading, since brackets in the text are not escaped
jsonl   an object for each line, even an empty one: {"text", "entities": [{"label", "text", "start", "end"}]}; start and end count UTF-16 code units
conll   a token and its IOB2 tag on each line, and a blank line after each sentence; with --input conll, each line unchanged but for the predicted tag at its end

The text of a sentence in columns is its tokens, joined by spaces.`,
};

export const topics: readonly Topic[] = [formats];
