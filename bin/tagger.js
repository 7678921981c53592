#!/usr/bin/env node
import module from 'node:module';

// Later runs find the code compiled, on engines that can keep it; where the cache cannot be written, nothing is lost.
module.enableCompileCache?.();
// Errors of our own point to the sources, for whoever looks for one; reading the maps takes time.
if (process.env.DEBUG) process.setSourceMapsEnabled(true);

module.createRequire(import.meta.url)('../dist/src/bundle/tagger.cjs');
