import { createServer, type AddressInfo } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** The preferred port if free, else any free one. */
export async function freePort(preferred?: number): Promise<number> {
  return (
    (preferred !== undefined && (await tryListen(preferred)).port) ||
    (await tryListen(0)).port ||
    Promise.reject(new Error('no free port on 127.0.0.1'))
  );
}

/** Whether nothing on this machine listens there. */
export const portIsFree = async (port: number, host = LOOPBACK): Promise<boolean> =>
  (await tryListen(port, host)).port === port;

/** The system's error code for why nothing can listen there, such as EADDRINUSE; undefined when possible. */
export const whyNotListening = async (port: number, host = LOOPBACK): Promise<string | undefined> =>
  (await tryListen(port, host)).fault;

function tryListen(port: number, host = LOOPBACK): Promise<{ port: number; fault?: string }> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ port: 0, fault: error.code ?? error.message });
    });
    server.listen(port, host, () => {
      const port = (server.address() as AddressInfo).port;
      server.close(() => {
        resolve({ port });
      });
    });
  });
}
