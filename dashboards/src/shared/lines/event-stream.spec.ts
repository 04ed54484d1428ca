import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { backoffMs, followEventStream } from './event-stream';

describe('back-off', () => {
  it('doubles, is capped, and spreads over half of its length', () => {
    expect(backoffMs(0, 1)).toBe(1000);
    expect(backoffMs(0, 0)).toBe(500);
    expect(backoffMs(3, 1)).toBe(8000);
    expect(backoffMs(50, 1)).toBe(30_000);
  });
});

describe('following a stream over a real socket', () => {
  let server: Server;
  const asked: (string | undefined)[] = [];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.headers['last-event-id']?.toString());
      answer(request, response);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
  beforeEach(() => {
    asked.length = 0;
  });
  afterAll(async () => {
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  const url = () => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;

  it('resumes with the last id after the line broke', async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    const downs: number[] = [];
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`id: ${String(asked.length)}-0\ndata: ${String(asked.length)}\n\n`);
    };
    await followEventStream(
      url(),
      {
        opened: () => undefined,
        activity: () => undefined,
        refused: () => undefined,
        down: (ms) => {
          downs.push(ms);
        },
        message: (message) => {
          seen.push(message.data);
          if (seen.length === 2) stop.abort();
        },
      },
      stop.signal,
    );
    expect(seen).toEqual(['1', '2']);
    expect(asked).toEqual([undefined, '1-0']);
    expect(downs.length).toBe(1);
  });

  it('hears every piece, keeps the last id while messages bring none, and does not care where the network cuts', async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    let heard = 0;
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      if (asked.length > 1) {
        response.end('data: over\n\n');
        return;
      }
      const pieces = [
        'retry: 2000\n',
        '\n: still',
        ' here\n\nid: 7-0\r',
        '\nevent: live\nda',
        'ta: {"厅":\ndata: 1}\n\n',
        'data: x\n\n',
      ];
      const next = (): void => {
        const piece = pieces.shift();
        if (piece === undefined) response.end();
        else response.write(piece, () => setImmediate(next));
      };
      next();
    };
    await followEventStream(
      url(),
      {
        opened: () => undefined,
        activity: () => {
          heard += 1;
        },
        refused: () => undefined,
        down: () => undefined,
        message: ({ data }) => {
          seen.push(data);
          if (data === 'over') stop.abort();
        },
      },
      stop.signal,
    );
    expect(seen).toEqual(['{"厅":\n1}', 'x', 'over']);
    expect(asked).toEqual([undefined, '7-0']);
    expect(heard).toBeGreaterThan(0);
  });

  it('says when the server says no, and asks again later', async () => {
    const stop = new AbortController();
    const refused: number[] = [];
    const opened: number[] = [];
    answer = (_request, response) => {
      response.writeHead(asked.length < 3 ? 401 : 200, { 'content-type': 'text/event-stream' });
      response.end('data: 1\n\n');
    };
    await followEventStream(
      url(),
      {
        opened: () => {
          opened.push(asked.length);
        },
        activity: () => undefined,
        down: () => undefined,
        message: () => {
          stop.abort();
        },
        refused: (status) => {
          refused.push(status);
        },
      },
      stop.signal,
      20,
    );
    expect(refused).toEqual([401, 401]);
    expect(opened).toEqual([3]);
  });
});
