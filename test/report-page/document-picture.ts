// The picture of document context: the sentences of a document, and what they add to a word.
import { readDocuments } from '../../src/model/vocabulary/document-words.js';
import { contextOf } from '../../src/model/vocabulary/word-context.js';

// What the network reads without the document.
const WORD_PARTS = ['vector', 'characters', 'shape'];

const DOCUMENT = [
  'Teddy said nothing .',
  'The guests waited in the garden .',
  'Then President Teddy Roosevelt rose .',
].map((sentence) => sentence.split(' '));
// The first sentence begins on the left, so that its arrows pass the others.
const LEFTS = [24, 196, 196];
const TOP = 50;
const LINE = 42;
const TOKEN_HEIGHT = 26;
const WIDTH = 860;
const HEIGHT = 346;
const BOX = { top: 214, height: 34 };
// The way of arrows that go to the right.
const LANE = 188;

const STYLE = `<style>:root{--ink:#171a1f;--faint:#59626e;--paper:#fff;--edge:#c3c9d1;--word:#8a6100;--before:#0072b2;--after:#c04f00;--document:#00785a}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e6e9ee;--faint:#a0a9b5;--paper:#14171b;--edge:#48505b;--word:#e0ac2b;--before:#56b4e9;--after:#f08a4b;--document:#2fbf98}}
text{font-family:system-ui,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;font-size:13px;fill:var(--ink);text-anchor:middle}
.title{font-size:15px;font-weight:600;text-anchor:start}.about{font-size:12px;fill:var(--faint)}
.paper{fill:var(--paper)}.token{fill:var(--paper);stroke:var(--edge)}
.word{--color:var(--word)}.before{--color:var(--before)}.after{--color:var(--after)}.document{--color:var(--document)}
.box{fill:var(--color);fill-opacity:.16;stroke:var(--color)}.way{fill:none;stroke:var(--color);stroke-width:2}.head{fill:var(--color)}</style>`;

interface Token {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/** A part of what the network reads of the word. */
interface Part {
  readonly kind: 'word' | 'before' | 'after' | 'document';
  readonly title: string;
  readonly left: number;
  readonly width: number;
  /** What it holds, line by line. */
  readonly lines: readonly string[];
}

/** An SVG document that ends with a line feed. */
export function drawDocumentContext(): string {
  const tokens = DOCUMENT.map(placeTokens);
  const { before, after, topic, forms } = readFirst();
  const word: Part = { kind: 'word', title: 'word', left: 24, width: 104, lines: WORD_PARTS };
  const beforePart: Part = { kind: 'before', title: 'before', left: 228, width: 124, lines: [] };
  const afterPart: Part = { kind: 'after', title: 'after', left: 370, width: 140, lines: [] };
  const parts: readonly Part[] = [
    word,
    { ...beforePart, lines: [before.join(' + ')] },
    { ...afterPart, lines: [after.join(' + ')] },
    { kind: 'document', title: 'topic', left: 528, width: 200, lines: inLines(topic) },
    { kind: 'document', title: 'forms', left: 746, width: 90, lines: forms },
  ];
  const placeOf = (text: string) => tokens.flat().find((token) => token.text === text)!;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">`,
    '<title>What the document adds to the first “Teddy”: neighbors of both, topic and forms</title>',
    STYLE,
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>`,
    '<text class="title" x="24" y="28">What the network reads of the first “Teddy”</text>',
    ...arrow(placeOf('Teddy'), word),
    ...before.flatMap((text) => arrow(placeOf(text), beforePart)),
    ...after.flatMap((text) => arrow(placeOf(text), afterPart)),
    ...bracket(parts.slice(-2)),
    ...tokens.flat().flatMap(drawToken),
    ...parts.flatMap(drawPart),
    `<text class="about" x="${WIDTH / 2}" y="${HEIGHT - 14}">side by side, they are the input of the first recurrent layer</text>`,
    '</svg>\n',
  ].join('\n');
}

/** What the network reads, as words: every word of the document is known. */
function readFirst() {
  const words = ['', ...new Set(DOCUMENT.flat())];
  const lexicon = { idOf: (word: string) => words.indexOf(word) };
  const [[first]] = readDocuments({ lexicon, readsShapes: true, readsDocuments: true }, [DOCUMENT]);
  const { before, after, topic, forms } = contextOf(first)!;
  const wordsOf = (ids: readonly number[]) => ids.map((id) => words[id]);
  const { total, first: atStart, capitalInside } = forms!;
  return {
    before: wordsOf(before),
    after: wordsOf(after),
    topic: wordsOf(topic.wordIds),
    forms: [`first: ${atStart} of ${total}`, `inside: ${capitalInside} of ${total}`],
  };
}

function placeTokens(sentence: readonly string[], index: number): Token[] {
  let left = LEFTS[index];
  return sentence.map((text) => {
    const token = { text, left, top: TOP + index * LINE, width: 16 + 7.6 * text.length };
    left += token.width + 6;
    return token;
  });
}

/** Down from a token, and to the right if the part is there. */
function arrow({ left, top, width }: Token, part: Part): string[] {
  const start = Math.round(left + width / 2);
  const isAbove = start > part.left && start < part.left + part.width;
  const end = isAbove ? start : part.left + 24;
  const way = isAbove ? '' : `V${LANE - 8}q0 8 8 8H${end - 8}q8 0 8 8`;
  return drawWay(part.kind, `M${start} ${top + TOKEN_HEIGHT}${way}`, end);
}

/** Around all sentences, and down to each part. */
function bracket(parts: readonly Part[]): string[] {
  const [edge, bottom] = [600, TOP + 2 * LINE + TOKEN_HEIGHT];
  const middle = (TOP + bottom) / 2;
  return [
    `<path class="document way" d="M${edge - 8} ${TOP}h8V${bottom}h-8"/>`,
    `<text class="about" x="${edge + 72}" y="${middle - 8}">the whole document</text>`,
    ...parts.flatMap(({ kind, left, width }) => {
      const end = left + width / 2;
      return drawWay(kind, `M${edge} ${middle}H${end - 8}q8 0 8 8`, end);
    }),
  ];
}

/** @param end the column of the arrow's head, above a part */
const drawWay = (kind: Part['kind'], way: string, end: number): string[] => [
  `<path class="${kind} way" d="${way}V${BOX.top - 8}"/>`,
  `<path class="${kind} head" d="M${end - 5} ${BOX.top - 9}h10l-5 9z"/>`,
];

const drawToken = ({ text, left, top, width }: Token): string[] => [
  `<rect class="${text === 'Teddy' ? 'word box' : 'token'}" x="${left}" y="${top}" width="${width}" height="${TOKEN_HEIGHT}" rx="5"/>`,
  `<text x="${left + width / 2}" y="${top + 18}">${text}</text>`,
];

function drawPart({ kind, title, left, width, lines }: Part): string[] {
  const { top, height } = BOX;
  const middle = left + width / 2;
  return [
    `<rect class="${kind} box" x="${left}" y="${top}" width="${width}" height="${height}"/>`,
    `<text x="${middle}" y="${top + 22}">${title}</text>`,
    ...lines.map((line, index) => {
      const y = top + height + 20 + 16 * index;
      return `<text class="about" x="${middle}" y="${y}">${line}</text>`;
    }),
  ];
}

/** In lines of four words. */
const inLines = (words: readonly string[]): string[] =>
  words.length === 0 ? [] : [words.slice(0, 4).join(' '), ...inLines(words.slice(4))];
