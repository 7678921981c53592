// The package as publishing tools and compilers see it.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const folder = mkdtempSync(join(tmpdir(), 'package-types-'));
const modules = join(folder, 'node_modules');
let tarball: Uint8Array<ArrayBuffer>;

beforeAll(() => {
  const flags = ['--ignore-scripts', '--silent', '--pack-destination', folder];
  execFileSync('npm', ['pack', ...flags]);
  const [archive] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  tarball = Uint8Array.from(readFileSync(join(folder, archive)));
  mkdirSync(modules);
  execFileSync('tar', ['-xzf', join(folder, archive), '-C', modules]);
  const installed = join(modules, 'teddy-tagger');
  renameSync(join(modules, 'package'), installed);
  symlinkSync(resolve('node_modules'), join(installed, 'node_modules'));
});

afterAll(() => rmSync(folder, { recursive: true }));

test('publint finds nothing wrong with the packed package', async () => {
  const { messages, pkg } = await publint({ strict: true, pack: { tarball: tarball.buffer } });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

test('its types resolve for every kind of module resolution', async () => {
  const analysis = await checkPackage(createPackageFromTarballData(tarball));
  if (!analysis.types) throw new Error('the package has no types');
  // The library for browsers has ES modules only, which old resolution and require() do not find.
  const ofBrowser = new Set(['CJSResolvesToESM', 'NoResolution']);
  expect(analysis.problems.filter(({ kind }) => !ofBrowser.has(kind))).toEqual([]);
  const { '.': main, './browser': browser } = analysis.entrypoints;
  for (const { resolution } of Object.values(main.resolutions)) expect(resolution).toBeDefined();
  for (const kind of ['node16-esm', 'bundler'] as const) {
    expect(browser.resolutions[kind].resolution).toBeDefined();
  }
  expect(Object.keys(main.resolutions)).toEqual(['node10', 'node16-cjs', 'node16-esm', 'bundler']);
});

// Uses all of the library, and holds its types to be exactly these.
const consumer = `
import { createReadStream } from 'node:fs';
import {
  type Entity, InputError, type LoadedTagger, loadTagger, type LoadOptions, type Span,
  type StreamOptions, type TaggedLine, type TaggedText, type TextSource,
} from 'teddy-tagger';

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
function same<A, B>(_: Same<A, B>): void {}

same<LoadOptions['arithmetic'], 'exact' | 'fast' | 'int8' | undefined>(true);
same<LoadOptions['minConfidence'], number | undefined>(true);
same<LoadedTagger['types'], readonly string[]>(true);

export async function use(): Promise<void> {
  const tagger: LoadedTagger = await loadTagger('en', { arithmetic: 'fast', minConfidence: 0.2 });
  const entities: readonly Entity[] = tagger.tag('Teddy slept.');
  for (const { label, text, start, end } of entities) {
    same<[typeof label, typeof text, typeof start, typeof end], [string, string, number, number]>(true);
  }
  const texts: readonly TaggedText[] = tagger.tagBatch(['Teddy slept.']);
  const words: string[] = texts.flatMap(({ sentences }) => sentences.flat().map(({ text }) => text));
  const spans: Span[][] = tagger.tagSentences([words]);
  const limits: StreamOptions = { name: 'news', maxLineBytes: 1000 };
  const sources: TextSource[] = [createReadStream('news.txt'), ['Teddy', 'slept.'], [Buffer.of(10)]];
  for (const source of sources) {
    for await (const line of tagger.tagStream(source, limits)) {
      const { lineNumber, text }: TaggedLine = line;
      same<[typeof lineNumber, typeof text], [number, string]>(true);
    }
  }
  // @ts-expect-error a text is a string
  tagger.tag(5);
  // @ts-expect-error a batch is an array
  tagger.tagBatch('Teddy slept.');
  // @ts-expect-error a stream is not a string
  tagger.tagStream(5);
  // @ts-expect-error results are not to be changed
  entities[0].label = 'PER';
  // @ts-expect-error there are three kinds of arithmetic
  await loadTagger('en', { arithmetic: 'quick' });
  // @ts-expect-error a confidence is a number
  await loadTagger('en', { minConfidence: '0.2' });
  // @ts-expect-error no other name is exported
  spans[0][0].text;
}

export function isMine(error: unknown): string {
  return error instanceof InputError ? error.message : '';
}
`;

test.each([
  ['an ES module of Node', 'consumer.mts', 'node16', 'node16'],
  ['a CommonJS module of Node', 'consumer.cts', 'node16', 'node16'],
  ['a bundler', 'consumer.ts', 'esnext', 'bundler'],
])('a strict program compiles as %s', (_, file, module, moduleResolution) => {
  const path = join(folder, file);
  writeFileSync(path, consumer);
  const config = join(folder, 'tsconfig.json');
  const compilerOptions = {
    module,
    moduleResolution,
    target: 'es2023',
    strict: true,
    noEmit: true,
    // The declarations of the package are checked, too.
    skipLibCheck: false,
    types: ['node'],
    typeRoots: [resolve('node_modules/@types')],
  };
  writeFileSync(config, JSON.stringify({ compilerOptions, files: [path] }));
  const compiler = resolve('node_modules/.bin/tsc');
  const { status, stdout } = spawnSync(compiler, ['--project', config], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});

// Without the types of Node, as the program of a page is compiled.
const page = `
import {
  type BrowserTagger, InputError, loadTagger, loadTaggerInWorker, trainTagger, trainTaggerInWorker,
  type TrainEvent, UsageError, type WorkerTagger,
} from 'teddy-tagger/browser';

export async function use(file: File): Promise<Uint8Array | undefined> {
  const tagger: BrowserTagger = await loadTagger('en.safetensors', { minConfidence: 0.2 });
  const confidence: number = tagger.tag('Teddy slept.')[0].confidence;
  const worker: WorkerTagger = await loadTaggerInWorker(file);
  const [entity] = await worker.tag('Teddy slept.');
  const [{ layers }] = await worker.gates('Teddy slept.');
  const means: readonly number[] = layers[0].gates[0].means;
  const probabilities: readonly Float32Array[] = tagger.readLabels('Teddy slept.')[0].probabilities;
  console.log(confidence, entity.label, means, probabilities, InputError, UsageError);
  const { signal } = new AbortController();
  for await (const event of trainTaggerInWorker('a O', { cell: 'gru', characterWidths: [2], signal })) {
    const { kind }: TrainEvent = event;
    if (event.kind === 'epoch') console.log(kind, event.dev.overall.f1, event.medianGradientNorm);
    if (event.kind === 'model') return event.bytes;
  }
  // @ts-expect-error the option is called epochs
  trainTagger('a O', { epoch: 2 });
  // @ts-expect-error there is no such cell
  trainTagger('a O', { cell: 'lstn' });
  // @ts-expect-error lists are entries
  await loadTagger('en.safetensors', { deny: 'names.tsv' });
  return undefined;
}
`;

test('a strict program of a page compiles', () => {
  const path = join(folder, 'page.ts');
  writeFileSync(path, page);
  const config = join(folder, 'tsconfig.page.json');
  const compilerOptions = {
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable'],
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: [],
  };
  writeFileSync(config, JSON.stringify({ compilerOptions, files: [path] }));
  const compiler = resolve('node_modules/.bin/tsc');
  const { status, stdout } = spawnSync(compiler, ['--project', config], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});
