// The command line as one file, so that a short text does not wait for a hundred modules to load. What only one command
// or one format needs is in it too, but runs only when it is imported.
import { build } from 'esbuild';

// Of yargs the parser alone: the rest of what stands beside it takes as long to load as all of ours.
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

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  outdir: 'dist/src/bundle',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
  plugins: [parserOnly],
};

// As a CommonJS module, which asks for each module of Node's own where it is used; imports would load them all first.
await build({
  ...common,
  entryPoints: { tagger: 'src/cli/main.ts' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
});

await build({ ...common, entryPoints: ['src/model/tagging/tagger-worker.ts'], format: 'esm' });
