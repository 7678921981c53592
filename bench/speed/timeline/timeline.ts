// Where the time of a training step goes with two threads: what each kernel takes on each thread,
// how long they wait for each other, and one step as a picture.
import { join } from 'node:path';
import { argv } from 'node:process';
import { useWideVectors } from '../../../src/cli/process/v8-flags.js';
import { writeFileAtomically } from '../../../src/files/write-file.js';
import { readCorpus } from '../../harness/corpora.js';
import { renderMarkdownTable, renderWholeNumber } from '../../harness/markdown.js';
import { sampleCorpusName } from '../../harness/sample-corpus.js';
import type { RunScale } from '../../harness/scale.js';
import { printPart } from '../print-part.js';
import { REFERENCE_BATCH, referenceFlags } from '../reference-network.js';
import { startTraining } from '../threads/endless-training.js';
import { groupOf, kernelGroups, WAITING } from './kernel-groups.js';
import { clearSpans, clock, readSpans } from './record-kernels.js';
import { type RecordedStep, renderTimeline } from './timeline-chart.js';

const sizes = {
  full: { sentences: 1000, warmUps: 2, epochs: 3 },
  quick: { sentences: 30, warmUps: 0, epochs: 1 },
};

const networks = [
  { name: 'defaults, 4 sentences a step', flags: ['--batch-size', '4'] },
  {
    name: `reference network, ${REFERENCE_BATCH} sentences a step`,
    flags: [...referenceFlags, '--batch-size', String(REFERENCE_BATCH)],
  },
];

// Steps that other programs have not disturbed.
const UNDISTURBED = { from: 0.02, to: 0.12 };
const PICTURE = 'timeline.svg';
const JAVASCRIPT = 'JavaScript';
const PICTURES = '--pictures';
// The folder of the picture; the other flags are those of every part.
const [, pictures] = argv.includes(PICTURES) ? argv.splice(argv.indexOf(PICTURES), 2) : [];

useWideVectors('exact');
await printPart(measureTimeline);

async function* measureTimeline(scale: RunScale): AsyncGenerator<string> {
  const name = sampleCorpusName(scale);
  const { sentences } = sizes[scale];
  yield `Microseconds of a step of training by thread, without vectors: the fastest tenth of the steps of ${renderWholeNumber(sentences)} sentences of ${name}. Each call of a kernel is recorded, which makes it slower by a fraction of a microsecond.`;
  for (const [index, network] of networks.entries()) {
    const steps = undisturbed(await recordSteps(scale, network.flags));
    yield renderTable(network.name, steps);
    if (index > 0 || !pictures) continue;
    const middle = steps[steps.length >> 1];
    const title = `A step of training on two threads: ${network.name}, ${middle.tokenCount} tokens`;
    await writeFileAtomically(join(pictures, PICTURE), [
      Buffer.from(renderTimeline(title, middle)),
    ]);
  }
  yield `![A step of training on two threads](${PICTURE})`;
}

async function recordSteps(scale: RunScale, flags: readonly string[]): Promise<RecordedStep[]> {
  const { sentences, warmUps, epochs } = sizes[scale];
  const corpus = await readCorpus(sampleCorpusName(scale));
  const sample = { ...corpus, sentences: corpus.sentences.slice(0, sentences) };
  const training = await startTraining(sample, { flags, threads: 2 });
  for (let epoch = 0; epoch < warmUps; epoch++) training.epoch();
  const steps: RecordedStep[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    let before = 0;
    for (;;) {
      clearSpans();
      const begin = clock();
      const event = training.next();
      const end = clock();
      if (event.kind === 'epoch') break;
      if (event.kind !== 'batch') continue;
      const tokenCount = event.tokenCount - before;
      before = event.tokenCount;
      steps.push({ begin, end, tokenCount, spans: readSpans() });
    }
  }
  training.stop();
  return steps;
}

/** The steps that took least time for a token, without the very fastest. */
function undisturbed(steps: readonly RecordedStep[]): readonly RecordedStep[] {
  const timeOf = ({ begin, end, tokenCount }: RecordedStep) => (end - begin) / tokenCount;
  const sorted = steps.toSorted((one, other) => timeOf(one) - timeOf(other));
  const from = Math.floor(UNDISTURBED.from * steps.length);
  return sorted.slice(from, Math.max(from + 1, Math.floor(UNDISTURBED.to * steps.length)));
}

function renderTable(title: string, steps: readonly RecordedStep[]): string {
  const names = [...kernelGroups, WAITING].map(({ name }) => name);
  const mean = (of: (step: RecordedStep) => number) =>
    steps.reduce((sum, step) => sum + of(step), 0) / steps.length;
  const whole = 1000 * mean(({ begin, end }) => end - begin);
  const timeOf = (name: string, thread: number) =>
    1000 *
    mean(({ spans }) =>
      spans[thread]
        .filter((span) => groupOf(span.name).name === name)
        .reduce((sum, { begin, end }) => sum + end - begin, 0),
    );
  const rows = names.map(
    (name) => [name, ...[0, 1].map((thread) => timeOf(name, thread))] as const,
  );
  const sums = [0, 1].map((thread) => rows.reduce((sum, row) => sum + Number(row[thread + 1]), 0));
  const all = [
    ...rows,
    [JAVASCRIPT, ...sums.map((sum) => Math.max(0, whole - sum))] as const,
    ['all', whole, whole] as const,
  ];
  const tokens = mean(({ tokenCount }) => tokenCount);
  return renderMarkdownTable(
    [`${title}, ${tokens.toFixed(0)} tokens`, 'this thread', 'worker'],
    all.map(([name, ...times]) => [name, ...times.map((time) => Number(time).toFixed(0))]),
  );
}
