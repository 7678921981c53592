// Pictures of the gradient by distance: the gradient reports of tagger train for an RNN and an LSTM.
import { dirname, join } from 'node:path';
import { runTagger } from '../harness/run-tagger.js';
import type { RunScale } from '../harness/scale.js';
import { inTemporaryFolder } from '../harness/temporary-folder.js';

const pictures = [
  { cell: 'rnn', name: 'gradients-rnn.svg', description: 'The gradient of the RNN by step back' },
  {
    cell: 'lstm',
    name: 'gradients-lstm.svg',
    description: 'The gradient of the LSTM by step back',
  },
] as const;

type Picture = (typeof pictures)[number];

/** Draws the pictures beside the page. */
export async function drawGradients(page: string, scale: RunScale): Promise<void> {
  const draw = async function* (inFolder: (name: string) => string) {
    for (const picture of pictures) {
      const epochs = scale === 'quick' ? ['--epochs', '1'] : [];
      runTagger([
        ...trainArguments(picture, dirname(page)),
        ...epochs,
        ...['--output', inFolder('model'), '--force'],
      ]);
      yield picture;
    }
  };
  for await (const { name } of inTemporaryFolder(draw)) console.error(`drew ${name}`);
}

/** The commands of the pictures, and the pictures themselves as the page shows them. */
export function renderGradients(page: string): string {
  const commands = pictures.map((picture) =>
    ['    tagger', ...trainArguments(picture, dirname(page))].join(' '),
  );
  const images = pictures.map(({ name, description }) => `![${description}](${name})`);
  return [...commands, '', ...images].join('\n');
}

function trainArguments({ cell, name }: Picture, folder: string): string[] {
  const corpus = ['data/teddy/train.conll', '--dev', 'data/teddy/dev.conll'];
  return ['train', ...corpus, '--cell', cell, '--gradient-report', join(folder, name)];
}
