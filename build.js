// Builds dist: the whole of it for tests and benchmarks, or only what the package holds.
//
// Run: node build.js            everything, from clean folders
//      node build.js package    only what `npm pack` puts into the package, and only if a source is newer than it
//
// Compiled kernels are kept as long as they are newer than their sources: each takes some seconds.
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';

const BUNDLE = 'dist/src/bundle/tagger.cjs';
const LIBRARY = 'dist/src/bundle/library';
const WEB_BUNDLE = 'dist/src/bundle/browser';
const PLAYGROUND = 'dist/playground/page';
const MAN_PAGE = 'dist/src/bundle/tagger.1';
const PACKAGE_SOURCES = ['src', 'package.json', 'tsconfig.json', 'build.js'];

// Modules that the bundle loads only when they are imported, each with its packages as a file of its
// own: every start would have to read their code. They are imported with `import()`.
const LAZY_MODULES = [
  'src/cli/commands/training/parse-train-flags.ts',
  'src/cli/train/train.ts',
  'src/cli/eval/eval.ts',
  'src/cli/inspect/inspect.ts',
  'src/cli/check/check.ts',
  'src/cli/convert/convert.ts',
  'src/cli/completion/completion.ts',
  'src/cli/pretrain/pretrain.ts',
  'src/annotations/corpus/read-corpus.ts',
  'src/evaluation/report/gate-map/gate-map-page.ts',
  'src/evaluation/report/gate-map/gate-map-svg.ts',
  'src/evaluation/report/html/html-report.ts',
  'src/evaluation/report/training/training-page.ts',
  'src/cli/formats/html/html-page.ts',
  'src/cli/formats/xml.ts',
  'src/files/unpack-zstd.ts',
  'src/markup/html.ts',
  'src/markup/markdown.ts',
  'src/recognizers/card.ts',
  'src/recognizers/email.ts',
  'src/recognizers/iban.ts',
  'src/recognizers/ip.ts',
  'src/recognizers/phone.ts',
  'src/recognizers/url.ts',
];
// Modules that the bundle and the lazy modules must have in common, such as classes that are told
// apart by `instanceof`.
const SHARED_MODULES = ['src/errors.ts', 'src/cli/flags/usage-error.ts'];

const assemblies = [
  ['src/kernels/assembly', ['exact', 'fast'], (target) => `dist/src/kernels/${target}.wasm`],
  [
    'src/kernels/assembly/wide',
    ['exact', 'fast'],
    (target) => `dist/src/kernels/wide-${target}.wasm`,
  ],
  [
    'src/kernels/assembly/integer',
    ['plain', 'relaxed'],
    (target) => `dist/src/kernels/integer-${target}.wasm`,
  ],
  ['bench/assembly', ['exact', 'fast'], (target) => `dist/bench/speed/kernels/peak-${target}.wasm`],
];

// White space takes time to read at every start, names are kept for stack traces.
// Small modules that only one command or one format needs are in the bundle too, but run only when
// they are imported.
const bundleOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  outdir: 'dist/src/bundle',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
  minifyWhitespace: true,
  minifySyntax: true,
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

// Loads some modules of Node when the first thing of them is used: cryptography alone takes as long
// as a third of a start, and tagging needs none.
const nodeModulesLater = {
  name: 'node-modules-later',
  setup: ({ onResolve, onLoad }) => {
    const namespace = 'later';
    onResolve({ filter: /^node:(crypto|zlib|worker_threads|v8|os)$/ }, ({ path, importer }) =>
      importer === path ? { path, external: true } : { path, namespace },
    );
    onLoad({ filter: /./, namespace }, ({ path }) => {
      const names = JSON.stringify(Object.keys(createRequire(import.meta.url)(path)));
      const get = `() => require(${JSON.stringify(path)})[name]`;
      return {
        contents: `for (const name of ${names}) Object.defineProperty(exports, name, { enumerable: true, get: ${get} });`,
      };
    });
  },
};

// Leaves imports of lazy and shared modules to the run time.
const filesOfTheirOwn = {
  name: 'files-of-their-own',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, resolveDir, importer, kind }) => {
      const source = relative('.', resolve(resolveDir, path)).replaceAll('\\', '/');
      const module = source.replace(/\.js$/, '.ts');
      const isLazy = LAZY_MODULES.includes(module);
      if (isLazy && kind !== 'dynamic-import') {
        return { errors: [{ text: `${importer}: ${module} is lazy, use import()` }] };
      }
      if (!isLazy && !SHARED_MODULES.includes(module)) return undefined;
      return { path: `./${nameOf(module)}.cjs`, external: true };
    });
  },
};

// In a bundle for browsers, NAME.web.ts takes the place of NAME.ts, and the kernels are within it.
const forTheWeb = {
  name: 'for-the-web',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, resolveDir }) => {
      const twin = resolve(resolveDir, path).replace(/\.js$/, '.web.ts');
      return existsSync(twin) ? { path: twin } : undefined;
    });
    onResolve({ filter: /\.wasm$/ }, ({ path }) => ({
      path: resolve('dist/src/kernels', basename(path)),
    }));
  },
};

