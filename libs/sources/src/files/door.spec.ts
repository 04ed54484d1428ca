import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { DoorError, EventDoor } from './door';
import type { OutgoingEvent } from './map-row';

type Answer = (body: string[], response: ServerResponse, request: IncomingMessage) => void;

/** A door that answers what a test says, over real HTTP. */
async function withDoor<T>(answers: Answer[], run: (door: EventDoor, bodies: string[][]) => Promise<T>): Promise<T> {
  const bodies: string[][] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks);
      const lines = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString().split('\n');
      bodies.push(lines);
      (answers.shift() ?? accept)(lines, response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await run(new EventDoor({ url: `http://127.0.0.1:${String(port)}`, key: 'k' }), bodies);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const accept: Answer = (body, response) => {
  response
    .writeHead(202, { 'content-type': 'application/json' })
    .end(JSON.stringify({ accepted: body.length, rejected: [] }));
};
const problem =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, headers).end(JSON.stringify({ type: 'about:blank', title: 'no', status, code: 'no' }));
  };
const events = (count: number): OutgoingEvent[] =>
  Array.from({ length: count }, (_, i) => ({
    specversion: '1.0',
    id: String(i),
    source: 's',
    type: 'hall.case.reopened',
    time: '2020-01-01T00:00:00Z',
    data: { caseId: 'ä'.repeat(40) },
  }));

describe('the door seen from outside', () => {
  it('sends the same ids again after 503, 429 and a broken connection', async () => {
    const broken: Answer = (_, response) => response.destroy();
    const answers = [problem(503), problem(429, { 'retry-after': '0' }), broken];
    const bodies = await withDoor(answers, async (door, seen) => {
      expect(await door.post(events(3))).toEqual({ accepted: 3, rejected: [] });
      return seen;
    });
    expect(bodies).toHaveLength(4);
    for (const body of bodies) expect(body).toEqual(bodies[0]);
  });

  it('squeezes what is large', async () => {
    const bodies = await withDoor([], async (door, seen) => {
      expect(await door.post(events(2000))).toEqual({ accepted: 2000, rejected: [] });
      return seen;
    });
    expect(bodies[0]).toHaveLength(2000);
  });

  it('halves what is too large and counts places as the caller does', async () => {
    const refuse: Answer = (_, response) => {
      const rejected = [{ index: 1, id: '3', reason: 'invalid', path: 'data', message: 'no' }];
      response.writeHead(202).end(JSON.stringify({ accepted: 1, rejected }));
    };
    const answer = await withDoor([problem(413), accept, refuse], (door) => door.post(events(4)));
    expect(answer.accepted).toBe(3);
    expect(answer.rejected[0]?.index).toBe(3);
  });

  it('does not knock again where the key is wrong', async () => {
    await withDoor([problem(401)], async (door, seen) => {
      await expect(door.post(events(1))).rejects.toThrow(DoorError);
      expect(seen).toHaveLength(1);
    });
  });
});
