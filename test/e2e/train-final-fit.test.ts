// `tagger train --final-fit`: the chosen training once more, on train and dev together.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findPageData } from '../../src/evaluation/report/elements/page-data.js';
import type { TrainingReport } from '../../src/evaluation/report/training/training-report.js';
import { readSafetensors } from '../../src/safetensors/safetensors-file.js';
import { createCases, fingerprint } from './interrupted-training.js';
import { runTagger } from './run-tagger.js';
import { sendSignal } from './send-signal.js';
import { tinyCorpus, withEnds, writeTinyModel } from './tiny-model.js';

const cases = createCases('final-fit');
afterAll(cases.remove);

const inBase = (name: string, content: string) => {
  const path = join(cases.base, name);
  writeFileSync(path, content);
  return path;
};
// A type that only dev has.
const devText = `${withEnds(tinyCorpus, '!')}\nThe O\nTitanic B-SHIP\nsank O\n`;
const dev = inBase('dev.conll', devText);
const joined = inBase('joined.conll', `${readFileSync(cases.corpus, 'utf8')}\n${devText}`);
const held = inBase('test.conll', withEnds(tinyCorpus, '?'));
const teacher = join(cases.base, 'teacher.safetensors');
beforeAll(() => writeTinyModel(teacher));

const small = ['--hidden', '8', '--characters', 'none', '--batch-size', '4', '--threads', '1'];
const six = [...small, '--epochs', '6', '--patience', '6', '--learning-rate', '0.1'];
const withDev = [...six, '--averaging-decay', '0.9', '--dev', dev];

async function modelAt(path: string) {
  const { metadata, tensors } = await readSafetensors(path);
  return { metadata, tensors, provenance: JSON.parse(metadata.provenance) };
}

const linesOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** What the log says about an epoch that both fits have. */
const courseOf = (line: Readonly<Record<string, unknown>>) =>
  ['epoch', 'loss', 'learningRate', 'largestGradientNorm', 'stepCount'].map((key) => line[key]);

const whole = cases.start();
const log = join(whole.folder, 'log.jsonl');
const page = join(whole.folder, 'r.html');
const files = ['--log', log, '--report', page];
const trained = whole.train(...withDev, '--final-fit', '--test', held, ...files);

test('dev judges the first fit, and test the final one, as everything says', async () => {
  const { exitCode, stderr } = trained;
  const plain = cases.start();
  expect([exitCode, plain.train(...withDev).exitCode]).toEqual([0, 0]);
  const first = await modelAt(plain.output);
  const { metadata, provenance } = await modelAt(whole.output);
  const { epoch, weights, dev: devScore, test: testScore } = provenance.scores;
  expect({ epoch, weights, dev: devScore }).toEqual(first.provenance.scores);
  for (const name of ['calibration', 'learningCurve'] as const) {
    expect(provenance[name]).toEqual(first.provenance[name]);
  }
  expect(metadata.temperature).toBe(first.metadata.temperature);
  expect(provenance.finalFit).toEqual({ sentences: 30, devScore: 'first fit' });
  expect(JSON.parse(metadata.types)).toEqual(['LOC', 'ORG', 'PER', 'SHIP']);
  expect(stderr).toContain(
    '\nfinal fit on train and dev together (30 sentences)\ndev no longer judges the model: its score on dev is that of the first fit\n',
  );
  expect(stderr).toMatch(new RegExp(`^dev, first fit, epoch ${epoch}(, averaged weights)?:$`, 'm'));
  expect(stderr).toMatch(/^epoch 1\/\d {2}loss +\d/m);
  const [, shown] = /^test, final fit:\n.*\n.*FB1: +(\S+)/m.exec(stderr)!;
  expect(shown).toBe(testScore.overall.f1.toFixed(2));
  const evaluated = runTagger(['eval', held, '--model', whole.output, '--json']);
  expect(JSON.parse(evaluated.stdout).overall).toEqual(testScore.overall);
  expect(linesOf(log).at(-1)).toEqual({
    seed: 1,
    finalFit: { sentences: 30, devScore: 'first fit' },
  });
});

