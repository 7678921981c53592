// Text of all kinds, without an end: short lines, lines of a megabyte, other scripts, and JSON.

const LONG_LINE_LENGTH = 1 << 20;

const OTHERS = [
  'Ангела Меркель и Émile Zola пили кофе в Zürich 👩‍👧‍👦.\n',
  '東京でアンナさんに会いました。とても楽しかったです。\n',
  'زار تيدي مدينة باريس في الشتاء.\r\n',
  '\u0001\u001b[31m\ufeff\u2028 \t\n',
  '\n',
];

/**
 * Yields blocks of lines forever. No two blocks are the same, since they hold numbers.
 *
 * @param sentences at least one
 * @param longLength of the long lines
 */
export function* mixedInput(
  sentences: readonly string[],
  longLength = LONG_LINE_LENGTH,
): Generator<string> {
  let next = 0;
  const sentence = () => sentences[next++ % sentences.length];
  for (let round = 1; ; round++) {
    let block = '';
    for (let count = 0; count < 200; count++) block += `${sentence()}\n`;
    yield block + OTHERS.join('');
    const record = { id: round, body: sentence(), tags: ['a', null, 1e-7] };
    yield `${JSON.stringify(record)}\nUnseen${round} went to Place${round}.\n`.repeat(20);
    // One of these has no sentence that ends.
    if (round % 40 === 0) yield longLine(sentence, longLength, (text) => text);
    if (round % 40 === 20)
      yield longLine(sentence, longLength, (text) => text.replace(/[.!?]/g, ','));
  }
}

function longLine(
  sentence: () => string,
  longLength: number,
  change: (text: string) => string,
): string {
  const parts: string[] = [];
  let length = 0;
  while (length < longLength) {
    const part = change(sentence());
    parts.push(part);
    length += part.length + 1;
  }
  return `${parts.join(' ')}\n`;
}
