// The server of docs/library.md under load.
import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import autocannon from 'autocannon';
import { type ServerExample, serverCode, startServer } from '../../bench/harness/server-example.js';
import { loadTagger } from '../../src/index.js';

let server: ServerExample;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server.stop());

const post = (body: string | Uint8Array<ArrayBuffer>) =>
  fetch(server.url, { method: 'POST', body });

test('it is short', () => {
  expect(serverCode().split('\n').length).toBeLessThanOrEqual(32);
});

test('every answer under load is right', async () => {
  const { tag } = await loadTagger();
  const names = ['Teddy Roosevelt', 'Angela Merkel', 'Paris', 'the bear', '😀 Rose'];
  const texts = names.map((name) => `He said that ${name} was there.`);
  const wrong: string[] = [];
  let answerCount = 0;
  const requests = texts.map((text): autocannon.Request => {
    const expected = JSON.stringify({ entities: tag(text) });
    return {
      method: 'POST',
      body: JSON.stringify({ text }),
      onResponse: (status, body) => {
        answerCount++;
        if (status !== 200 || body !== expected) wrong.push(`${text}: ${status} ${body}`);
      },
    };
  });
  const {
    errors,
    timeouts,
    '2xx': count,
  } = await autocannon({
    url: server.url,
    amount: 300,
    connections: 10,
    requests,
  });
  expect({ wrong, errors, timeouts, count, answerCount }).toEqual({
    ...{ wrong: [], errors: 0, timeouts: 0 },
    ...{ count: 300, answerCount: 300 },
  });
});

test.each([
  ['no JSON', '{"text": "Teddy', 400],
  ['no text', '{"texts": ["Teddy"]}', 400],
  ['null', 'null', 400],
  ['too many characters', JSON.stringify({ text: 'x'.repeat(65_536) }), 413],
])('a body with %s is refused', async (_, body, status) => {
  const response = await post(body);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error: expect.stringMatching(/^expected /) });
  expect((await post('{"text": "Teddy slept."}')).status).toBe(200);
});

test('a text of the greatest size is tagged', async () => {
  const shell = JSON.stringify({ text: '' }).length;
  const text = 'Anna slept. '.repeat(5462).slice(0, 65_536 - shell);
  const response = await post(JSON.stringify({ text }));
  expect(response.status).toBe(200);
  const { entities } = (await response.json()) as { readonly entities: readonly unknown[] };
  expect(entities.length).toBeGreaterThan(1000);
});

test('another method is refused', async () => {
  expect((await fetch(server.url)).status).toBe(405);
});

test('on SIGTERM an open request is answered, and the server ends', async () => {
  const open = request(server.url, { method: 'POST' });
  open.write('{"text": "Teddy');
  // The server has the connection, as it answers another request.
  await post('{"text": "."}');
  const exit = once(server.process, 'exit');
  server.process.kill('SIGTERM');
  open.end(' Roosevelt slept."}');
  const [response] = await once(open, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  expect(JSON.parse(Buffer.concat(chunks).toString()).entities).toMatchObject([
    { label: 'PER', text: 'Teddy Roosevelt' },
  ]);
  expect(await exit).toEqual([0, null]);
});
