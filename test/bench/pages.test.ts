// The pages of results and the programs that write them.
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { accuracyStudyNames } from '../../bench/accuracy/studies.js';
import { comparisonPartNames } from '../../bench/compare/studies.js';
import { sectionNames } from '../../bench/harness/page.js';
import { speedPartNames } from '../../bench/speed/parts.js';

const scripts = JSON.parse(readFileSync('package.json', 'utf8')).scripts;

test.each([
  ['accuracy', 'bench:accuracy', accuracyStudyNames],
  ['speed', 'bench', speedPartNames],
  ['networks', 'compare', comparisonPartNames],
])('the sections of the %s page are the parts of npm run %s', (name, script, parts) => {
  const path = `docs/benchmarks/${name}.md`;
  const page = readFileSync(path, 'utf8');
  expect(sectionNames(page, path).toSorted()).toEqual(parts.toSorted());
  const [command] = /^ {4}.*npm run .+$/m.exec(page)!;
  expect(command).toContain(`npm run ${script} -- --write ${path}`);
  expect(Object.keys(scripts)).toContain(script);
});
