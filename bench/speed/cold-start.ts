// The time of the whole program for a single sentence, and of Node alone.
import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { env, execPath } from 'node:process';
import { readModel } from '../../src/model/file/model-file.js';
import { createRandom } from '../../src/tensors/random.js';
import { availableCorpus, pathOf } from '../harness/corpora.js';
import { renderMarkdownTable } from '../harness/markdown.js';
import { runTagger } from '../harness/run-tagger.js';
import type { RunScale } from '../harness/scale.js';
import { inTemporaryFolder } from '../harness/temporary-folder.js';
import { vectorsOfEnvironment } from '../harness/vectors-of-environment.js';
import { renderRatio, renderSamples } from './figures.js';
import { printPart } from './print-part.js';
import { elapsedMs, type Measure, takeTurns } from './turns.js';

const sizes = { full: { rounds: 15, warmUps: 1 }, quick: { rounds: 1, warmUps: 0 } };
const SENTENCE = 'He said Teddy Roosevelt was a great president.\n';
const VECTOR_COUNT = 100_000;

interface Row {
  readonly name: string;
  readonly measure: Measure;
}

await printPart((scale) => inTemporaryFolder((inFolder) => measureStart(scale, inFolder)));

async function* measureStart(
  scale: RunScale,
  inFolder: (name: string) => string,
): AsyncGenerator<string> {
  const text = inFolder('sentence.txt');
  writeFileSync(text, SENTENCE);
  const rows: Row[] = [
    { name: '`node -e 0`', measure: startNode },
    { name: '`tagger --version`', measure: () => runTagger(['--version']).elapsedMs },
    ...modelRows('small model', trainModel('teddy', inFolder('small'), []), text),
  ];
  const vectors = vectorsOfEnvironment();
  if (env.TEDDY_CORPORA && vectors) {
    const flags = ['--vectors', vectors, '--keep-vectors', String(VECTOR_COUNT)];
    const model = trainModel(availableCorpus('wnut17'), inFolder('large'), flags);
    rows.push(...modelRows('model with 100,000 vectors', model, text));
  } else {
    yield 'Without a large model, because TEDDY_CORPORA and TEDDY_VECTORS are not both set.';
  }
  const options = { ...sizes[scale], random: createRandom(1) };
  const samples = await takeTurns(
    rows.map(({ measure }) => measure),
    options,
  );
  yield 'Milliseconds from start to exit for one sentence, and the ratio to Node alone. Reading is measured in process, with code that is already compiled.';
  yield renderMarkdownTable(
    ['command', 'ms', 'to Node'],
    rows.map(({ name }, row) => [
      name,
      renderSamples(samples[row]),
      renderRatio(samples[row], samples[0]),
    ]),
  );
}

function startNode(): number {
  return elapsedMs(() => {
    const { status } = spawnSync(execPath, ['-e', '0'], { stdio: 'ignore' });
    if (status !== 0) throw new Error(`node -e 0: exit code ${status}`);
  });
}

function modelRows(name: string, model: string, text: string): Row[] {
  const megabytes = (statSync(model).size / 1e6).toFixed(1);
  const tag = () => runTagger(['tag', '--model', model, text]).elapsedMs;
  return [
    { name: `\`tagger tag\`, ${name} (${megabytes} MB)`, measure: tag },
    { name: `reading the ${name}`, measure: () => readingMs(model) },
  ];
}

async function readingMs(model: string): Promise<number> {
  const start = performance.now();
  await readModel(model, 'exact');
  return performance.now() - start;
}

/** Trains for one epoch, as accuracy does not matter here; returns the path of the model. */
function trainModel(
  corpus: Parameters<typeof pathOf>[0],
  output: string,
  flags: readonly string[],
): string {
  const files = [pathOf(corpus, 'train'), '--dev', pathOf(corpus, 'dev'), '--output', output];
  runTagger(['train', ...files, '--epochs', '1', ...flags]);
  return output;
}
