// Redacted documents, restored to the byte: all steps of `tagger tag` but the model, whose place is
// taken by random spans.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRedactFormat } from '../../src/cli/formats/redact.js';
import { readLines } from '../../src/cli/tag/read-lines.js';
import { splitBetweenSentences } from '../../src/cli/tag/split-long-lines.js';
import { tagPassages } from '../../src/cli/tag/tag-passages.js';
import { type Entity, inOrder } from '../../src/entities/entity.js';
import type { TextTagger } from '../../src/model/tag-text.js';
import { entityAt } from '../../src/recognizers/combine.js';
import { parseMapping, renderMapping } from '../../src/redaction/mapping.js';
import { createPseudonymizer, redactPlainly } from '../../src/redaction/redact-text.js';
import { Pseudonyms, replaceStandIns } from '../../src/redaction/stand-ins.js';
import { anyCharacter } from '../any-character.js';

const fragments = [
  ...['[PER_1]', '[PER_2]', '[LOC_1]', '[\\PER_1]', '[\\\\PER_1]', '[PER]', '[TEXT_1]', '[PER_01]'],
  ...['PER_1', 'PER_', '[PER_', '_1]', '1]', '[', ']', '\\', '_', '1', '0', 'PER', '[[PER_1]]'],
  ...['Ann', 'Ann Lee', 'Lee', 'New York', 'New York Times', ' ', '\n', '\r\n', '\r', '\ufeff'],
  ...['🧸', '\u200d', 'e\u0301', '\0', '\u2028', '"', '{', '\u001b[1m', '\ufffd'],
];

const piece = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...fragments) },
  { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 3 }) },
);

const types = ['PER', 'LOC', 'PER_1', 'A]', 'A-', '\\', '[x'];

/** The distances between the ends of entities, in characters, again and again. */
const distances = fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 4 })), {
  minLength: 1,
  maxLength: 6,
});

interface Document {
  readonly files: readonly string[];
  readonly spans: readonly (readonly [number, number])[];
}

const documents: fc.Arbitrary<Document> = fc.record({
  files: fc.array(
    fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')),
    { minLength: 1, maxLength: 2 },
  ),
  spans: distances,
});

/** Finds spans of characters at the distances, of one type after another. */
function createRandomTagger(spans: Document['spans']): TextTagger {
  return (texts) =>
    texts.map((text) => {
      const entities: Entity[] = [];
      const places = [...text].reduce(
        (ends, character) => {
          ends.push(ends[ends.length - 1] + character.length);
          return ends;
        },
        [0],
      );
      let place = 0;
      for (let index = 0; ; index++) {
        const [gap, length] = spans[index % spans.length];
        const [start, end] = [places[place + gap], places[place + gap + length]];
        if (end === undefined) return { text, sentences: [], entities };
        entities.push(entityAt(text, types[(index + length) % types.length], start, end));
        place += gap + length;
      }
    });
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

interface Redacted {
  readonly text: string;
  readonly mapping: ReadonlyMap<string, string>;
  readonly entities: readonly Entity[];
}

async function redact({ files, spans }: Document, kind: 'plain' | 'numbered'): Promise<Redacted> {
  const pseudonyms = new Pseudonyms();
  const redactText = kind === 'plain' ? redactPlainly : createPseudonymizer(pseudonyms);
  const entities: Entity[] = [];
  const steps = {
    tagTexts: createRandomTagger(spans),
    refine: inOrder([
      (tagged) => {
        entities.push(...tagged.entities);
        return tagged;
      },
    ]),
    format: createRedactFormat(redactText),
  };
  let text = '';
  for (const file of files) {
    const lines = readLines(chunksOf(Buffer.from(file)), 'file');
    const passages = (async function* () {
      for await (const chunk of lines) yield splitBetweenSentences(chunk);
    })();
    const origin = { name: 'file', file: files.length > 1 ? 'file' : undefined };
    for await (const part of tagPassages(passages, steps, origin)) text += part;
  }
  const mapping = parseMapping(Buffer.concat([...renderMapping(pseudonyms)]), 'mapping');
  return { text, mapping, entities };
}

async function restore(text: string, mapping: Redacted['mapping']): Promise<string> {
  let restored = '';
  for await (const lines of readLines(chunksOf(Buffer.from(text)), 'redacted')) {
    for (const line of lines) {
      restored += replaceStandIns(line.text, (standIn) => {
        const original = mapping.get(standIn);
        if (original === undefined) throw new Error(`${standIn} is not in the mapping`);
        return original;
      });
      restored += line.end;
    }
  }
  return restored;
}

test('10,000 random documents are restored to the byte', async () => {
  await fc.assert(
    fc.asyncProperty(documents, async (document) => {
      const { text, mapping } = await redact(document, 'numbered');
      const restored = Buffer.from(await restore(text, mapping));
      const original = Buffer.concat(document.files.map((file) => Buffer.from(file)));
      expect(restored.equals(original)).toBe(true);
    }),
    { numRuns: 10_000 },
  );
});

test('lines that were moved are restored in their new places', async () => {
  await fc.assert(
    fc.asyncProperty(documents, async ({ files: [file], spans }) => {
      const document = { files: [`${file}\n`], spans };
      const { text, mapping } = await redact(document, 'numbered');
      const reversed = (lines: string) => lines.split('\n').reverse().join('\n');
      expect(await restore(reversed(text), mapping)).toBe(reversed(`${file}\n`));
    }),
  );
});

test.each(['plain', 'numbered'] as const)(
  'what is left of a %s redaction is the text between the entities',
  async (kind) => {
    // Private characters, each once: none of a name can be there by chance.
    const names = fc
      .integer({ min: 1, max: 300 })
      .map((length) =>
        Array.from({ length }, (_, index) => String.fromCodePoint(0xf0000 + index)).join(''),
      );
    await fc.assert(
      fc.asyncProperty(names, distances, async (text, spans) => {
        const { text: redacted, entities } = await redact({ files: [text], spans }, kind);
        let kept = text;
        for (const entity of entities) kept = kept.replace(entity.text, '');
        expect(redacted.replace(/[^\u{f0000}-\u{f0fff}]/gu, '')).toBe(kept);
        for (const entity of entities) {
          for (const character of entity.text) expect(redacted).not.toContain(character);
        }
      }),
    );
  },
);

test('a line that is split for its length is redacted in all its parts', async () => {
  const text = 'This was Teddy 🧸 here. '.repeat(5000);
  const { text: redacted, entities } = await redact({ files: [text], spans: [[9, 7]] }, 'plain');
  expect(entities.length).toBeGreaterThan(1000);
  const length = entities.reduce((sum, entity) => sum + entity.text.length, 0);
  expect(redacted.replaceAll(/\[[^ ]*?\]/g, '').length).toBeLessThanOrEqual(text.length - length);
  expect(
    await redact({ files: [text], spans: [[9, 7]] }, 'numbered').then(({ text, mapping }) =>
      restore(text, mapping),
    ),
  ).toBe(text);
});
