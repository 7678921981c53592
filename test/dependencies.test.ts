// What a user of the package installs: its dependencies in the lock file, and how they are published.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';

// Comes with Jest; it has no types.
const { safeLoad } = createRequire(import.meta.url)('js-yaml');

interface LockedPackage {
  readonly version: string;
  readonly hasInstallScript?: true;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
}

const locked: Readonly<Record<string, LockedPackage>> = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
).packages;
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

/** The place of a package in node_modules, as Node finds it from another. */
function placeOf(name: string, from: string): string {
  for (
    let folder = from;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  ) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (place in locked) return place;
    if (folder === '') throw new Error(`${name} is not in the lock file`);
  }
}

/** All packages that the package needs, by their places. */
function installed(): Map<string, LockedPackage> {
  const found = new Map<string, LockedPackage>();
  const waiting = Object.keys(manifest.dependencies).map((name) => placeOf(name, ''));
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (found.has(place)) continue;
    const entry = locked[place];
    found.set(place, entry);
    const { dependencies, optionalDependencies } = entry;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      waiting.push(placeOf(name, place));
    }
  }
  return found;
}

test('no dependency runs a script when a user installs the package', () => {
  const packages = installed();
  expect(packages.size).toBeGreaterThan(Object.keys(manifest.dependencies).length);
  const withScripts = [...packages].filter(([, { hasInstallScript }]) => hasInstallScript);
  expect(withScripts.map(([place]) => place)).toEqual([]);
  // The lock file does record such scripts.
  expect(locked['node_modules/esbuild'].hasInstallScript).toBe(true);
});

test('no dependency is made for one system', () => {
  const native = [...installed()].filter(([, { os, cpu }]) => os || cpu);
  expect(native.map(([place]) => place)).toEqual([]);
});

test('the package itself has no script that runs when it is installed', () => {
  for (const name of ['preinstall', 'install', 'postinstall', 'preprepare', 'postprepare']) {
    expect(manifest.scripts[name]).toBeUndefined();
  }
});

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

test('publishing signs where the package comes from, and adds a bill of materials', () => {
  const workflow = safeLoad(readFileSync('.github/workflows/publish.yml', 'utf8'));
  const { permissions, steps } = workflow.jobs.publish;
  expect(workflow.permissions).toEqual({ contents: 'read' });
  expect(permissions['id-token']).toBe('write');
  const commands = steps.map(({ uses, run }: Step) => uses ?? run);
  expect(commands).toEqual([
    expect.stringMatching(/^actions\/checkout@/),
    expect.stringMatching(/^actions\/setup-node@/),
    'npm ci --ignore-scripts',
    'npm audit --omit=dev',
    'npm audit signatures',
    'node build.js package',
    expect.stringContaining('"$TAG"'),
    expect.stringMatching(/^npm pack .*^npm sbom .* > "\$GITHUB_WORKSPACE\/sbom\.cdx\.json"$/ms),
    'npm publish --provenance --access public',
    'gh release upload "$TAG" sbom.cdx.json',
  ]);
});
