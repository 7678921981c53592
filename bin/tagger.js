#!/usr/bin/env node
import module from 'node:module';
import { fileURLToPath } from 'node:url';

// Training leaves much garbage that dies young. From Node 22 on V8 lets it grow to 134 MB before it collects it, and is no
// faster for it; only a program that starts can be told so, in the place of this one.
const sparing = '--max-semi-space-size=8';
const { argv, env, execArgv, execPath, platform } = process;
if (argv[2] === 'train' && platform !== 'win32' && !execArgv.includes(sparing)) {
  const program = fileURLToPath(import.meta.url);
  process.execve?.(execPath, [execPath, sparing, ...execArgv, program, ...argv.slice(2)], env);
}

// Later runs find the code compiled, on engines that can keep it; where the cache cannot be written, nothing is lost.
module.enableCompileCache?.();
// Errors of our own point to the sources, for whoever looks for one; reading the maps takes time.
if (env.DEBUG) process.setSourceMapsEnabled(true);

module.createRequire(import.meta.url)('../dist/src/bundle/tagger.cjs');
