// The library as other programs load it, by the name of the package.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const sentence = 'He said Teddy Roosevelt was a great president.';
const use = `loadTagger('en').then(({ tag }) => console.log(tag('${sentence}')[0].text))`;

function runNode(type: 'commonjs' | 'module', code: string) {
  const args = [`--input-type=${type}`, '--eval', code];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { exitCode: status, stdout, stderr };
}

test('an ES module imports the library', () => {
  expect(runNode('module', `import { loadTagger } from 'teddy-tagger'; ${use}`)).toEqual({
    exitCode: 0,
    stdout: 'Teddy Roosevelt\n',
    stderr: '',
  });
});

test('a CommonJS program requires the library, if Node can require ES modules', () => {
  const { exitCode, stdout, stderr } = runNode(
    'commonjs',
    `const { loadTagger } = require('teddy-tagger'); ${use}`,
  );
  const canRequire = runNode('commonjs', 'console.log(process.features.require_module)').stdout;
  expect({ exitCode, stdout }).toEqual(
    canRequire === 'true\n'
      ? { exitCode: 0, stdout: 'Teddy Roosevelt\n' }
      : { exitCode: 1, stdout: '' },
  );
  // Node explains what to do instead.
  if (exitCode === 1) expect(stderr).toContain('dynamic import()');
});

test('resolvers that do not know "exports" find the same files', () => {
  const { main, types, exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect({ types, default: main }).toEqual(exports['.']);
  expect(existsSync(main)).toBe(true);
  expect(existsSync(types)).toBe(true);
});