test('the report and inspect name the fit of each score, and eval knows that dev was read', () => {
  const text = readFileSync(page, 'utf8');
  const { finalFit, scored, runs }: TrainingReport = JSON.parse(findPageData(text) ?? '');
  expect(finalFit).toEqual({ sentences: 30 });
  expect(scored).toMatch(/^first fit, epoch \d/);
  expect(runs[0].epochs).toHaveLength(6);
  for (const mark of ['Final fit', 'F1 on dev (first fit)', 'F1 on test (final fit)']) {
    expect(text).toContain(`<dt>${mark}</dt>`);
  }
  expect(text).toContain('Scores on dev (first fit)');
  expect(text).toContain('Scores on test (final fit)');
  const { stdout } = runTagger(['inspect', whole.output]);
  expect(stdout).toMatch(/^finalFit +sentences=30, devScore=first fit$/m);
  const { stderr } = runTagger(['eval', dev, '--model', whole.output]);
  expect(stderr).toContain(`${dev}: ${whole.output} was trained on this file`);
});

test('each epoch is that of a plain training on both files', () => {
  const { folder, output } = cases.start();
  const other = join(folder, 'log.jsonl');
  const flags = [...withDev, '--output', output, '--log', other];
  expect(runTagger(['train', joined, ...flags]).exitCode).toBe(0);
  const fitted = linesOf(log).filter(({ fit }) => fit === 'final');
  const { bestEpoch } = linesOf(log).findLast((line) => line.bestEpoch);
  expect(fitted).toHaveLength(bestEpoch);
  expect(bestEpoch).toBeGreaterThan(1);
  expect(fitted.map(courseOf)).toEqual(linesOf(other).slice(0, bestEpoch).map(courseOf));
});

test('the weights are those of a plain training on both files', async () => {
  const [fitted, plain] = [cases.start(), cases.start()];
  const one = [...small, '--dev', dev, '--epochs', '1', '--averaging', 'none'];
  fitted.train(...one, '--final-fit');
  runTagger(['train', joined, ...one, '--output', plain.output]);
  const { tensors } = await modelAt(fitted.output);
  expect(tensors).toEqual((await modelAt(plain.output)).tensors);
});

test('of several runs, the best one is fitted again, on the sentences held out too', () => {
  const { folder, train } = cases.start();
  const path = join(folder, 'log.jsonl');
  const { exitCode, stderr } = train(...six, '--runs', '2', '--final-fit', '--log', path);
  expect(exitCode).toBe(0);
  const lines = linesOf(path);
  const { seed, finalFit } = lines.at(-1);
  expect(finalFit.sentences).toBe(19);
  expect(stderr).toContain(`\ndev, first fit, seed ${seed}, epoch `);
  const fitted = lines.filter(({ fit }) => fit === 'final');
  const plain = join(folder, 'plain.jsonl');
  const flags = ['--dev', dev, '--seed', `${seed}`, '--log', plain];
  expect(train(...six, ...flags, '--force').exitCode).toBe(0);
  const ofPlain = linesOf(plain).slice(0, fitted.length);
  expect(fitted.map(({ seed }) => seed)).toEqual(ofPlain.map(() => seed));
  expect(fitted.map(courseOf)).toEqual(ofPlain.map(courseOf));
});

test('each member of an ensemble is fitted again, before it is quantized', async () => {
  const { output, train } = cases.start();
  const flags = ['--ensemble', '2', '--quantize', '--final-fit', '--test', held];
  const { exitCode, stderr } = train(...withDev, ...flags);
  expect(exitCode).toBe(0);
  expect(stderr).toContain('\ndev, first fit, ensemble of 2 networks:\n');
  expect(stderr.match(/^seed \d:$/gm)).toEqual(['seed 1:', 'seed 2:']);
  const { provenance, tensors } = await modelAt(output);
  expect(provenance.ensemble.seeds).toEqual([1, 2]);
  expect(provenance.finalFit.sentences).toBe(30);
  const weights = [...tensors.keys()].filter((name) => name.endsWith('weight_hh_l0'));
  expect(weights).toHaveLength(2);
  const single = await modelAt(whole.output);
  const [name] = weights.filter((name) => name.startsWith('members.0'));
  expect(tensors.get(name)).toEqual(single.tensors.get('encoder.weight_hh_l0'));
});

