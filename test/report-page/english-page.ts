// The texts of data/texts as an HTML page, tagged by the shipped model.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { execPath } from 'node:process';

export const ENGLISH_PAGE = 'docs/english.html';

const FOLDER = 'data/texts';

/** The output of `tagger tag data/texts/*.txt --format html`. */
export function renderEnglishPage(): string {
  const texts = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));
  const paths = texts.sort().map((name) => `${FOLDER}/${name}`);
  const args = ['bin/tagger.js', 'tag', ...paths, '--format', 'html'];
  const env = { ...process.env, TAGGER_MODEL: '' };
  return execFileSync(execPath, args, { env, encoding: 'utf8' });
}
