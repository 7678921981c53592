// The texts of an HTML document. Inline elements belong to the text around them, all others end it.
import { finished } from 'node:stream/promises';
import { type EndTag, SAXParser, type StartTag, type Text } from 'parse5-sax-parser';
import { referenceAt } from './character-references.js';
import { type DocumentText, DocumentTextBuilder } from './document-text.js';

// By the default style of the HTML Standard, section "Rendering"; also what is laid out as a block
// of its own, such as buttons.
const BLOCKS = new Set(
  `address article aside blockquote body br button caption center col colgroup dd details dialog dir
  div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr
  html legend li listing main menu nav ol optgroup option p plaintext pre search section select
  summary table tbody td textarea tfoot th thead tr ul`.split(/\s+/),
);
// Elements whose content is not text of the document.
const SKIPPED = new Set(
  `audio canvas code datalist iframe kbd math noembed noframes noscript object samp script style svg
  template title var video xmp`.split(/\s+/),
);
const FOREIGN = new Set(['math', 'svg']);
// Elements that have no content.
const VOID = new Set(['area', 'base', 'embed', 'img', 'input', 'link', 'meta', 'source', 'wbr']);

export async function textsOfHtml(source: string): Promise<DocumentText[]> {
  const parser = new SAXParser({ sourceCodeLocationInfo: true });
  const collector = new TextCollector(source);
  parser.on('startTag', (tag) => collector.open(tag));
  parser.on('endTag', (tag) => collector.close(tag));
  parser.on('text', (text) => collector.add(text));
  parser.end(source);
  await finished(parser, { readable: false });
  return collector.finish();
}

/** Collects the texts from the tags and texts of the parser, which come in the source's order. */
class TextCollector {
  readonly #source: string;
  readonly #builder: DocumentTextBuilder;
  /** The skipped element that is open, and how many elements of its name. */
  #skipped: string | undefined;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
    this.#builder = new DocumentTextBuilder(source);
  }

  open({ tagName: name, selfClosing, sourceCodeLocation }: StartTag): void {
    // Of elements with content, only those of other languages than HTML can close themselves.
    const isEmpty = VOID.has(name) || (selfClosing && FOREIGN.has(name));
    if (this.#skipped !== undefined) {
      if (name === this.#skipped && !isEmpty) this.#depth++;
      return;
    }
    if (BLOCKS.has(name)) this.#builder.endText();
    const { startOffset: start, endOffset: end } = placeOf(sourceCodeLocation);
    this.#builder.addMarkup({ kind: isEmpty ? 'other' : 'open', name, start, end });
    if (!SKIPPED.has(name) || isEmpty) return;
    this.#builder.addSpace(start, end);
    this.#skipped = name;
    this.#depth = 1;
  }

  close({ tagName: name, sourceCodeLocation }: EndTag): void {
    if (this.#skipped !== undefined) {
      if (name !== this.#skipped) return;
      this.#depth--;
      if (this.#depth > 0) return;
      this.#skipped = undefined;
    } else if (BLOCKS.has(name)) {
      this.#builder.endText();
    }
    const { startOffset: start, endOffset: end } = placeOf(sourceCodeLocation);
    this.#builder.addMarkup({ kind: 'close', name, start, end });
  }

  add(text: Text): void {
    if (this.#skipped === undefined) addText(this.#builder, this.#source, text);
  }

  finish(): DocumentText[] {
    return this.#builder.finish();
  }
}

type Place = NonNullable<Text['sourceCodeLocation']>;

function placeOf(place: Place | null | undefined): Place {
  if (place) return place;
  throw new Error('the parser gives no places');
}

/** What the parser leaves out of a text without a trace. */
const DROPPED = '</>';

interface Piece {
  readonly start: number;
  readonly end: number;
  /** What stands for this part of the source; absent if the part itself does. */
  readonly replacement?: string;
}

function addText(builder: DocumentTextBuilder, source: string, { text, sourceCodeLocation }: Text) {
  const { startOffset: start, endOffset: end } = placeOf(sourceCodeLocation);
  // Whether references stand for characters depends on the element around them, and so does whether
  // a line end at its start belongs to it: that of a pre element does not.
  const afterLineEnd = start + (/^\r?\n|^\r/.exec(source.slice(start, start + 2))?.[0].length ?? 0);
  const starts = afterLineEnd > start ? [start, afterLineEnd] : [start];
  const readings = starts.flatMap((from) => [
    [{ start: from, end }],
    piecesOf(source, from, end, false),
    piecesOf(source, from, end, true),
  ]);
  const pieces = readings.find((reading) => textOf(reading, source) === withLineFeeds(text)) ?? [
    { start, end, replacement: text },
  ];
  for (const { start: from, end: to, replacement } of pieces) {
    if (replacement === undefined) builder.addText(from, to);
    else if (replacement !== '') builder.addReplacement(replacement, from, to);
  }
}

const textOf = (pieces: readonly Piece[], source: string) =>
  withLineFeeds(
    pieces.map(({ start, end, replacement }) => replacement ?? source.slice(start, end)).join(''),
  );

// The parser gives all line ends as line feeds; as white space, they make no difference.
const withLineFeeds = (text: string) => text.replace(/\r\n?/g, '\n');

/** Parts the source at character references and, if `isDropping`, at what the parser leaves out. */
function piecesOf(source: string, start: number, end: number, isDropping: boolean): Piece[] {
  const pieces: Piece[] = [];
  let from = start;
  const part = source.slice(start, end);
  for (const { 0: mark, index } of part.matchAll(/&|<\/>/g)) {
    const place = start + index;
    if (place < from || (mark === DROPPED && !isDropping)) continue;
    const reference = mark === '&' ? referenceAt(source, place, end) : DROPPED_PART;
    if (reference === undefined) continue;
    const next = place + reference.length;
    pieces.push({ start: from, end: place });
    pieces.push({ start: place, end: next, replacement: reference.text });
    from = next;
  }
  pieces.push({ start: from, end });
  return pieces;
}

const DROPPED_PART = { text: '', length: DROPPED.length };
