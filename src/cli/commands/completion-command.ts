// `tagger completion`: what --help prints about it.
import type { Command } from '../flags/command.js';

export type Shell = 'bash' | 'zsh' | 'fish';
export const shells: readonly Shell[] = ['bash', 'zsh', 'fish'];

export const completionCommand = {
  name: 'completion',
  operand: { name: 'SHELL', count: 'one', key: 'shell', choices: shells },
  summary: 'Print a completion script for bash, zsh or fish.',
  details: `The script completes commands, flags, their values and file names. It does not start tagger, so it is quick. Write it again after an update of tagger.

bash  write it to ~/.local/share/bash-completion/completions/tagger, or source it in ~/.bashrc
zsh   write it to a file named _tagger in a folder of $fpath, or source it in ~/.zshrc after compinit
fish  write it to ~/.config/fish/completions/tagger.fish`,
  groups: {},
  examples: ['source <(tagger completion bash)', 'tagger completion fish > tagger.fish'],
  exitCodes: { 0: 'done', 2: 'wrong usage' },
} satisfies Command;
