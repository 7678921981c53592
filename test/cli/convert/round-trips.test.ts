// What `tagger convert` writes is read again as it was, as far as the format can hold it.
//
// ROUND_TRIPS=400 npm run jest -- dist/test/cli/convert/round-trips tries more than a thousand
// documents in each format.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openAnnotations } from '../../../src/annotations/corpus/open-annotations.js';
import type { AnnotatedDocument } from '../../../src/annotations/document.js';
import { joinPieces } from '../../../src/cli/convert/pieces.js';
import { roundConfidence } from '../../../src/cli/formats/confidence.js';
import type { TargetName } from '../../../src/cli/formats/table/targets.js';
import type { Entity } from '../../../src/entities/entity.js';
import { expectEqual } from '../../expect-equal.js';
import { sentenceDocument, wholeDocument } from './documents.js';
import { cut, type Documents, read, write } from './round-trip.js';

const RUNS = Number(process.env.ROUND_TRIPS ?? 25);
const corpora = (document: fc.Arbitrary<AnnotatedDocument[]>) =>
  fc.array(document, { minLength: 1, maxLength: 6 });
const hasTokens = (documents: Documents) => documents.some((pieces) => !pieces.every(isBlank));
const isBlank = ({ text }: AnnotatedDocument) => !/\S/.test(text);

const textTargets = ['jsonl', 'doccano', 'label-studio', 'prodigy', 'spacy-jsonl'] as const;

/** What text formats keep. */
function contentOf(name: TargetName, documents: Documents) {
  const keepsIds = name !== 'spacy-jsonl';
  const keepsDetails = name === 'jsonl' || name === 'label-studio' || name === 'prodigy';
  return documents.map((pieces) =>
    pieces.map(({ id, text, entities }) => ({
      text,
      ...(keepsIds && id !== undefined && { id }),
      entities: entities.map(({ label, start, end, ...entity }) => ({
        label,
        start,
        end,
        ...(keepsDetails &&
          entity.confidence !== undefined && { confidence: roundConfidence(entity.confidence) }),
        ...(keepsDetails && entity.id !== undefined && { id: entity.id }),
      })),
    })),
  );
}

test.each(textTargets)('%s gives back texts and entities', async (name) => {
  await fc.assert(
    fc.asyncProperty(corpora(wholeDocument), async (documents) => {
      const { output } = await write(name, documents);
      const kept =
        name === 'jsonl' || name === 'spacy-jsonl'
          ? documents
          : documents.filter(([piece]) => !isBlank(piece));
      const found = read(name, output);
      expectEqual(contentOf(name, found), contentOf(name, kept));
      expect((await write(name, found)).output).toBe(output);
    }),
    { numRuns: RUNS },
  );
});

/** The lines of all documents, as one text. */
const joinedLines = (documents: Documents) => {
  const { text, entities } = joinPieces(documents.flat());
  return { text, entities: entities.map(({ label, start, end }) => ({ label, start, end })) };
};

test('inline gives back lines and entities, unless it says that it does not', async () => {
  await fc.assert(
    fc.asyncProperty(corpora(wholeDocument), async (documents) => {
      const { output, losses } = await write('inline', documents);
      const found = read('inline', output);
      const isExact = !losses.some((loss) =>
        /brackets|characters|types|places|line ends/.test(loss),
      );
      if (isExact) expectEqual(joinedLines(found), joinedLines(documents));
    }),
    { numRuns: 2 * RUNS },
  );
});

const isMarked = (words: string) => words.trim() !== '';

test('inline has an entity over line ends in each line, and counts it', async () => {
  const words = fc.stringMatching(/^[a ]{0,3}$/);
  const end = fc.constantFrom('\n', '\n\n', '\r\n', ' \n ');
  await fc.assert(
    fc.asyncProperty(words, words, end, async (before, after, lineEnd) => {
      const inner = `x${before}${lineEnd}${after}y`;
      const text = `o ${inner} o`;
      const entity = { label: 'PER', text: inner, start: 2, end: 2 + inner.length };
      const { output, losses } = await write('inline', [
        [{ text, entities: [entity], path: 'in' }],
      ]);
      const found = joinPieces(read('inline', output).flat());
      const expected = inner.split(/\r?\n/).map((line) => line.trim());
      expectEqual(
        found.entities.map((part) => [part.label, part.text]),
        expected.filter(isMarked).map((line) => ['PER', line]),
      );
      expect(found.text.replaceAll('\r', '')).toBe(text.replaceAll('\r', ''));
      expect(losses).toContain('1 entity over line ends, which is cut there (in)');
    }),
    { numRuns: RUNS },
  );
});

