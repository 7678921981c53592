// The bytes of small word-vector files in each format, for the tests of their reader.

export interface Row {
  readonly word: string;
  readonly values: readonly number[];
}

export function gloveText(rows: readonly Row[]): Buffer {
  return Buffer.from(rows.map(({ word, values }) => `${word} ${values.join(' ')}\n`).join(''));
}

export function word2vecText(rows: readonly Row[]): Buffer {
  const lines = rows.map(({ word, values }) => `${word} ${values.join(' ')} \n`);
  return Buffer.from(`${rows.length} ${rows[0].values.length}\n${lines.join('')}`);
}

export function word2vecBinary(rows: readonly Row[], rowEnd: '' | '\n'): Buffer {
  const parts = rows.flatMap(({ word, values }) => {
    const bytes = Buffer.alloc(4 * values.length);
    values.forEach((value, index) => void bytes.writeFloatLE(value, 4 * index));
    return [Buffer.from(`${word} `), bytes, Buffer.from(rowEnd)];
  });
  return Buffer.concat([Buffer.from(`${rows.length} ${rows[0].values.length}\n`), ...parts]);
}

/** As wink packages hold vectors: norm and index of the word follow the values. */
export function winkJson(rows: readonly Row[]): Buffer {
  const dimensions = rows[0].values.length;
  const head = {
    precision: 8,
    l2NormIndex: dimensions,
    wordIndex: dimensions + 1,
    size: rows.length,
    dimensions,
    words: rows.map(({ word }) => word),
  };
  const members = rows.map(
    ({ word, values }, index) =>
      `${JSON.stringify(word)}:${JSON.stringify([...values, 2.5, index])}`,
  );
  const unkVector = JSON.stringify([...rows[0].values.map(() => 0), 0, -1]);
  return Buffer.from(
    `${JSON.stringify(head).slice(0, -1)},"vectors":{${members.join(',')}},"unkVector":${unkVector}}\n`,
  );
}

// Long enough for many chunks, with words and rows of many lengths, so that chunks end anywhere in
// a row.
export function manyRows(rowCount: number, dimension: number): Row[] {
  return Array.from({ length: rowCount }, (_, row) => ({
    word: `${'é'.repeat(row % 7)}w${row}`,
    values: Array.from({ length: dimension }, (_, column) =>
      Math.fround(((row * 31 + column * 17) % 1009) / 64 - (column % 11)),
    ),
  }));
}
