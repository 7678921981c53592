// A static file server: the same files with cross-origin isolation and without it.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { text } from 'node:stream/consumers';

export const PAGE =
  '<!doctype html><html lang="en"><title>Teddy</title><link rel="icon" href="data:,">';

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.html': 'text/html',
};

const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** Answers by their names in addresses, each from the body of the request. */
export type Answers = Readonly<
  Record<string, (body: string, respond: (content: string, type?: string) => void) => void>
>;

export interface FileServer {
  /** Ends with a slash. */
  readonly plain: string;
  readonly isolated: string;
  /** Names of the files that were asked for. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** @param files paths by their names in addresses */
export async function serveFiles(
  files: Readonly<Record<string, string>>,
  answers: Answers = {},
): Promise<FileServer> {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const [, kind, ...rest] = (request.url ?? '').split('/');
    const name = rest.join('/');
    const headers = kind === 'isolated' ? isolation : {};
    if (Object.hasOwn(answers, name)) {
      const body = await text(request);
      return answers[name](body, (content, type = 'text/plain') => {
        response.writeHead(200, { 'content-type': type, ...headers }).end(content);
      });
    }
    requests.push(name);
    const path = Object.hasOwn(files, name) ? files[name] : `dist/src/bundle/browser/${name}`;
    const isFound = name === 'index.html' || existsSync(path);
    response.writeHead(isFound ? 200 : 404, {
      'content-type': contentTypes[extname(name)] ?? 'application/octet-stream',
      ...headers,
    });
    response.end(name === 'index.html' ? PAGE : isFound ? readFileSync(path) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    plain: `http://127.0.0.1:${port}/plain/`,
    isolated: `http://127.0.0.1:${port}/isolated/`,
    requests,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
