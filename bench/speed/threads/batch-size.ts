// Training by batch size: one thread, two threads, and two trainings at a time, which is what the
// machine could do at most.
import { type ChildProcess, spawn } from 'node:child_process';
import { argv, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { useWideVectors } from '../../../src/cli/process/v8-flags.js';
import { readCorpus } from '../../harness/corpora.js';
import { renderMarkdownTable, renderWholeNumber } from '../../harness/markdown.js';
import { sampleCorpusName } from '../../harness/sample-corpus.js';
import type { RunScale } from '../../harness/scale.js';
import type { TrainingCorpus } from '../../harness/train-in-process.js';
import { printPart } from '../print-part.js';
import { referenceFlags } from '../reference-network.js';
import { startTraining } from './endless-training.js';

const sizes = {
  full: { sentences: 600, seconds: 4, batchSizes: [1, 2, 4, 8, 10, 16, 32] },
  quick: { sentences: 30, seconds: 0.05, batchSizes: [4] },
};

const networks = [
  { name: 'defaults', flags: [] },
  { name: 'reference network', flags: referenceFlags },
] as const;

// The rest of the rounds were disturbed by other programs.
const UNDISTURBED = 0.1;
const BESIDE = '--beside';

useWideVectors('exact');
if (argv[2] === BESIDE) await trainBeside(JSON.parse(argv[3]));
else await printPart(measureBatchSizes);

async function* measureBatchSizes(scale: RunScale): AsyncGenerator<string> {
  const { batchSizes, ...size } = sizes[scale];
  const corpus = await sampleOf(scale);
  yield `Tokens/s of training by batch size, without vectors: the first ${renderWholeNumber(size.sentences)} sentences of ${sampleCorpusName(scale)}, over and over. The figure is that of the fastest tenth of blocks of four steps, because other programs may run. The second thread is always used. _Two trainings_ are two processes with one thread each, and the ratio is that of their sum: what the machine could do at most.`;
  for (const { name, flags } of networks) {
    const rows: string[][] = [];
    for (const batchSize of batchSizes) {
      const all = [...flags, '--batch-size', String(batchSize)];
      const [one, two] = await Promise.all(
        [1, 2].map((threads) => startTraining(corpus, { flags: all, threads })),
      );
      const [oneSpeed, twoSpeed] = speedsOf([one, two], size.seconds);
      const child = startBeside(scale, all);
      const [besideSpeed] = speedsOf([one], size.seconds);
      child.kill();
      two.stop();
      const ratio = (speed: number) => (speed / oneSpeed).toFixed(2);
      const cells = [oneSpeed, twoSpeed].map(renderWholeNumber);
      rows.push([`${batchSize}`, ...cells, ratio(twoSpeed), ratio(2 * besideSpeed)]);
    }
    yield renderMarkdownTable([name, '1 thread', '2 threads', 'ratio', 'two trainings'], rows);
  }
}

/** Tokens a second of trainings that take turns, an epoch each. */
function speedsOf(trainings: readonly { epoch(): number[] }[], seconds: number): number[] {
  const times = trainings.map((): number[] => []);
  // The first epoch runs code that is not compiled yet.
  for (const training of trainings) training.epoch();
  const end = performance.now() + 1000 * seconds * trainings.length;
  do {
    trainings.forEach((training, index) => {
      times[index].push(...training.epoch());
    });
  } while (performance.now() < end);
  return times.map((samples) => {
    const sorted = samples.sort((a, b) => a - b);
    return 1e6 / sorted[Math.floor(UNDISTURBED * sorted.length)];
  });
}

interface Beside {
  readonly scale: RunScale;
  readonly flags: readonly string[];
}

function startBeside(scale: RunScale, flags: readonly string[]): ChildProcess {
  const beside: Beside = { scale, flags };
  const script = fileURLToPath(import.meta.url);
  return spawn(execPath, [script, BESIDE, JSON.stringify(beside)], { stdio: 'ignore' });
}

async function trainBeside({ scale, flags }: Beside): Promise<void> {
  const training = await startTraining(await sampleOf(scale), { flags, threads: 1 });
  for (;;) training.epoch();
}

async function sampleOf(scale: RunScale): Promise<TrainingCorpus> {
  const corpus = await readCorpus(sampleCorpusName(scale));
  return { ...corpus, sentences: corpus.sentences.slice(0, sizes[scale].sentences) };
}
