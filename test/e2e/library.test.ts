// The library as other programs load it, by the name of the package.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import * as library from '../../src/index.js';

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

test('a CommonJS program requires the library', () => {
  expect(runNode('commonjs', `const { loadTagger } = require('teddy-tagger'); ${use}`)).toEqual({
    exitCode: 0,
    stdout: 'Teddy Roosevelt\n',
    stderr: '',
  });
});

test('import and require() give one library', () => {
  const code = `const required = require('teddy-tagger');
    import('teddy-tagger').then((imported) => {
      const isSame = Object.keys(imported).every((name) => imported[name] === required[name]);
      console.log(Object.keys(imported).sort().join(), Object.keys(required).sort().join(), isSame);
    });`;
  const names = Object.keys(library).sort().join();
  expect(runNode('commonjs', code).stdout).toBe(`${names} ${names} true\n`);
});

test('resolvers that do not know "exports" find the same files', () => {
  const { main, types, exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  const entry = exports['.'];
  expect({ main, types }).toEqual({ main: entry.require.default, types: entry.import.types });
  expect(existsSync(main)).toBe(true);
  expect(existsSync(types)).toBe(true);
});
