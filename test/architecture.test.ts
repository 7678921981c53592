// The structure of the source tree: who imports whom, and which folder may use what.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

interface Source {
  /** Below src. */
  readonly path: string;
  readonly folder: string;
  readonly imports: readonly string[];
  readonly text: string;
}

// Files that import nothing of ours and serve a whole folder: the folder above which anyone may import them.
const ownedByAll: Readonly<Record<string, string>> = {
  'errors.ts': '',
  'cli/is-record.ts': 'cli/',
  'cli/version.ts': 'cli/',
};

// Packages and modules of Node that only some places may use.
const onlyIn: Readonly<Record<string, RegExp>> = {
  'yargs/helpers': /^cli\/flags\/parse-arguments\.ts$/,
  'fastest-levenshtein': /^(cli\/flags\/suggest|checks\/similar-types)\.ts$/,
  chalk: /^cli\//,
  'entities/decode': /^markup\//,
  fzstd: /^files\/unpack-zstd\.ts$/,
  micromark: /^markup\/markdown\.ts$/,
  'parse5-sax-parser': /^markup\/html\.ts$/,
  'entities/escape': /^evaluation\/report\//,
  'cli-progress': /^cli\/terminal\/bar\.ts$/,
  'd3-scale': /^evaluation\/report\//,
  'd3-shape': /^evaluation\/report\//,
  'libphonenumber-js/max': /^recognizers\/phone\.ts$/,
  'linkify-it': /^recognizers\/url\.ts$/,
  preact: /^report-page\/browser\//,
  'preact/hooks': /^report-page\/browser\//,
  valibot: /^(model|training\/checkpoint|cli\/inspect|cli\/eval|evaluation\/report)\//,
  'validator/lib/isCreditCard.js': /^recognizers\/card\.ts$/,
  'validator/lib/isEmail.js': /^recognizers\/email\.ts$/,
  'validator/lib/isIBAN.js': /^recognizers\/iban\.ts$/,
  'validator/lib/isIP.js': /^recognizers\/ip\.ts$/,
  'wink-tokenizer': /^text\/tokenizer\.ts$/,
  'node:fs':
    /^(cli\/|files\/|kernels\/read-module\.ts$|model\/shipped-model\.ts$|report-page\/page-files\.ts$)/,
  'node:fs/promises': /^(cli\/|files\/|safetensors\/safetensors\.ts$)/,
  'node:v8': /^cli\/process\//,
  'node:worker_threads': /^(parallel\/worker|model\/tagging\/tagger-worker)\.ts$/,
  'node:zlib': /^files\/|^model\/training-entities\.ts$/,
};

// Text that only some places may hold.
const wordsOnlyIn: readonly (readonly [RegExp, RegExp])[] = [
  [/\bWebAssembly\b/, /^(kernels\/|parallel\/worker\.ts$)/],
  [/'node:process'|\bprocess\.|\bconsole\./, /^(cli\/|files\/writing\/owner\.ts$)/],
  [/\bMath\.random\b/, /^$/],
  [/\b(Date|performance)\b/, /^cli\//],
  // Differ between engines, so that no weight may come from them.
  [
    /\bMath\.(exp|expm1|log|log1p|log2|log10|pow|cos|sin|tan|tanh)\b/,
    /^(cli|evaluation|text|vectors|corpora)\//,
  ],
];

const packages = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).dependencies);

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts') && !path.includes('assembly'))
  .map((path): Source => {
    const text = readFileSync(join('src', path), 'utf8');
    const code = text.replaceAll(/^\s*(\/\/|\/?\*).*$/gm, '');
    const found = code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(?<name>[^']+)'/g);
    const imports = [...found].map(({ groups }) => groups!.name);
    return { path, folder: path === 'index.ts' ? 'index' : folderOf(path), imports, text: code };
  });

function folderOf(path: string): string {
  const folder = dirname(path);
  return folder === '.' ? '' : folder;
}

/** The files of ours that a file imports, below src. */
function targetsOf({ path, imports }: Source): string[] {
  return imports
    .filter((name) => name.startsWith('.'))
    .flatMap((name) =>
      ['.ts', '.tsx'].map((ending) => join(dirname(path), name).replace(/\.js$/, ending)),
    )
    .filter((target) => existsSync(join('src', target)));
}

/** From other folders, but for what anyone may import, sorted. */
function foldersImportedBy(folder: string): string[] {
  const targets = sources.filter((source) => source.folder === folder).flatMap(targetsOf);
  const foreign = targets.filter((target) => !(target in ownedByAll));
  return [...new Set(foreign.map(folderOf))].filter((other) => other !== folder).sort();
}

const rows = [
  ...readFileSync('docs/architecture.md', 'utf8').matchAll(
    /^\| `(?<folder>[^`]+)` +\|[^|]*\|(?<imports>[^|]*)\|$/gm,
  ),
].map(({ groups }) => ({
  folder: groups!.folder,
  imports: [...groups!.imports.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
}));
const folders = rows.map(({ folder }) => folder);

test('the table of docs/architecture.md lists every folder of src', () => {
  const actual = new Set(sources.map(({ folder }) => folder));
  actual.delete('');
  actual.delete('index');
  expect([...folders].sort()).toEqual([...actual].sort());
});

test.each(rows)('$folder imports exactly what docs/architecture.md says', ({ folder, imports }) => {
  expect([...imports].sort()).toEqual(foldersImportedBy(folder));
});

test.each(rows)('$folder imports only from folders below it', ({ folder, imports }) => {
  const below = folders.slice(0, folders.indexOf(folder));
  for (const name of imports) expect(below).toContain(name);
});

test.each(sources)('$path imports no file in a circle', (source) => {
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    const next = sources.find((other) => other.path === path);
    for (const target of next ? targetsOf(next) : []) visit(target);
  };
  for (const target of targetsOf(source)) visit(target);
  expect(seen).not.toContain(source.path);
});

test.each(Object.entries(ownedByAll))('%s imports nothing of ours', (path, users) => {
  const own = sources.find((source) => source.path === path);
  expect(own && targetsOf(own)).toEqual([]);
  const importers = sources.filter((source) => targetsOf(source).includes(path));
  for (const { path: importer } of importers) expect(importer.startsWith(users)).toBe(true);
});

test.each(Object.entries(onlyIn))('%s is imported, and only from %s', (name, places) => {
  const users = sources.filter(({ imports }) => imports.includes(name));
  expect(users.length).toBeGreaterThan(0);
  for (const { path } of users) expect(path).toMatch(places);
});

test('every package of ours has its place', () => {
  const known = Object.keys(onlyIn).map((name) => name.replace(/\/.*/, ''));
  for (const name of packages) expect(known).toContain(name);
});

test.each(sources)('$path uses nothing that belongs elsewhere', ({ path, text }) => {
  for (const [words, places] of wordsOnlyIn) {
    if (!places.test(path)) expect(text).not.toMatch(words);
  }
});

test.each(folders)('%s has at most 20 files', (folder) => {
  expect(sources.filter((source) => source.folder === folder).length).toBeLessThanOrEqual(20);
});