// The library for browsers stays a file of its own.
const libraryBeside = {
  name: 'library-beside',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^teddy-tagger\/browser$/ }, () => ({
      path: './browser/index.js',
      external: true,
    }));
  },
};

const nameOf = (module) => basename(module, '.ts');

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
    buildPages,
    ...compilations,
  ]);
  await buildWebBundle();
  if (!forPackage) await buildPlayground();
  await buildManPage();
}

/**
 * The command line as one file, so that a short text does not wait for a hundred modules to load;
 * its lazy and shared modules; its worker; and the library.
 */
async function buildBundle() {
  const modules = [...LAZY_MODULES, ...SHARED_MODULES].map((module) => [nameOf(module), module]);
  // CommonJS asks for each module of Node where it is used; imports would load them all first.
  await build({
    ...bundleOptions,
    entryPoints: {
      tagger: 'src/cli/main.ts',
      library: 'src/index.ts',
      ...Object.fromEntries(modules),
    },
    format: 'cjs',
    // An import() becomes a require(), which is quicker and gives a module that is bundled in the
    // same way.
    supported: { 'dynamic-import': false },
    outExtension: { '.js': '.cjs' },
    define: { 'import.meta.url': 'moduleUrl' },
    banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    plugins: [parserOnly, nodeModulesLater, filesOfTheirOwn],
  });
  await build({
    ...bundleOptions,
    entryPoints: ['src/model/tagging/tagger-worker.ts'],
    format: 'esm',
  });
  writeLibraryEntries();
}

/**
 * The library for import, and its types for require(). Both lead to the same file, so that a
 * program has one library, however its parts load it, and one class of errors.
 */
function writeLibraryEntries() {
  const names = Object.keys(createRequire(import.meta.url)(`./${LIBRARY}.cjs`));
  const esModule = "'../index.js' with { 'resolution-mode': 'import' }";
  const declarations = names.map((name) => {
    const isClass = /^[A-Z]/.test(name);
    const type = isClass ? `\nexport type ${name} = library.${name};` : '';
    return `export declare const ${name}: typeof library.${name};${type}`;
  });
  writeFileSync(`${LIBRARY}.mjs`, `export { ${names.join(', ')} } from './library.cjs';\n`);
  writeFileSync(
    `${LIBRARY}.d.cts`,
    [
      `import type * as library from ${esModule};`,
      `export type * from ${esModule};`,
      ...declarations,
    ]
      .map((line) => `${line}\n`)
      .join(''),
  );
}

/** The library for browsers, its worker, and the thread that shares the memory of a tagger. */
async function buildWebBundle() {
  await build({
    entryPoints: {
      index: 'src/browser/index.ts',
      worker: 'src/browser/worker/worker.ts',
      'tagger-worker': 'src/model/tagging/tagger-worker.ts',
    },
    // What the thread needs is in a file that it shares with the library.
    splitting: true,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: ['chrome115', 'firefox125', 'safari16.4'],
    outdir: WEB_BUNDLE,
    loader: { '.wasm': 'binary' },
    define: { PACKAGE_VERSION: JSON.stringify(packageVersion()) },
    logLevel: 'warning',
    plugins: [forTheWeb],
  });
}

/** The page of the playground, without its models; it uses the library for browsers as it is. */
async function buildPlayground() {
  await run('tsc', ['--project', 'playground']);
  await build({
    bundle: true,
    minify: true,
    entryPoints: { playground: 'playground/main.tsx', style: 'playground/style/playground.css' },
    outdir: PLAYGROUND,
    format: 'esm',
    target: ['chrome115', 'firefox125', 'safari16.4'],
    logLevel: 'warning',
    plugins: [libraryBeside],
  });
  cpSync('playground/index.html', `${PLAYGROUND}/index.html`);
  cpSync(WEB_BUNDLE, `${PLAYGROUND}/browser`, { recursive: true });
}

/** The scripts and the styles that the HTML pages hold. */
async function buildPages() {
  await build({
    bundle: true,
    minify: true,
    entryPoints: [
      { in: 'src/report-page/browser/main.tsx', out: 'report-page' },
      { in: 'src/report-page/style/page.css', out: 'report-page' },
      { in: 'src/report-page/browser/tagged/main.ts', out: 'tagged-page' },
      { in: 'src/report-page/style/tagged-page.css', out: 'tagged-page' },
      { in: 'src/report-page/style/gates-page.css', out: 'gates-page' },
      { in: 'src/report-page/style/training-page.css', out: 'training-page' },
    ],
    outdir: 'dist/src/bundle',
    format: 'iife',
    target: ['chrome111', 'firefox115', 'safari16.4'],
    logLevel: 'warning',
  });
}

/** The manual page, rendered by the compiled program. */
async function buildManPage() {
  const { renderManPage } = await import('./dist/src/cli/help/man-page.js');
  writeFileSync(MAN_PAGE, renderManPage(packageVersion()));
}

function packageVersion() {
  return JSON.parse(readFileSync('package.json', 'utf8')).version;
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
  return kernelIsMissing || newest(PACKAGE_SOURCES) > Math.min(timeOf(BUNDLE), timeOf(MAN_PAGE));
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
