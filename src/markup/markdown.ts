// The texts of a Markdown document (CommonMark): paragraphs and headings.
import { parse, postprocess, preprocess } from 'micromark';
import type { TextRange } from '../text/mapped-text.js';
import { referenceAt } from './character-references.js';
import { costlyConstructs } from './costly-markdown.js';
import { type DocumentText, DocumentTextBuilder } from './document-text.js';

type Token = ReturnType<typeof postprocess>[number][1];

// Content that is not text of the document.
const SKIPPED = new Set([
  'autolinkMarker',
  'codeFenced',
  'codeIndented',
  'codeText',
  'definition',
  'htmlFlow',
  'htmlText',
  'image',
  'reference',
  'resource',
]);
// Of these, what stands within a text as a word does.
const HOLDS_PLACE = new Set(['codeText', 'image']);
// Markup around a text, by the type of this text.
const AROUND: Readonly<Record<string, string>> = {
  emphasisText: 'emphasis',
  strongText: 'strong',
  labelText: 'link',
};
const AROUND_TYPES = new Set(Object.values(AROUND));
const ENDS_TEXT = new Set([
  'paragraph',
  'atxHeadingText',
  'setextHeadingText',
  'hardBreakEscape',
  'hardBreakTrailing',
]);

export function textsOfMarkdown(source: string): DocumentText[] {
  const first = endOfFrontMatter(source);
  const chunks = preprocess()(source.slice(first), undefined, true);
  // The parser does not count a byte order mark.
  const shift = source.startsWith('\ufeff', first) ? first + 1 : first;
  const collector = new TextCollector(source, shift);
  const extension = { disable: { null: costlyConstructs(source) } };
  const parser = parse({ extensions: [extension] }).document();
  for (const [kind, token] of postprocess(parser.write(chunks))) {
    if (kind === 'enter') collector.enter(token);
    else collector.exit(token);
  }
  return collector.finish();
}

/** Collects the texts from the parser's tokens, which are entered and left as elements are. */
class TextCollector {
  readonly #source: string;
  readonly #shift: number;
  readonly #builder: DocumentTextBuilder;
  /** The open tokens with markup around their texts. */
  readonly #around: Token[] = [];
  #skipped: Token | undefined;

  /** @param shift where the parser's offsets begin */
  constructor(source: string, shift: number) {
    this.#source = source;
    this.#shift = shift;
    this.#builder = new DocumentTextBuilder(source);
  }

  enter(token: Token): void {
    if (this.#skipped !== undefined) return;
    const { type } = token;
    const [start, end] = this.#placeOf(token);
    if (SKIPPED.has(type)) {
      this.#skipped = token;
      this.#builder.addMarkup({ kind: 'other', name: type, start, end });
      if (HOLDS_PLACE.has(type)) this.#builder.addSpace(start, end);
      return;
    }
    if (AROUND_TYPES.has(type)) this.#around.push(token);
    if (type in AROUND) {
      const [outer] = this.#placeOf(this.#around[this.#around.length - 1]);
      this.#builder.addMarkup({ kind: 'open', name: AROUND[type], start: outer, end: start });
    }
    this.#addText(type, start, end);
  }

  exit(token: Token): void {
    if (this.#skipped !== undefined) {
      if (token === this.#skipped) this.#skipped = undefined;
      return;
    }
    const { type } = token;
    if (type in AROUND) {
      const [, end] = this.#placeOf(token);
      const [, outer] = this.#placeOf(this.#around[this.#around.length - 1]);
      this.#builder.addMarkup({ kind: 'close', name: AROUND[type], start: end, end: outer });
    }
    if (AROUND_TYPES.has(type)) this.#around.pop();
    if (ENDS_TEXT.has(type)) this.#builder.endText();
  }

  finish(): DocumentText[] {
    return this.#builder.finish();
  }

  #addText(type: string, start: number, end: number): void {
    switch (type) {
      case 'autolinkEmail':
      case 'autolinkProtocol':
      case 'data':
      case 'characterEscapeValue':
        this.#builder.addText(start, end);
        break;
      case 'characterReference': {
        const reference = referenceAt(this.#source, start, end);
        if (reference) this.#builder.addReplacement(reference.text, start, end);
        break;
      }
      case 'lineEnding':
        this.#builder.addSpace(start, end);
    }
  }

  #placeOf({ start, end }: Token): TextRange {
    return [start.offset + this.#shift, end.offset + this.#shift];
  }
}

/** Where the text begins after metadata between two lines of three hyphens. */
function endOfFrontMatter(source: string): number {
  const opening = /^\ufeff?---[ \t]*\r?\n/.exec(source);
  if (opening === null) return 0;
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/gm;
  closing.lastIndex = opening[0].length;
  return closing.exec(source) === null ? 0 : closing.lastIndex;
}
