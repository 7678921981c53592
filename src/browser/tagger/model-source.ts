// The bytes of a model, from wherever a page has them.
import { InputError } from '../../errors.js';
import { isGzip } from '../../files/bytes/is-gzip.js';
import { wrongType } from '../../files/wrong-type.js';

/** An address to fetch, the answer of a server, a file that was dropped on the page, or bytes. */
export type ModelSource = string | URL | Response | Blob | ArrayBuffer | Uint8Array;

export interface ModelBytes {
  /** Names the model in errors. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a model, plain or gzipped.
 *
 * @throws InputError if it cannot be fetched or is damaged
 * @throws TypeError for a source of another type
 */
export async function readSource(source: ModelSource): Promise<ModelBytes> {
  const name = nameOf(source);
  const bytes = await bytesOf(source, name);
  return { name, bytes: isGzip(bytes) ? await unpack(bytes, name) : bytes };
}

function nameOf(source: ModelSource): string {
  if (typeof source === 'string') return source;
  if (source instanceof URL) return source.href;
  if (source instanceof Response) return source.url || 'the response';
  // A file has a name.
  const { name } = Object(source);
  return typeof name === 'string' && name !== '' ? name : 'the model';
}

async function bytesOf(source: ModelSource, name: string): Promise<Uint8Array> {
  if (typeof source === 'string' || source instanceof URL) return bytesOf(await get(source), name);
  if (source instanceof Uint8Array) return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (source instanceof Blob) return new Uint8Array(await source.arrayBuffer());
  if (!(source instanceof Response)) {
    throw wrongType('loadTagger: expected a URL, a Response, a Blob or bytes', source);
  }
  if (!source.ok) throw new InputError(`${name}: expected a model, found status ${source.status}`);
  return new Uint8Array(await source.arrayBuffer().catch((error) => unreachable(name, error)));
}

const get = (url: string | URL): Promise<Response> =>
  fetch(url).catch((error) => unreachable(String(url), error));

function unreachable(name: string, error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  throw new InputError(`${name}: cannot be fetched: ${reason}`);
}

async function unpack(bytes: Uint8Array, name: string): Promise<Uint8Array> {
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  try {
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch {
    throw new InputError(`${name}: expected a gzip archive, found a damaged one`);
  }
}
