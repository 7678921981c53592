// The package as a user gets it: packed, installed in an empty folder, used by its name. What it needs besides comes from the
// registry or npm's cache; the model is the one in models/, whichever it is.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { copyClone, installInto, pack } from './clone.js';

const root = mkdtempSync(join(tmpdir(), 'teddy-package-'));
const clone = join(root, 'clone');
const folder = join(root, 'user');
const installed = join(folder, 'node_modules/teddy-tagger');
const sentence = 'He said Teddy Roosevelt was a great president.';
const types = ['LOC', 'MISC', 'ORG', 'PER'];

beforeAll(() => {
  copyClone(clone);
  installInto(folder, pack(clone, root));
});

afterAll(() => rmSync(root, { recursive: true }));

function run(command: string, args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    env: { ...process.env, TAGGER_MODEL: '' },
    input,
    encoding: 'utf8',
  });
  return { exitCode: status, stdout, stderr };
}

const tagger = (args: readonly string[], input?: string) =>
  run('npx', ['--no-install', 'tagger', ...args], input);

test('npx tagger tag marks a name with the shipped model', () => {
  const { exitCode, stdout, stderr } = tagger(['tag'], `${sentence}\n`);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toContain('[Teddy Roosevelt](PER)');
});

test('npx teddy-tagger is the same program', () => {
  expect(run('npx', ['--no-install', 'teddy-tagger', '--version']).stdout).toBe(
    tagger(['--version']).stdout,
  );
});

test('tagger inspect --json tells what the shipped model is and where it comes from', () => {
  const { exitCode, stdout } = tagger(['inspect', '--json']);
  expect(exitCode).toBe(0);
  const { name, types: found, byteCount, provenance } = JSON.parse(stdout);
  expect({ name, types: found }).toEqual({ name: 'en.safetensors', types });
  expect(byteCount).toBeGreaterThan(0);
  expect(provenance.scores.dev.overall.f1).toBeGreaterThan(0);
});

test('tagger eval scores the shipped model', () => {
  const rows = 'He O|said O|Teddy B-PER|Roosevelt I-PER|was O|a O|great O|president O|. O';
  writeFileSync(join(folder, 'small.conll'), `${rows.replaceAll('|', '\n')}\n`);
  const { exitCode, stdout } = tagger(['eval', 'small.conll']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^processed 9 tokens with 1 phrases; found: \d+ phrases; /);
});

test('the library loads the shipped model by itself', () => {
  const code = `import { loadTagger } from 'teddy-tagger';
    const { types, tag } = await loadTagger();
    console.log(JSON.stringify({ types, entities: tag(${JSON.stringify(sentence)}) }));`;
  writeFileSync(join(folder, 'use.js'), code);
  const { exitCode, stdout, stderr } = run(process.execPath, ['use.js']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const told = JSON.parse(stdout);
  expect(told.types).toEqual(types);
  expect(told.entities).toContainEqual({
    label: 'PER',
    text: 'Teddy Roosevelt',
    start: 8,
    end: 23,
    confidence: expect.any(Number),
  });
});

test('the library for browsers tags with the bytes of the shipped model', () => {
  const code = `import { readFileSync } from 'node:fs';
    import { loadTagger } from 'teddy-tagger/browser';
    const model = readFileSync('node_modules/teddy-tagger/models/en.safetensors');
    const { types, redact } = await loadTagger(model);
    console.log(JSON.stringify({ types, redacted: redact(${JSON.stringify(sentence)}) }));`;
  writeFileSync(join(folder, 'use-browser.js'), code);
  const { exitCode, stdout, stderr } = run(process.execPath, ['use-browser.js']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const redacted = 'He said [PER] was a great president.';
  expect(JSON.parse(stdout)).toEqual({ types, redacted });
});

test('man tagger finds the manual page after a global install', () => {
  const prefix = join(root, 'global');
  const [archive] = readdirSync(root).filter((name) => name.endsWith('.tgz'));
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--silent', '--prefix', prefix];
  execFileSync('npm', ['install', '--global', ...flags, join(root, archive)]);
  const { exitCode, stdout } = run('man', ['-M', join(prefix, 'share/man'), 'tagger']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('tagger - find named entities in text');
});

test('it holds what its package.json promises, and nothing that is only for its making', () => {
  const { exports, bin, man } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const ofNode = Object.values<Record<string, string>>(exports['.']).flatMap(Object.values);
  const bundle = './dist/src/bundle/browser';
  const workers = [`${bundle}/worker.js`, `${bundle}/tagger-worker.js`];
  const entries = [...ofNode, ...Object.values<string>(exports['./browser']), ...workers];
  const pages = ['README.md', 'CHANGELOG.md', 'LICENSE'];
  for (const path of [...entries, bin.tagger, ...man, ...pages]) {
    expect(existsSync(join(installed, path))).toBe(true);
  }
  expect(readdirSync(installed).sort()).toEqual([
    ...['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'dist', 'models', 'package.json'],
  ]);
  expect(readdirSync(join(installed, 'dist'))).toEqual(['src']);
  const models = readdirSync(join(installed, 'models'));
  expect(models.filter((name) => !name.endsWith('.safetensors'))).toEqual(['README.md']);
  const paths = readdirSync(installed, { recursive: true, encoding: 'utf8' });
  const names = paths.flatMap((path) => path.split(sep));
  for (const name of ['test', 'bench', 'assembly']) expect(names).not.toContain(name);
});

test('installing it runs no script, neither its own nor one of a dependency', () => {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  expect(Object.keys(packages)).toContain('node_modules/teddy-tagger');
  const withScripts = Object.keys(packages).filter((name) => packages[name].hasInstallScript);
  expect(withScripts).toEqual([]);
});

test('the installation ran no script: prepare is for those who build the package', () => {
  const { scripts } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  for (const name of ['preinstall', 'install', 'postinstall'])
    expect(scripts[name]).toBeUndefined();
  // It would have failed, because what it runs is not in the package.
  expect(scripts.prepare).toContain('node build.js');
  expect(existsSync(join(installed, 'build.js'))).toBe(false);
  const lock = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
  const withScripts = Object.entries<{ hasInstallScript?: true }>(lock.packages).filter(
    ([, entry]) => entry.hasInstallScript,
  );
  expect(withScripts.map(([place]) => place)).toEqual([]);
});
