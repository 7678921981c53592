// Recall of persons' names by region: the persons of real sentences get names of each region.
//
// Run: TEDDY_CORPORA=FOLDER node dist/models/score-name-regions.js [MODEL]
import { readFileSync } from 'node:fs';
import { env } from 'node:process';
import type { LabeledSentence } from '../src/corpora/conll.js';
import { type CountTable, createCountTable } from '../src/evaluation/count-table.js';
import { resampleFigures } from '../src/evaluation/intervals.js';
import { recall } from '../src/evaluation/score.js';
import type { Tagger } from '../src/model/tagger.js';
import { createRandom } from '../src/tensors/random.js';
import { readTests } from './english-tests.js';
import { RESAMPLING_SEED, readTagger } from './judge-english.js';
import { renderTable } from './markdown-table.js';
import { runCardCommand } from './run-card-command.js';
import {
  drawName,
  type NamedSentence,
  originalNames,
  type Region,
  swapNames,
} from './swap-names.js';

const TESTS = ['wikigold/test', 'data/news/test'];

// Each sentence gets names of a region with each of these seeds.
const SEEDS = [1, 2, 3, 4, 5];

await runCardCommand('score-name-regions', async (model) => {
  const tests = await readTests(env.TEDDY_CORPORA, ({ name }) => TESTS.includes(name));
  const sentences = tests
    .flatMap((test) => test.sentences)
    .filter((sentence) => originalNames(sentence) !== undefined);
  const tagger = await readTagger(model);
  const originals = sentences.map((sentence) => [originalNames(sentence)].filter(isPresent));
  const rows = [
    renderRow('original names', countNames(tagger, originals)),
    ...readRegions().map((region) =>
      renderRow(region.name, countNames(tagger, swapAll(sentences, region))),
    ),
  ];
  return renderTable(['recall (95% interval)', 'names', 'all', 'women', 'men'], rows);
});

function readRegions(): Region[] {
  const url = new URL('../../models/names-by-region.json', import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8'));
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}

/** The versions of each sentence, one for each seed. */
function swapAll(sentences: readonly LabeledSentence[], region: Region): NamedSentence[][] {
  const randoms = SEEDS.map(createRandom);
  return sentences.map((sentence) =>
    randoms.map((random) => swapNames(sentence, () => drawName(region, random))),
  );
}

/** Versions of a sentence count as one sentence, because they depend on each other. */
function countNames(
  tagger: Pick<Tagger, 'tagSentences'>,
  sentences: readonly (readonly NamedSentence[])[],
): CountTable {
  const found = tagger.tagSentences(sentences.flat().map(({ tokens }) => tokens));
  const table = createCountTable();
  let next = 0;
  for (const versions of sentences) {
    for (const { names } of versions) {
      const predicted = found[next++];
      for (const { span, gender } of names) {
        const isFound = predicted.some(
          ({ label, start, end }) =>
            label === span.label && start === span.start && end === span.end,
        );
        table.add('all', 1, 1, isFound ? 1 : 0);
        if (gender) table.add(gender, 1, 1, isFound ? 1 : 0);
      }
    }
    table.endSentence();
  }
  return table;
}

function renderRow(name: string, table: CountTable): string[] {
  const intervals = resampleFigures(table, [], createRandom(RESAMPLING_SEED).below);
  const [low, high] = intervals.of('all')?.recall ?? [0, 0];
  const recallOf = (row: string) => recall(table.totalOf(row)).toFixed(1);
  const all = `${recallOf('all')} (${low.toFixed(1)} to ${high.toFixed(1)})`;
  const byGender = ['women', 'men'].map((row) => (table.rows().includes(row) ? recallOf(row) : ''));
  return [name, `${table.totalOf('all').gold}`, all, ...byGender];
}
