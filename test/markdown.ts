// The Markdown pages of the project, and the parts of them that tests read.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The pages that a user or a contributor reads. */
export const pages: readonly string[] = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'models/README.md'],
  ...pagesBelow('docs', /\.md$/),
  ...pagesBelow('data', /(^|\/)README\.md$/),
].filter((path) => existsSync(path));

function pagesBelow(folder: string, name: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => name.test(path))
    .map((path) => join(folder, path))
    .sort();
}

export const readPage = (path: string) => readFileSync(path, 'utf8');

export interface CodeBlock {
  readonly language: string;
  readonly code: string;
}

const fencedBlock = /^```(?<language>\w*)\n(?<code>.*?)^```$/gms;

/** The fenced blocks, in order. */
export function codeBlocksOf(text: string): CodeBlock[] {
  return [...text.matchAll(fencedBlock)].map(({ groups }) => ({
    language: groups!.language,
    code: groups!.code,
  }));
}

export interface ConsoleExample {
  readonly command: string;
  /** The standard output. */
  readonly output: string;
}

const consoleExample = /^\$ (?<command>(?:.*\\\n)*.*)\n(?<output>(?:(?!\$ ).*\n)*)/gm;

/** The commands of a `console` block, each behind "$" and with its output below it. */
export function consoleExamplesOf({ code }: CodeBlock): ConsoleExample[] {
  return [...code.matchAll(consoleExample)].map(({ groups }) => ({
    command: groups!.command,
    output: groups!.output,
  }));
}

const withoutBlocks = (text: string) => text.replaceAll(fencedBlock, '');

/** The targets of all links and pictures, as they are written. */
export function linksOf(text: string): string[] {
  const prose = withoutBlocks(text).replaceAll(/`[^`\n]+`/g, 'code');
  const inline = prose.matchAll(/\]\((?<target>[^()\s]+)\)/g);
  const definitions = prose.matchAll(/^\[[^\]]+\]: +(?<target>\S+)/gm);
  const images = prose.matchAll(/<(?:img|a)\b[^>]*\b(?:src|href)="(?<target>[^"]+)"/g);
  return [...inline, ...definitions, ...images].map(({ groups }) => groups!.target);
}

/** The anchors of the headings, as GitHub names them. */
export function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return [...withoutBlocks(text).matchAll(/^#{1,6} +(?<title>.+?) *#*$/gm)].map(({ groups }) => {
    const slug = slugOf(groups!.title);
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

/** Lower case, punctuation removed, a hyphen for each space. */
function slugOf(title: string): string {
  return title
    .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
}