test('an interrupted first fit goes on, and the final fit follows', async () => {
  const { output, resume, trainUntil } = cases.start();
  const flags = [...withDev, '--final-fit', '--test', held];
  const { exitCode, stderr } = await trainUntil(8, 'SIGTERM', flags);
  expect(exitCode).toBe(143);
  expect(stderr).toContain('warning: no final fit; the model of the first fit is written\n');
  expect((await modelAt(output)).provenance.finalFit).toBeUndefined();
  expect(resume(...flags).exitCode).toBe(0);
  expect(fingerprint(output)).toBe(fingerprint(whole.output));
  expect(resume(...flags).stderr).toContain('already complete, nothing to resume');
});

test('Ctrl-C during the final fit keeps the first model, and --resume repeats the final fit', async () => {
  const { output, checkpoint, resume } = cases.start();
  // Long enough for a signal.
  const large = ['--epochs', '1', '--batch-size', '1', '--hidden', '100', '--dev', dev];
  const flags = [...large, '--characters', 'none', '--threads', '1', '--final-fit'];
  const words = ['train', cases.corpus, '--output', output, '--checkpoint', checkpoint, ...flags];
  const isTime = (stderr: string) => stderr.includes('final fit on');
  const { exitCode, stderr } = await sendSignal(words, { isTime });
  expect(exitCode).toBe(130);
  expect(stderr).toContain(
    'warning: the final fit was interrupted; the model of the first fit is written\n',
  );
  expect(stderr).toContain(`kept ${checkpoint}: with --resume`);
  expect((await modelAt(output)).provenance.finalFit).toBeUndefined();
  const again = resume(...flags);
  expect(again.exitCode).toBe(0);
  expect(again.stderr).toContain(`${checkpoint}: going on after 1 run\n`);
  expect(existsSync(checkpoint)).toBe(false);
  const other = cases.start();
  other.train(...flags);
  expect(fingerprint(output)).toBe(fingerprint(other.output));
});

test('a final fit that diverges leaves the first model', async () => {
  const { output, train } = cases.start();
  const explosive = ['--learning-rate', '1e30', '--optimizer', 'sgd', '--clip-norm', '0'];
  // The first fit has a single step.
  const once = [...explosive, '--epochs', '1', '--batch-size', '20', '--dev', dev];
  const { exitCode, stderr } = train('--hidden', '4', ...once, '--final-fit');
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /^tagger: \S+: the final fit diverged: .*try a lower --learning-rate.*; the model of the first fit was written$/m,
  );
  expect((await modelAt(output)).provenance.finalFit).toBeUndefined();
});

test('a base model, text without labels and a config file go with it', async () => {
  const { folder, output, train } = cases.start();
  const config = join(folder, 'flags.json');
  writeFileSync(config, '{ "final-fit": true }');
  const text = join(folder, 'text.txt');
  writeFileSync(text, 'Anna Berg saw Paris . Teddy Roosevelt lives in New York .\n'.repeat(9));
  const unlabeled = ['--unlabeled', text, '--teacher', teacher, '--from', teacher];
  const flags = ['--config', config, '--epochs', '2', '--dev', dev, ...unlabeled];
  const { exitCode } = train(...flags, '--threads', '1');
  expect(exitCode).toBe(0);
  const { metadata, provenance } = await modelAt(output);
  expect(JSON.parse(metadata.types)).toContain('SHIP');
  expect(provenance.finalFit.sentences).toBe(30);
  const log = join(folder, 'log.jsonl');
  const off = train(...flags, '--no-final-fit', '--force', '--log', log);
  expect(off.exitCode).toBe(0);
  expect(linesOf(log).some(({ fit }) => fit === 'final')).toBe(false);
});
