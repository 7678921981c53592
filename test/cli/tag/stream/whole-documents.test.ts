import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Passage } from '../../../../src/cli/formats/passage.js';
import {
  type DocumentUnit,
  wholeDocuments,
} from '../../../../src/cli/tag/stream/whole-documents.js';
import { inCalls, textsOf } from '../../../../src/cli/tag/tag-passages.js';

const passage = fc.record({
  text: fc.constantFrom('', 'a', 'bear', 'a long text'),
  continuesDocument: fc.boolean(),
  lineNumber: fc.constant(1),
  end: fc.constantFrom(undefined, '\n' as const, '' as const),
});
const units = fc.constantFrom<DocumentUnit>('file', 'record', 'marked');
const chunks = fc.array(fc.array(passage, { maxLength: 5 }), { maxLength: 8 });

async function* streamOf<Value>(values: readonly Value[], error?: Error): AsyncGenerator<Value> {
  yield* values;
  if (error) throw error;
}

/** What comes of the chunks, and the error at their end. */
async function read(
  source: Parameters<typeof wholeDocuments>[0],
  unit: DocumentUnit,
  mostLength = 1e9,
) {
  const lists: Passage[][] = [];
  try {
    for await (const list of wholeDocuments(source, { unit, mostLength })) lists.push(list);
  } catch (error) {
    return { lists, error };
  }
  return { lists };
}

/** Their length, with a line end each. */
const sizeOf = (texts: readonly string[]) => texts.join('\n').length + Math.min(1, texts.length);

/** The documents of passages, as lists of texts. */
function documentsIn(passages: readonly Passage[]): string[][] {
  const documents: string[][] = [];
  let goesOn = false;
  for (const { text, documentGoesOn = false } of passages) {
    if (goesOn) documents.at(-1)?.push(text);
    else documents.push([text]);
    goesOn = documentGoesOn;
  }
  return documents;
}

test('each chunk holds whole documents, in order and without loss, also before an error', async () => {
  await fc.assert(
    fc.asyncProperty(chunks, units, fc.boolean(), async (chunks, unit, fails) => {
      const failure = fails ? new Error('broken') : undefined;
      const { lists, error } = await read(streamOf(chunks, failure), unit);
      expect(error).toBe(failure);
      const passages = chunks.flat();
      const expected: string[][] = [];
      let isWhole = true;
      for (const { text, continuesDocument, end } of passages) {
        const last = expected.at(-1);
        const belongs = { file: true, record: !isWhole, marked: continuesDocument }[unit];
        if (last && belongs) last.push(text);
        else expected.push([text]);
        isWhole = end !== undefined;
      }
      expect(documentsIn(lists.flat())).toEqual(expected);
      for (const list of lists) expect(list.at(-1)?.documentGoesOn ?? false).toBe(false);
    }),
  );
});

test('a long document is read in parts that have at least the limit, and no more than one passage beyond', async () => {
  await fc.assert(
    fc.asyncProperty(chunks, fc.integer({ min: 1, max: 20 }), async (chunks, most) => {
      const { lists } = await read(streamOf(chunks), 'file', most);
      const documents = documentsIn(lists.flat());
      expect(documents.flat()).toEqual(chunks.flat().map(({ text }) => text));
      for (const [index, texts] of documents.entries()) {
        if (index + 1 < documents.length) expect(sizeOf(texts)).toBeGreaterThanOrEqual(most);
        expect(sizeOf(texts.slice(0, -1))).toBeLessThan(most);
      }
    }),
  );
});

test('a document is yielded when the next one begins', async () => {
  async function* endless() {
    yield [
      { text: 'a', lineNumber: 1 },
      { text: 'b', lineNumber: 2, continuesDocument: true },
    ];
    for (;;) yield [{ text: 'c', lineNumber: 3 }];
  }
  const documents = wholeDocuments(endless(), { unit: 'marked' });
  expect((await documents.next()).value).toEqual([
    { text: 'a', lineNumber: 1, documentGoesOn: true },
    { text: 'b', lineNumber: 2, continuesDocument: true, documentGoesOn: false },
  ]);
});

test('a record is yielded when it ends', async () => {
  async function* endless() {
    yield [
      { text: 'a', lineNumber: 1, end: '\n' as const },
      { text: 'b', lineNumber: 2 },
    ];
    for (;;) yield [{ text: 'c', lineNumber: 2, end: '\n' as const }];
  }
  const records = wholeDocuments(endless(), { unit: 'record' });
  const next = async () =>
    (await records.next()).value?.map(({ text, documentGoesOn = false }: Passage) => [
      text,
      documentGoesOn,
    ]);
  expect(await next()).toEqual([['a', false]]);
  expect(await next()).toEqual([
    ['b', true],
    ['c', false],
  ]);
});

test('a call of the tagger has whole documents', async () => {
  await fc.assert(
    fc.asyncProperty(chunks, fc.integer({ min: 1, max: 20 }), async (chunks, callLength) => {
      const { lists } = await read(streamOf(chunks), 'marked');
      const calls = [...inCalls(lists.flat(), callLength)];
      expect(calls.flat()).toEqual(lists.flat());
      for (const call of calls) {
        const { texts, continues } = textsOf(call);
        expect(call.at(-1)?.documentGoesOn).toBe(false);
        const isFirst = call.map((_, index) => index === 0 || !call[index - 1].documentGoesOn);
        expect(continues).toEqual(isFirst.map((first) => !first));
        expect(texts).toEqual(call.map(({ text }) => text));
      }
    }),
  );
});

test('passages without text end a document, too', async () => {
  const empty = { text: '', lineNumber: 1, continuesDocument: true };
  const { lists } = await read(streamOf([Array.from({ length: 10 }, () => empty)]), 'file', 4);
  expect(documentsIn(lists.flat()).map(({ length }) => length)).toEqual([4, 4, 2]);
});
