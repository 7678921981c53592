// What faults leave of a model that is trained anew: kills, two trainings, full disks.
//
// Run: npm run faults -- [--only PART] [--kills N] [--seed N] [--write docs/reliability.md]
//
// Every training writes over an existing model. Afterwards, the old model or the new one must have
// the name of the output, with the right SHA-256, and the next training must leave nothing else.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { parseArgs } from 'node:util';
import { InputError } from '../src/errors.js';
import { createRandom, type Random } from '../src/tensors/random.js';
import {
  after,
  afterBegin,
  changeIn,
  fingerprint,
  killTraining,
  MODEL,
  type Moment,
  type Remains,
  remainsIn,
  startTraining,
} from './faults/kill-training.js';
import { renderMarkdownTable } from './harness/markdown.js';
import { openPage } from './harness/page.js';
import { chooseParts, FlagError, runProgram } from './harness/program.js';
import { runTagger, taggerPath } from './harness/run-tagger.js';

const CORPUS = 'data/teddy/dev.conll';
const SENTENCE_COUNT = 50;
const NETWORK = ['--epochs', '1', '--hidden', '4', '--threads', '1'];
// A model of some megabytes, so that writing it takes long enough to be interrupted.
const LARGE = ['--word-dimension', '4000'];
// Bytes of a small disk that the folder and parts of pages take.
const ROOM = 65536;
// The next run writes another model.
const SMALL = ['--word-dimension', '4'];

// Each is the first process of a namespace, as in a container, if the system lets us make one.
const NAMESPACE = ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--mount-proc'];
// A small disk of our own, likewise.
const ON_DISK = 'mount -t tmpfs -o size="$1" disk "$2" && shift 2 && exec "$@"';
const MOUNTING = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c'];

interface Bench {
  readonly root: string;
  /** Corpora and network of every training. */
  readonly data: readonly string[];
  readonly oldModel: string;
  readonly newModel: string;
  /** Of a training that is not killed, and of the writing at its end. */
  readonly trainingMs: number;
  readonly writingMs: number;
  readonly random: Random;
}

type Part = (bench: Bench, count: number) => string[] | Promise<string[]>;

const partNames = ['kill', 'kill-writing', 'twice', 'disk'] as const;
const parts: Readonly<Record<(typeof partNames)[number], Part>> = {
  kill: killAtAnyTime,
  'kill-writing': killInWriting,
  twice: (bench, count) => trainTwice(bench, Math.ceil(count / 10)),
  disk: (bench, count) => fillDisks(bench, Math.ceil(count / 5)),
};

await runProgram('faults', async () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      kills: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      write: { type: 'string' },
    },
  });
  const count = Number(values.kills);
  if (!Number.isInteger(count) || count < 1) {
    throw new FlagError(`--kills: expected a whole number above 0, found ${values.kills}`);
  }
  const chosen = chooseParts(partNames, values.only);
  if (values.only !== undefined && values.write !== undefined) {
    throw new FlagError('--write: cannot be combined with --only, whose table lacks rows');
  }
  const page = values.write === undefined ? undefined : openPage(values.write, ['kills']);
  const root = mkdtempSync(join(tmpdir(), 'faults-'));
  try {
    const bench = await prepare(root, createRandom(Number(values.seed)));
    const rows: string[][] = [];
    for (const name of chosen) {
      const cells = await parts[name](bench, count);
      console.error(cells.join('  '));
      rows.push(cells);
    }
    const header = [
      'fault',
      'tried',
      'old model',
      'new model',
      'damaged',
      'left',
      'after the next',
    ];
    const table = renderMarkdownTable(header, rows);
    console.log(table);
    await page?.writeSection('kills', table);
  } finally {
    rmSync(root, { recursive: true });
  }
});

async function prepare(root: string, random: Random): Promise<Bench> {
  const [corpus, dev] = ['corpus', 'dev'].map((name) => join(root, name));
  const sentences = readFileSync(CORPUS, 'utf8').split('\n\n');
  writeFileSync(corpus, sentences.slice(0, SENTENCE_COUNT).join('\n\n'));
  writeFileSync(dev, sentences.slice(SENTENCE_COUNT, 2 * SENTENCE_COUNT).join('\n\n'));
  const data = [corpus, '--dev', dev, ...NETWORK];
  const oldModel = join(root, 'old');
  const folder = join(root, 'whole');
  mkdirSync(folder);
  runTagger(['train', ...data, ...LARGE, '--seed', '2', '--output', oldModel]);
  const start = performance.now();
  const training = startTraining([...data, ...LARGE, '--output', join(folder, MODEL)]);
  const closed = once(training, 'close');
  await changeIn(folder, {});
  const begin = performance.now();
  await closed;
  const end = performance.now();
  const newModel = join(folder, MODEL);
  console.error(`a training of ${Math.round(end - start)} ms, ${statSync(newModel).size} bytes`);
  return {
    root,
    data,
    oldModel,
    newModel,
    trainingMs: end - start,
    writingMs: end - begin,
    random,
  };
}

