// Calibration and suspects in the output of `tagger eval`.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { runHere } from './run-here.js';
import { runTagger } from './run-tagger.js';

const folder = mkdtempSync(join(tmpdir(), 'eval-suspects-'));
afterAll(() => rmSync(folder, { recursive: true }));

const corpus = 'data/teddy/test.conll';
const otherType: Readonly<Record<string, string>> = {
  PER: 'LOC',
  LOC: 'ORG',
  ORG: 'MISC',
  MISC: 'PER',
};

interface Suspect {
  readonly line: number;
  readonly gold: readonly { readonly type: string; readonly text: string }[];
  readonly predicted: readonly { readonly type: string; readonly text: string }[];
  readonly confidence: number;
  readonly goldConfidence: number;
}

/** Every seventh entity gets another type or, in turn, loses its tags. */
function plantErrors(lines: readonly string[]): { text: string; planted: number[] } {
  const planted: number[] = [];
  let entityCount = -1;
  let action: ((tag: string) => string) | undefined;
  const changed = lines.map((line, index) => {
    const [token, tag = 'O'] = line.split(' ');
    if (tag.startsWith('B-')) {
      entityCount++;
      const isRemoved = entityCount % 14 === 0;
      action = undefined;
      if (entityCount % 7 === 0) {
        planted.push(index + 1);
        action = isRemoved ? () => 'O' : (tag) => tag.slice(0, 2) + otherType[tag.slice(2)];
      }
    } else if (!tag.startsWith('I-')) action = undefined;
    return action === undefined ? line : `${token} ${action(tag)}`;
  });
  return { text: changed.join('\n'), planted };
}

test('most errors that were planted in a corpus are among the first suspects', () => {
  const { text, planted } = plantErrors(readFileSync(corpus, 'utf8').split('\n'));
  const path = join(folder, 'planted.conll');
  writeFileSync(path, text);
  const count = 2 * planted.length;
  const report = join(folder, 'report.json');
  const { exitCode, stdout } = runTagger([
    ...['eval', path, '--suspects', String(count), '--report', `json=${report}`],
  ]);
  expect(exitCode).toBe(0);
  const { suspects }: { suspects: Suspect[] } = JSON.parse(readFileSync(report, 'utf8')).systems[0];
  expect(suspects).toHaveLength(count);
  const found = planted.filter((line) => suspects.some((suspect) => suspect.line === line));
  expect(planted.length).toBeGreaterThan(10);
  expect(found.length).toBeGreaterThan(0.75 * planted.length);
  // Most of the very first are planted ones, though few sentences have one.
  const first = suspects.slice(0, 10);
  expect(first.filter(({ line }) => planted.includes(line)).length).toBeGreaterThan(5);

  const scores = suspects.map(({ confidence, goldConfidence }) => confidence - goldConfidence);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  const lines = stdout.split('\n').filter((line) => line.startsWith(`${path}:`));
  expect(lines).toHaveLength(count);
  const [{ line, goldConfidence }] = suspects;
  expect(lines[0]).toContain(`${path}:${line}: gold `);
  expect(lines[0]).toContain(` ${goldConfidence.toFixed(4)}, model `);
});

test('reports of a model have its calibration, and errors their confidence', () => {
  const [json, errors, html] = ['r.json', 'e.jsonl', 'r.html'].map((name) => join(folder, name));
  const outputs = ['--report', `json=${json}`, '--report', `html=${html}`, '--errors', errors];
  const { stdout } = runTagger([
    ...['eval', corpus, '--report', 'text', '--report', `markdown=${join(folder, 'r.md')}`],
    ...outputs,
  ]);
  const [{ calibration, overall, errors: counted }] = JSON.parse(
    readFileSync(json, 'utf8'),
  ).systems;
  expect(calibration.bins).toHaveLength(15);
  const sum = calibration.bins.reduce((total: number, { count }: Bin) => total + count, 0);
  expect(sum).toBe(overall.predicted);
  const correct = calibration.bins.reduce(
    (total: number, { count, correct }: Bin) => total + Math.round((count * correct) / 100),
    0,
  );
  expect(correct).toBe(overall.correct);
  const rounded = calibration.expectedError.toFixed(2);
  expect(stdout).toContain(`\nexpected calibration error ${rounded}%, in 15 bins of equal width\n`);
  expect(readFileSync(join(folder, 'r.md'), 'utf8')).toContain(
    `Expected calibration error ${rounded}%.`,
  );
  expect(readFileSync(html, 'utf8')).toContain('Reliability diagram');
  const lines = readFileSync(errors, 'utf8').trimEnd().split('\n');
  for (const { predicted, confidence } of lines.map((line) => JSON.parse(line))) {
    if (predicted) expect(confidence).toBeGreaterThan(0);
    else expect(confidence).toBeUndefined();
  }
  expect(lines.length).toBe(
    Object.values<number>(counted.counts).reduce((total, count) => total + count, 0),
  );
});

interface Bin {
  readonly count: number;
  readonly correct: number;
}

test('predictions with confidences are calibrated, without them they are not', () => {
  const gold = join(folder, 'gold.conll');
  writeFileSync(gold, 'Teddy B-PER\nsaw O\nParis B-LOC\n\nRose O\n');
  const entities = (first: unknown, second: unknown) => [
    { start: 0, end: 5, label: 'PER', confidence: first },
    { start: 10, end: 15, label: 'PER', confidence: second },
  ];
  const calibrationOf = (first: unknown, second: unknown) => {
    const path = join(folder, 'predicted.jsonl');
    const record = { text: 'Teddy saw Paris', entities: entities(first, second) };
    writeFileSync(path, `${JSON.stringify(record)}\n{"text":"Rose","entities":[]}\n`);
    const outcome = runTagger(['eval', gold, '--predictions', path, '--report', 'json']);
    expect(outcome.exitCode).toBe(0);
    const [system] = JSON.parse(outcome.stdout).systems;
    return { calibration: system.calibration, stderr: outcome.stderr };
  };
  const both = calibrationOf(0.9, 0.7).calibration;
  // One is right with 0.9, one is wrong with 0.7.
  expect(both.expectedError).toBeCloseTo(100 * ((0.1 + 0.7) / 2), 8);
  expect(calibrationOf(undefined, undefined).calibration).toBeUndefined();
  const { calibration, stderr } = calibrationOf(0.9, 97);
  expect(calibration.expectedError).toBeCloseTo(10, 8);
  expect(stderr).toContain(
    'predicted.jsonl: expected confidences from 0 to 1, ignored others: 1\n',
  );
});

test('without contradictions there are no suspects', () => {
  const path = join(folder, 'agreed.conll');
  writeFileSync(path, 'He O\nsaw O\nit O\n. O\n');
  const { stdout } = runTagger(['eval', path, '--suspects', '5']);
  expect(stdout).toContain('\nsuspects: none, the model never contradicts the corpus\n');
});

test('--json has the suspects, too', () => {
  const { stdout } = runTagger(['eval', corpus, '--suspects', '2', '--json']);
  expect(JSON.parse(stdout).suspects).toHaveLength(2);
});

test.each([
  [
    ['--predictions', corpus, '--suspects', '2'],
    '--suspects: requires a model, because predictions lack the probability of the gold',
  ],
  [
    ['--model', 'en', '--model', 'en', '--suspects', '2'],
    '--suspects: expected one model or predictions file, found 2',
  ],
  [['--suspects', '0'], '--suspects: expected a whole number of at least 1, found 0'],
])('%j is wrong usage', async (args, message) => {
  const { exitCode, stderr } = await runHere(['eval', corpus, ...args]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`tagger: ${message}`);
});
