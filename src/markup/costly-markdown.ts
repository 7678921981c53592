// Constructs of Markdown that would take quadratic time in a document, and are read as text there.

/** Far more than a document has; only hostile input is known beyond it. */
const MOST_IN_BLOCK = 2000;
const MOST_NESTED = 100;

const BLOCK_END = /\n[ \t]*\r?\n/;
// A container for each marker at the start of a line.
const NESTED = new RegExp(
  `^(?:[ \\t]*(?:>|[-+*](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${MOST_NESTED}}`,
  'm',
);

const INLINE = [
  { pattern: /<[!?]/g, names: ['htmlText'] },
  { pattern: /\*+|_+/g, names: ['attention'] },
  { pattern: /[[\]]/g, names: ['labelStartLink', 'labelStartImage', 'labelEnd'] },
];

/** The names of these constructs, as the parser disables them. */
export function costlyConstructs(source: string): string[] {
  const blocks = source.length > MOST_IN_BLOCK ? source.split(BLOCK_END) : [];
  const inline = INLINE.filter(({ pattern }) =>
    blocks.some((block) => hasMore(block, pattern)),
  ).flatMap(({ names }) => names);
  return NESTED.test(source) ? [...inline, 'blockQuote', 'list'] : inline;
}

function hasMore(block: string, pattern: RegExp): boolean {
  if (block.length <= MOST_IN_BLOCK) return false;
  let count = 0;
  for (const _ of block.matchAll(pattern)) if (++count > MOST_IN_BLOCK) return true;
  return false;
}
