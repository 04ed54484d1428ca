import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { Cockpit } from './cockpit';

const Doc = z.object({ revision: z.number(), text: z.string() });

let server: Server;
let cockpit: Cockpit;
let doc: z.infer<typeof Doc>;
let puts: number;
/** what becomes of the first change, whose answer never comes: it is made, or it is lost on its way */
let first: 'made' | 'lost';

beforeEach(async () => {
  doc = { revision: 1, text: 'before' };
  puts = 0;
  first = 'made';
  server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const answer = (status: number, body: object): unknown =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (request.method === 'GET') return answer(200, doc);
      puts += 1;
      if (puts === 1 && first === 'lost') return response.destroy();
      const asked = Doc.parse(JSON.parse(Buffer.concat(chunks).toString()));
      if (asked.revision !== doc.revision) return answer(409, { code: 'hall-changed' });
      doc = { revision: doc.revision + 1, text: asked.text };
      return puts === 1 ? response.destroy() : answer(200, doc);
    })();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  cockpit = new Cockpit(`http://127.0.0.1:${String(port)}`, undefined);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const change = (): Promise<void> =>
  cockpit.change('/doc', { revision: 1, text: 'after' }, async () => (await cockpit.get('/doc', Doc)).text === 'after');

it('finds its own change made when the answer did not come, and does not make it again', async () => {
  await change();
  expect({ puts, doc }).toEqual({ puts: 1, doc: { revision: 2, text: 'after' } });
});

it('makes it again when it was not made', async () => {
  first = 'lost';
  await change();
  expect({ puts, doc }).toEqual({ puts: 2, doc: { revision: 2, text: 'after' } });
});

it('is refused when somebody else was faster', async () => {
  first = 'lost';
  doc = { revision: 2, text: 'of somebody' };
  await expect(change()).rejects.toThrow('409 hall-changed');
});

it('is what a repeat without a look dies of', async () => {
  await expect(cockpit.send('PUT', '/doc', { revision: 1, text: 'after' })).rejects.toThrow('409 hall-changed');
});