async function killAtAnyTime(bench: Bench, count: number): Promise<string[]> {
  const { trainingMs, random } = bench;
  const moments = () => after(random.uniform() * trainingMs);
  return row('SIGKILL at any moment', await killOften(bench, count, moments));
}

async function killInWriting(bench: Bench, count: number): Promise<string[]> {
  const { writingMs, random } = bench;
  const moments = () => afterBegin(random.uniform() * writingMs);
  return row('SIGKILL while the model is written', await killOften(bench, count, moments));
}

interface Outcome extends Remains {
  /** Files beside the output after the next run. */
  readonly leftAfterNext: number;
}

async function killOften(
  bench: Bench,
  count: number,
  nextMoment: () => Moment,
): Promise<Outcome[]> {
  const { root, data, oldModel, newModel } = bench;
  const outcomes: Outcome[] = [];
  for (let kill = 0; kill < count; kill++) {
    const folder = mkdtempSync(join(root, 'kill-'));
    const place = join(folder, 'place');
    const remains = await killTraining({
      folder: place,
      oldModel,
      newModel,
      args: [...data, ...LARGE],
      moment: nextMoment(),
    });
    outcomes.push({ ...remains, leftAfterNext: trainNext(bench, place) });
    rmSync(folder, { recursive: true });
  }
  return outcomes;
}

/** Trains over the output once more; returns the number of other files afterwards. */
function trainNext({ data }: Bench, folder: string): number {
  runTagger(['train', ...data, ...SMALL, '--output', join(folder, MODEL), '--force']);
  return readdirSync(folder).length - 1;
}

async function trainTwice(bench: Bench, count: number): Promise<string[]> {
  const { root, data, oldModel, newModel } = bench;
  const wrapper = canRun(NAMESPACE) ? NAMESPACE : [];
  const outcomes: Outcome[] = [];
  for (let round = 0; round < count; round++) {
    const folder = mkdtempSync(join(root, 'two-'));
    const output = join(folder, MODEL);
    const trainings = [['--seed', '2'], []].map((seed) =>
      startTraining([...data, ...LARGE, ...seed, '--output', output, '--force'], wrapper),
    );
    await Promise.all(trainings.map((training) => once(training, 'close')));
    const remains = remainsIn(folder, oldModel, newModel);
    outcomes.push({ ...remains, leftAfterNext: trainNext(bench, folder) });
    rmSync(folder, { recursive: true });
  }
  const where = wrapper.length > 0 ? 'two containers' : 'two processes';
  return row(`two trainings with one output, in ${where}`, outcomes);
}

/** Disks that are full after so many bytes of the new model. */
function fillDisks({ root, data, oldModel, newModel, random }: Bench, count: number): string[] {
  if (!canRun(MOUNTING.slice(0, -2))) return row('a full disk', []);
  const oldSize = statSync(oldModel).size + ROOM;
  const newSize = statSync(newModel).size;
  const outcomes: Outcome[] = [];
  for (let disk = 0; disk < count; disk++) {
    const folder = mkdtempSync(join(root, 'disk-'));
    const result = join(folder, 'result');
    mkdirSync(result);
    const size = oldSize + Math.floor(random.uniform() * (newSize - 2 * ROOM));
    const script = `
      cp ${oldModel} ${folder}/disk/${MODEL}
      "$1" "$2" train ${[...data, ...LARGE].join(' ')} --output ${folder}/disk/${MODEL} --force --quiet
      cp ${folder}/disk/* ${result}`;
    mkdirSync(join(folder, 'disk'));
    const shell = ['sh', '-c', script, 'sh', execPath, taggerPath];
    const mounted = [ON_DISK, 'sh', String(size), join(folder, 'disk')];
    const { stderr } = spawnSync(MOUNTING[0], [...MOUNTING.slice(1), ...mounted, ...shell], {
      env: { ...env, TMPDIR: folder },
      encoding: 'utf8',
    });
    const [, saved] =
      /no space left on the disk; the model was written to (.*)\n/.exec(stderr) ?? [];
    if (saved === undefined) throw new InputError(`expected a saved model, found: ${stderr}`);
    if (fingerprint(saved) !== fingerprint(newModel)) throw new InputError(`${saved}: damaged`);
    outcomes.push({ ...remainsIn(result, oldModel, newModel), leftAfterNext: 0 });
    rmSync(folder, { recursive: true });
  }
  return row('a full disk, the new model elsewhere', outcomes);
}

function canRun([command, ...args]: readonly string[]): boolean {
  return spawnSync(command, [...args, 'true']).status === 0;
}

function row(fault: string, outcomes: readonly Outcome[]): string[] {
  const count = (model: Remains['model']) =>
    String(outcomes.filter((outcome) => outcome.model === model).length);
  const left = outcomes.filter(({ leftCount }) => leftCount > 0).length;
  const leftAfterNext = outcomes.filter((outcome) => outcome.leftAfterNext > 0).length;
  return [
    fault,
    String(outcomes.length),
    count('old'),
    count('new'),
    count('damaged'),
    String(left),
    String(leftAfterNext),
  ];
}
