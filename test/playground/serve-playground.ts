// The folder of the playground from a static file server, with models and corpora of the test.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const FOLDER = 'dist/playground/page';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
};

export interface FileServer {
  /** Ends with a slash. */
  readonly address: string;
  close(): Promise<void>;
}

/** @param given contents by file names */
export async function servePlayground(
  given: ReadonlyMap<string, string | Uint8Array>,
): Promise<FileServer> {
  const contentOf = (name: string) => {
    const path = join(FOLDER, name);
    // Models and corpora in the folder are those of a build that may have been long ago.
    const isPart = /\.(html|css|js)$/.test(name) && existsSync(path);
    return given.get(name) ?? (isPart ? readFileSync(path) : undefined);
  };
  const server = createServer(({ url = '/' }, response) => {
    const name = url === '/' ? 'index.html' : url.slice(1);
    const content = contentOf(name);
    response.writeHead(content === undefined ? 404 : 200, {
      'content-type': contentTypes[extname(name)] ?? 'application/octet-stream',
    });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
