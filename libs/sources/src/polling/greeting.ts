import type { Socket } from 'node:net';
import type { DatabasePlace } from './session';

/** error codes of our own beside those of databases and sockets */
export const NOT_THIS_KIND = 'NOT_THIS_KIND';
export const LISTING_SLOW = 'LISTING_SLOW';

export class CodedError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Recognises a server's first bytes: an error, a password request, or a TLS offer. */
const SOUNDS_LIKE: Readonly<Record<DatabasePlace['kind'], (first: Buffer) => boolean>> = {
  postgres: (first) => 'RENSv'.includes(String.fromCharCode(first[0] ?? 0)) && !SOUNDS_LIKE.mysql(first),
  mysql: (first) => first[3] === 0 && [9, 10, 255].includes(first[4] ?? 0),
};

/** Ends connections to servers of another kind, which could wait for ever or confuse the driver. */
export function greeted(socket: Socket, kind: DatabasePlace['kind'], withinMs: number): Socket {
  let silence: NodeJS.Timeout | undefined;
  const other = (how: string): void => {
    // emitted synchronously, because the driver reads the same bytes next
    socket.emit('error', new CodedError(NOT_THIS_KIND, how));
    socket.destroy();
  };
  socket.once('connect', () => {
    silence = setTimeout(() => {
      other('connected, but nothing was said');
    }, withinMs * 0.8);
  });
  socket.once('data', (first) => {
    clearTimeout(silence);
    if (!SOUNDS_LIKE[kind](first)) other('the first bytes are those of something else');
  });
  socket.once('close', () => {
    clearTimeout(silence);
  });
  return socket;
}