test('brat gives back texts, entities and ids', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'brat-'));
  let count = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(wholeDocument, { minLength: 4, maxLength: 16 }),
      async (documents) => {
        const path = join(folder, String(count++));
        mkdirSync(path);
        const { names, losses } = await write('brat', documents, path);
        const { documents: found } = await openAnnotations(path);
        const byName = new Map([...found].map((document) => [document.id, document]));
        for (const [index, [{ text, entities }]] of documents.entries()) {
          const back = byName.get(names[index]);
          expect(back?.text).toBe(text);
          const areExact = !losses.some((loss) => loss.includes('types'));
          const places = (list: readonly Entity[]) =>
            list.map(({ label, start, end }) => [areExact ? label : '', start, end]);
          if (losses.some((loss) => loss.includes('places'))) continue;
          expectEqual(places(back?.entities ?? []), places(entities));
        }
      },
    ),
    { numRuns: Math.ceil(RUNS / 4) },
  );
  rmSync(folder, { recursive: true });
});

/** What token formats keep: by document and sentence, tokens and entities as ranges of tokens. */
function tokensOf(documents: Documents) {
  return documents
    .map((pieces) =>
      pieces.flatMap((piece) =>
        (piece.sentences ?? cut(piece)).map((tokens) => ({
          tokens: tokens.map(({ text }) => text),
          entities: piece.entities
            .filter(({ start }) => tokens.some((token) => token.start === start))
            .map(({ label, start, end }) => [
              label,
              tokens.findIndex((token) => token.start === start),
              tokens.findIndex((token) => token.end === end),
            ]),
        })),
      ),
    )
    .filter((sentences) => sentences.length > 0);
}

// CoNLL-U without entities is no corpus.
const hasEntities = (documents: Documents) =>
  documents.flat().some(({ entities }) => entities.length > 0);

const tokenTargets = ['conll', 'conllu', 'hugging-face', 'spacy'] as const;

test.each(tokenTargets)('%s gives back sentences, tokens and entities', async (name) => {
  await fc.assert(
    fc.asyncProperty(
      corpora(fc.oneof(sentenceDocument, wholeDocument)).filter((documents) =>
        name === 'conllu' ? hasEntities(documents) : hasTokens(documents),
      ),
      async (documents) => {
        const { output, losses } = await write(name, documents);
        const found = read(name, output);
        const expected = tokensOf(documents);
        if (losses.length === 0) expectEqual(tokensOf(found).flat(), expected.flat());
        // The reader of columns drops the ids that CoNLL-U keeps.
        if (name !== 'conllu') expect((await write(name, found)).output).toBe(output);
      },
    ),
    { numRuns: RUNS },
  );
});

test('a document without a word takes no name from the others', async () => {
  const document = (id: string, text: string) => [{ id, text, entities: [], path: 'in' }];
  const { output, losses } = await write('conllu', [document('a', ' '), document('b', 'Hi')]);
  expect(output).toMatch(/^# newdoc id = b\n/);
  expect(losses).toEqual(['1 text without a word (in)']);
});

const word = fc.constantFrom('北', '京都', 'กรุง', 'a', 'N', '12', '.', '(', '"', '。', "n't", '$');
const columnFile = fc
  .array(fc.array(word, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 })
  .map((sentences) =>
    sentences
      .map((words) => words.map((text, index) => `${text} ${index % 3 ? 'O' : 'B-X'}\n`).join(''))
      .join('\n'),
  );

test.each(tokenTargets)(
  'columns of any script keep their tokens in %s, without loss',
  async (name) => {
    await fc.assert(
      fc.asyncProperty(columnFile, async (columns) => {
        const documents = read('conll', columns);
        const { output, losses } = await write(name, documents);
        expect(losses).toEqual([]);
        const found = read(name, output);
        expectEqual(tokensOf(found).flat(), tokensOf(documents).flat());
        expectEqual((await write('conll', found)).output, (await write('conll', documents)).output);
      }),
      { numRuns: RUNS },
    );
  },
);
