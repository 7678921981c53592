// Writes what the commands of the card print into it, each between the markers that name it.
//
// Run: TEDDY_CORPORA=FOLDER node dist/models/refresh-card.js [MODEL]
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { argv, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { replaceBlock } from './card-blocks.js';

const CARD = 'models/README.md';
const COMMANDS = ['score-en', 'score-name-regions', 'failures-en'];

let card = readFileSync(CARD, 'utf8');
for (const name of COMMANDS) {
  const program = fileURLToPath(new URL(`${name}.js`, import.meta.url));
  const printed = execFileSync(execPath, [program, ...argv.slice(2)], { encoding: 'utf8' });
  card = replaceBlock(card, name, printed);
}
writeFileSync(CARD, card);
