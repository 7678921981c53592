#!/usr/bin/env node
// CommonJS, because Node's loader of modules takes some milliseconds more.
const { enableCompileCache } = require('node:module');

// Later runs find the code compiled, on engines that can keep it; where the cache cannot be written, nothing is lost.
enableCompileCache?.();
// Errors of our own point to the sources, for whoever looks for one; reading the maps takes time.
if (process.env.DEBUG) process.setSourceMapsEnabled(true);

require('../dist/src/bundle/tagger.cjs');
