// The completion scripts of the shells.
import { commands } from '../commands/commands.js';
import type { Shell } from '../commands/completion-command.js';
import { topics } from '../help/topics.js';
import { renderBash } from './bash.js';
import { completionTable } from './completion-table.js';
import { renderFish } from './fish.js';
import { renderZsh } from './zsh.js';

// Libraries for completion, and yargs itself, start the program at each press of the key, which
// takes longer than a static script by the start of Node.
const renderers = { bash: renderBash, zsh: renderZsh, fish: renderFish };

export const renderCompletion = (shell: Shell): string =>
  renderers[shell](completionTable(commands, topics));
