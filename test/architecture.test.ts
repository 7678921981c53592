import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

// Which folder of src may import from which others, besides its own files and errors.ts.
const mayImport: Record<string, readonly string[]> = {
  kernels: [],
  tensors: ['kernels'],
  files: [],
  safetensors: ['files'],
  text: [],
  vectors: ['files'],
  corpora: ['files', 'text'],
  layers: ['tensors', 'kernels'],
  parallel: ['kernels'],
  evaluation: ['corpora'],
  model: [
    'corpora',
    'files',
    'kernels',
    'layers',
    'parallel',
    'safetensors',
    'tensors',
    'text',
    'vectors',
  ],
  training: ['model', 'evaluation', 'layers', 'tensors', 'text', 'vectors', 'corpora', 'kernels'],
  cli: [
    'training',
    'model',
    'evaluation',
    'layers',
    'tensors',
    'text',
    'vectors',
    'corpora',
    'files',
    'kernels',
  ],
};

// Packages that only one place may know.
const onlyIn: Record<string, RegExp> = {
  'yargs-parser': /^cli\//,
  chalk: /^cli\//,
  'cli-progress': /^cli\//,
  'd3-scale': /^evaluation\/report\//,
  'd3-shape': /^evaluation\/report\//,
  'wink-tokenizer': /^text\/tokenizer\.ts$/,
};

const forbiddenBelowCli = [/\bMath\.random\b/, /\bDate\b/, /\bperformance\.now\b/, /\bconsole\./];
const mathThatDiffersBetweenEngines =
  /\bMath\.(exp|expm1|log|log1p|log2|log10|pow|cos|sin|tan|tanh)\b/;

function sourceFiles(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => !path.includes('assembly'))
    .flatMap((path) => (statSync(path).isDirectory() ? sourceFiles(path) : [path]))
    .filter((path) => path.endsWith('.ts'));
}

const files = sourceFiles('src').map((path) => ({
  path: path.slice('src/'.length),
  source: readFileSync(path, 'utf8'),
}));

function importsOf(source: string): string[] {
  return [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]);
}

test('the source tree has files to check', () => {
  expect(files.length).toBeGreaterThan(0);
});

test.each(files)('$path imports only from the folders below it', ({ path, source }) => {
  const folder = path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
  for (const specifier of importsOf(source)) {
    if (specifier.startsWith('.')) {
      const target = join(path, '..', specifier);
      const targetFolder = target.includes('/') ? target.slice(0, target.indexOf('/')) : '';
      if (targetFolder === folder || target === 'errors.js' || folder === '') continue;
      expect(mayImport[folder]).toContain(targetFolder);
    } else if (specifier in onlyIn) {
      expect(path).toMatch(onlyIn[specifier]);
    }
  }
});

test.each(files.filter(({ path }) => !path.startsWith('cli/')))(
  '$path keeps no clock, no global randomness and no printing',
  ({ source }) => {
    for (const pattern of forbiddenBelowCli) expect(source).not.toMatch(pattern);
  },
);

test.each(files.filter(({ path }) => !/^(cli|evaluation|text|vectors)\//.test(path)))(
  '$path computes no weight with functions that differ between engines',
  ({ source }) => {
    expect(source).not.toMatch(mathThatDiffersBetweenEngines);
  },
);
