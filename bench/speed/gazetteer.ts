// Lists of names: how long a million names take to load, their memory, and the speed of tagging with
// them.
import { writeFileSync } from 'node:fs';
import type { Refine } from '../../src/entities/entity.js';
import type { Gazetteer } from '../../src/lists/gazetteer.js';
import { readGazetteer } from '../../src/lists/read-lists.js';
import { refineByLists } from '../../src/lists/refine-by-lists.js';
import { readModel } from '../../src/model/file/model-file.js';
import { findModel } from '../../src/model/shipped-model.js';
import { createTextTagger } from '../../src/model/tag-text.js';
import { createRandom, type Random } from '../../src/tensors/random.js';
import { readCorpus } from '../harness/corpora.js';
import { renderMarkdownTable, renderWholeNumber } from '../harness/markdown.js';
import { residentMegabytes, runTagger } from '../harness/run-tagger.js';
import { countTokens, repeated, sampleCorpusName } from '../harness/sample-corpus.js';
import type { RunScale } from '../harness/scale.js';
import { inTemporaryFolder } from '../harness/temporary-folder.js';
import { renderRatio, renderSamples } from './figures.js';
import { printPart } from './print-part.js';
import { elapsedMs, takeTurns } from './turns.js';

const sizes = {
  full: { names: 1_000_000, tokens: 100_000, rounds: 7, warmUps: 2 },
  quick: { names: 2000, tokens: 500, rounds: 1, warmUps: 0 },
};

const syllables = 'ka ro mi ten bur lo sha vin der po gra el tis no wal be'.split(' ');

type InFolder = (name: string) => string;

await printPart((scale) => inTemporaryFolder((inFolder) => measureLists(scale, inFolder)));

async function* measureLists(scale: RunScale, inFolder: InFolder): AsyncGenerator<string> {
  const corpus = sampleCorpusName(scale);
  const { sentences, dev } = await readCorpus(corpus);
  const random = createRandom(1);
  const words = [...new Set(sentences.flatMap(({ tokens }) => tokens))];
  const names = inventNames(sizes[scale].names, words, random);
  const files = writeLists(names, inFolder);
  yield `A list of ${renderWholeNumber(names.length)} names, of which half begin with a word of ${corpus}. Loading is measured in process; the memory is that of \`tagger tag\` on an empty file, at its peak.`;
  yield await loadingTable(files, scale, inFolder('empty.txt'));
  const tagged = repeated([...dev, ...sentences], sizes[scale].tokens);
  const texts = tagged.map(({ tokens }) => tokens.join(' '));
  yield `Tagging of ${renderWholeNumber(countTokens(tagged))} tokens of ${corpus} with the shipped model, in process, with the list and without.`;
  for (const threads of [1, 2]) {
    yield await taggingTable(files[0].path, texts, { scale, threads, random });
  }
}

/** Names of two or three words, and a few of one; no two are the same. */
function inventNames(count: number, words: readonly string[], random: Random): string[] {
  const names = new Set<string>();
  while (names.size < count) {
    const first = random.below(2) === 0 ? words[random.below(words.length)] : inventWord(random);
    const others = Array.from({ length: 1 + random.below(2) }, () => inventWord(random));
    names.add([first, ...(random.below(20) === 0 ? [] : others)].join(' '));
  }
  return [...names];
}

function inventWord(random: Random): string {
  const count = 2 + random.below(3);
  const parts = Array.from({ length: count }, () => syllables[random.below(syllables.length)]);
  const word = parts.join('');
  return word[0].toUpperCase() + word.slice(1);
}

interface ListFile {
  readonly kind: string;
  readonly path: string;
}

/** The same names with a type and an id, in both formats. */
function writeLists(names: readonly string[], inFolder: InFolder): ListFile[] {
  const types = ['PER', 'LOC', 'ORG'];
  const entries = names.map((text, index) => ({
    text,
    label: types[index % types.length],
    id: `Q${index}`,
  }));
  const columns = { kind: 'columns', path: inFolder('names.tsv') };
  const json = { kind: 'JSON Lines', path: inFolder('names.jsonl') };
  writeFileSync(
    columns.path,
    entries.map(({ text, label, id }) => `${text}\t${label}\t${id}\n`).join(''),
  );
  writeFileSync(json.path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  return [columns, json];
}

function load(path: string, ignoresCase: boolean): Promise<Gazetteer> {
  return readGazetteer([path], ignoresCase, () => {});
}

async function loadingTable(
  files: readonly ListFile[],
  scale: RunScale,
  empty: string,
): Promise<string> {
  writeFileSync(empty, '');
  const memoryWith = (...flags: string[]) =>
    residentMegabytes(runTagger(['tag', empty, '--model', 'en', '--verbose', ...flags]).stderr);
  const cases = files.flatMap((file) =>
    [false, true].map((ignoresCase) => ({ ...file, ignoresCase })),
  );
  const seconds = await takeTurns(
    cases.map(({ path, ignoresCase }) => async () => {
      const start = performance.now();
      await load(path, ignoresCase);
      return (performance.now() - start) / 1000;
    }),
    { ...sizes[scale], random: createRandom(1) },
  );
  const rows = cases.map(({ kind, path, ignoresCase }, row) => {
    const flags = ['--gazetteer', path, ...(ignoresCase ? ['--ignore-case'] : [])];
    const name = ignoresCase ? `${kind}, \`--ignore-case\`` : kind;
    return [name, renderSamples(seconds[row]), `${memoryWith(...flags)}`];
  });
  return renderMarkdownTable(
    ['list', 'seconds to load', 'MB'],
    [['none', '', `${memoryWith()}`], ...rows],
  );
}

interface TaggingOptions {
  readonly scale: RunScale;
  readonly threads: number;
  readonly random: Random;
}

async function taggingTable(
  list: string,
  texts: readonly string[],
  { scale, threads, random }: TaggingOptions,
): Promise<string> {
  const threadOptions = { count: threads, now: () => performance.now() };
  const { tagger } = await readModel(findModel('en').path, 'exact', threadOptions);
  const tagTexts = createTextTagger(tagger);
  const withList = async (ignoresCase: boolean): Promise<Refine> =>
    refineByLists({ gazetteer: await load(list, ignoresCase), wins: 'always' });
  const cases: { name: string; refine: Refine }[] = [
    { name: 'none', refine: (tagged) => tagged },
    { name: 'with case', refine: await withList(false) },
    { name: '`--ignore-case`', refine: await withList(true) },
  ];
  const tokensPerSecond = (refine: Refine) => {
    let tokenCount = 0;
    const ms = elapsedMs(() => {
      for (const { sentences } of tagTexts(texts).map(refine)) {
        for (const tokens of sentences) tokenCount += tokens.length;
      }
    });
    return (1000 * tokenCount) / ms;
  };
  const speeds = await takeTurns(
    cases.map(
      ({ refine }) =>
        () =>
          tokensPerSecond(refine),
    ),
    { ...sizes[scale], random },
  );
  const rows = cases.map(({ name }, row) => [
    name,
    renderSamples(speeds[row]),
    renderRatio(speeds[row], speeds[0]),
  ]);
  const title = threads === 1 ? 'list, 1 thread' : `list, ${threads} threads`;
  return renderMarkdownTable([title, 'tokens/s', 'to none'], rows);
}
