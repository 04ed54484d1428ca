import { createServer, type AddressInfo } from 'node:net';

/** The wished port if nobody has it, else any free one. */
export async function freePort(wished?: number): Promise<number> {
  return (
    (wished !== undefined && (await tryListen(wished))) ||
    (await tryListen(0)) ||
    Promise.reject(new Error('no free port on 127.0.0.1'))
  );
}

/** Nobody on this machine listens there. */
export const portIsFree = async (port: number): Promise<boolean> => (await tryListen(port)) === port;

function tryListen(port: number): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(0);
    });
    server.listen(port, '127.0.0.1', () => {
      const taken = (server.address() as AddressInfo).port;
      server.close(() => {
        resolve(taken);
      });
    });
  });
}
