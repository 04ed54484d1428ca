import { createRequire } from 'node:module';
import type { ServerOptions, WebSocketServer } from 'ws';

/** Loaded when it is needed: an installed cockpit has a benchmark that can start this, and no packages for development. */
const packages = createRequire(__filename);

export function socketServer(options: ServerOptions): WebSocketServer {
  const { WebSocketServer: Server } = packages('ws') as { WebSocketServer: typeof WebSocketServer };
  return new Server(options);
}
