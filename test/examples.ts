// The examples of README.md and of the pages in docs.
//
// A command of a `console` block stands behind "$", its standard output below it. A `js` block is a program, and the `text`
// block that follows is its output. The examples of a page run in order, in one folder that has the package installed.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type CodeBlock,
  type ConsoleExample,
  codeBlocksOf,
  consoleExamplesOf,
  readPage,
} from './markdown.js';

export interface Example extends ConsoleExample {
  readonly page: string;
  /** The file that the command runs. */
  readonly program?: string;
}

const PROGRAM = 'example.mjs';

/** The pages whose examples run. */
export const examplePages: readonly string[] = [
  'README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** A new folder with the package and what the examples of a page read. */
export function createFolder(root: string, page: string): string {
  const folder = join(root, page.replaceAll('/', '-'));
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  symlinkSync(process.cwd(), join(modules, 'teddy-tagger'));
  symlinkSync(resolve('bin/tagger.js'), join(modules, '.bin/teddy-tagger'));
  for (const name of ['data', 'models']) symlinkSync(resolve(name), join(folder, name));
  return folder;
}

/** The examples of a page, in order. */
export function examplesOf(page: string): Example[] {
  const blocks = codeBlocksOf(readPage(page));
  return blocks.flatMap((block, index) => {
    if (block.language === 'console') {
      return consoleExamplesOf(block).map((example) => ({ page, ...example }));
    }
    return block.language === 'js' ? [programExample(page, block.code, blocks[index + 1])] : [];
  });
}

function programExample(page: string, code: string, next: CodeBlock | undefined): Example {
  if (next?.language !== 'text') throw new Error(`${page}: no output follows the program: ${code}`);
  return { page, command: `node ${PROGRAM}`, output: next.code, program: code };
}

/** What the command prints to standard output in the folder of its page. */
export function outputOf({ command, program }: Example, folder: string): string {
  if (program !== undefined) writeFileSync(join(folder, PROGRAM), program);
  const env = { ...process.env, TAGGER_MODEL: '', NO_COLOR: '1' };
  return execFileSync('bash', ['-c', command], { cwd: folder, env, stdio: 'pipe' }).toString();
}

// npx takes a second to find the program, so that one example is enough to show that it does.
export const direct = ({ command, ...rest }: Example): Example => ({
  ...rest,
  command: command.replaceAll('npx teddy-tagger', 'node_modules/.bin/teddy-tagger'),
});
