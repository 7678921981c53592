// Builds dist: the whole of it for tests and benchmarks, or only what the package holds.
//
// Run: node build.js            everything, from clean folders
//      node build.js package    only what `npm pack` puts into the package, and only if a source is newer than it
//
// Compiled kernels are kept as long as they are newer than their sources: each takes some seconds.
import { spawn } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const BUNDLE = 'dist/src/bundle/tagger.cjs';
const PACKAGE_SOURCES = ['src', 'package.json', 'tsconfig.json', 'build.js'];

const assemblies = [
  ['src/kernels/assembly', ['exact', 'fast'], (target) => `dist/src/kernels/${target}.wasm`],
  [
    'src/kernels/assembly/wide',
    ['exact', 'fast'],
    (target) => `dist/src/kernels/wide-${target}.wasm`,
  ],
  ['bench/assembly', ['exact', 'fast'], (target) => `dist/bench/speed/kernels/peak-${target}.wasm`],
];

// What only one command or one format needs is in the bundle too, but runs only when it is imported.
const bundleOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  outdir: 'dist/src/bundle',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
};

// Only the parser of yargs: the rest of the package takes as long to load as the whole program.
const parserOnly = {
  name: 'parser-only',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^yargs\/helpers$/ }, ({ path }) => ({ path, namespace: 'parser-only' }));
    onLoad({ filter: /./, namespace: 'parser-only' }, () => ({
      contents: "export { default as Parser } from 'yargs-parser';",
      resolveDir: import.meta.dirname,
    }));
  },
};

const forPackage = process.argv[2] === 'package';
if (!forPackage || isStale()) await buildAll();

async function buildAll() {
  removeOutput();
  const kernels = forPackage
    ? assemblies.filter(([folder]) => folder.startsWith('src'))
    : assemblies;
  const compilations = kernels.flatMap(([folder, targets, outputOf]) =>
    targets
      .filter((target) => newest([folder]) > timeOf(outputOf(target)))
      .map(
        (target) => () =>
          run('asc', ['--config', join(folder, 'asconfig.json'), '--target', target]),
      ),
  );
  await inParallel([
    () => run('tsc', []),
    () => run('tsc', ['--project', 'src/report-page/browser']),
    buildBundle,
    buildReportPage,
    ...compilations,
  ]);
}

/** The command line as one file, so that a short text does not wait for a hundred modules to load; and its worker. */
async function buildBundle() {
  // CommonJS asks for each module of Node where it is used; imports would load them all first.
  await build({
    ...bundleOptions,
    entryPoints: { tagger: 'src/cli/main.ts' },
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    define: { 'import.meta.url': 'moduleUrl' },
    banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    plugins: [parserOnly],
  });
  await build({
    ...bundleOptions,
    entryPoints: ['src/model/tagging/tagger-worker.ts'],
    format: 'esm',
  });
}

/** The script and the style that the HTML report holds. */
async function buildReportPage() {
  await build({
    bundle: true,
    minify: true,
    entryPoints: [
      { in: 'src/report-page/browser/main.tsx', out: 'report-page' },
      { in: 'src/report-page/style/page.css', out: 'report-page' },
    ],
    outdir: 'dist/src/bundle',
    format: 'iife',
    target: ['chrome111', 'firefox115', 'safari16.4'],
    logLevel: 'warning',
  });
}

/** Removes what an earlier state of the sources left, but no compiled kernel. */
function removeOutput() {
  for (const path of filesBelow('dist')) if (!path.endsWith('.wasm')) rmSync(path);
}

function isStale() {
  const kernelIsMissing = assemblies
    .filter(([folder]) => folder.startsWith('src'))
    .some(([, targets, outputOf]) => targets.some((target) => timeOf(outputOf(target)) === 0));
  // A newer source of a kernel is a newer source of the bundle too.
  return kernelIsMissing || newest(PACKAGE_SOURCES) > timeOf(BUNDLE);
}

/** When a file was written; 0 if there is none. */
function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newest(paths) {
  return Math.max(...paths.flatMap(filesBelow).map(timeOf));
}

function filesBelow(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found ? [path] : [];
  return readdirSync(path).flatMap((name) => filesBelow(join(path, name)));
}

/** At most two at once: each compiler keeps a core busy. */
async function inParallel(tasks) {
  const waiting = [...tasks];
  const drain = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await task();
  };
  await Promise.all([drain(), drain()]);
}

function run(name, args) {
  const path = join('node_modules', '.bin', name);
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { stdio: 'inherit', shell: process.platform === 'win32' });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${name} ${args.join(' ')} ended with ${code}`));
    });
  });
}
