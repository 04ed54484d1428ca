import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HttpEmulator {
  readonly url: string;
  close(): Promise<void>;
}

export interface EmulatorRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly body: string;
}

/** Starts a server on a free local port. */
export async function listen(
  answer: (received: EmulatorRequest) => void | Promise<void>,
  port = 0,
): Promise<HttpEmulator & { server: Server }> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://emulator');
      void answer({ request, response, url, body: Buffer.concat(parts).toString() });
    });
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', done);
  });
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const close = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => {
        done();
      });
      server.closeAllConnections();
    });
  return { server, url, close };
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
