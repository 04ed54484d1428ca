import type { Socket } from 'node:net';
import type { DatabasePlace } from './session';

/** codes of errors of our own, beside those that databases and sockets have */
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

/** What the first bytes of either look like: an error, a question for the password, or whether TLS is to be had. */
const SOUNDS_LIKE: Readonly<Record<DatabasePlace['kind'], (first: Buffer) => boolean>> = {
  postgres: (first) => 'RENSv'.includes(String.fromCharCode(first[0] ?? 0)) && !SOUNDS_LIKE.mysql(first),
  mysql: (first) => first[3] === 0 && [9, 10, 255].includes(first[4] ?? 0),
};

/**
 * A server of another kind may wait for ever for what a database's client never says, or send what its driver waits to understand: both end here, and
 * say so.
 */
export function greeted(socket: Socket, kind: DatabasePlace['kind'], withinMs: number): Socket {
  let silence: NodeJS.Timeout | undefined;
  const other = (how: string): void => {
    // at once: the driver looks at the same bytes right after, and may take them for its own
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
