// Writes what the examples of README.md and docs print today into the pages. Read the difference before you keep it.
//
// Run: npm run examples
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolder, direct, examplePages, examplesOf, outputOf } from './examples.js';
import { readPage } from './markdown.js';

const root = mkdtempSync(join(tmpdir(), 'examples-'));
try {
  for (const page of examplePages) refresh(page);
} finally {
  rmSync(root, { recursive: true });
}

function refresh(page: string): void {
  const folder = createFolder(root, page);
  let text = readPage(page);
  let from = 0;
  for (const example of examplesOf(page)) {
    const { command, program, output } = example;
    from = text.indexOf(program ?? `$ ${command}\n`, from);
    from = text.indexOf(output, from + (program ?? `$ ${command}\n`).length);
    const now = outputOf(direct(example), folder);
    if (now !== output) process.stderr.write(`${page}: ${command}\n`);
    text = text.slice(0, from) + now + text.slice(from + output.length);
    from += now.length;
  }
  writeFileSync(page, text);
}
