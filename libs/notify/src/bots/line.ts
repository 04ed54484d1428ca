import { setTimeout as sleep } from 'node:timers/promises';
import type { Language } from '@cockpit/contracts';
import { WebSocket, type Agent } from 'undici';
import type { Item } from '../channels/channel';
import { anyAgent, publicAgent, refuseInside } from '@cockpit/platform';

/** A press of a card button. */
export interface Press {
  /** the token in the button */
  readonly token: string;
  /** the person's name if the platform tells it */
  readonly person: string | null;
  /** the platform's user id */
  readonly user: string;
}

export interface Pressed {
  /** the reply for the person who pressed */
  readonly words: string;
  readonly isGood: boolean;
  /** the updated card for everybody; null leaves it unchanged */
  readonly item: Item | null;
  readonly language: Language;
}

/** Null for an unknown button. */
export type OnPress = (press: Press) => Promise<Pressed | null>;

export interface LineOptions {
  settings: unknown;
  secrets: unknown;
  allowPrivateHost: boolean;
  onPress: OnPress;
  signal: AbortSignal;
  /** call it when the connection is open */
  up: () => void;
}

/** Connects once and resolves when the connection ends. @throws if it cannot connect */
export type Connect = (options: LineOptions) => Promise<void>;

const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 60_000;
const STABLE_MS = 30_000;

/** @param failures consecutive failures @param random 0–1 */
export const pauseAfter = (failures: number, random: number): number =>
  Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(10, Math.max(0, failures - 1))) * (0.5 + random / 2);

/** Reconnects with growing random pauses, so that clients do not return all at once. */
export async function keepConnected(
  connect: Connect,
  options: Omit<LineOptions, 'up'>,
  onError: (error: unknown) => void,
): Promise<void> {
  const { signal } = options;
  const isStopped = (): boolean => signal.aborted;
  let failures = 0;
  while (!isStopped()) {
    const connection: { upAt?: number } = {};
    try {
      await connect({ ...options, up: () => (connection.upAt = performance.now()) });
    } catch (error) {
      if (!isStopped()) onError(error);
    }
    const wasStable = performance.now() - (connection.upAt ?? Infinity) > STABLE_MS;
    failures = wasStable ? 1 : failures + 1;
    await sleep(pauseAfter(failures, Math.random()), undefined, { signal }).catch(() => undefined);
  }
}

/** Platforms require an answer within 3 s. */
const ANSWER_MS = 2_500;

export const withTimeout = async <T>(work: Promise<T>): Promise<T | 'late'> => {
  const timer = new AbortController();
  const late = sleep(ANSWER_MS, 'late' as const, { signal: timer.signal, ref: false }).catch(() => 'late' as const);
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
};

export interface Socket {
  send(data: string | Uint8Array): void;
  /** resolves at the end of the connection */
  readonly ended: Promise<void>;
  close(): void;
}

const OPEN_MS = 10_000;

/** Opens a WebSocket; without `allowPrivateHost` only to public addresses. @throws if it does not open */
export async function openSocket(
  url: string,
  { allowPrivateHost, signal }: Pick<LineOptions, 'allowPrivateHost' | 'signal'>,
  onMessage: (data: string | ArrayBuffer) => void,
): Promise<Socket> {
  if (!allowPrivateHost) refuseInside(new URL(url).hostname);
  const agent: Agent = allowPrivateHost ? anyAgent() : publicAgent();
  const socket = new WebSocket(url, { dispatcher: agent });
  socket.binaryType = 'arraybuffer';
  const close = (): void => {
    socket.close();
    void agent.destroy();
  };
  let end: () => void = () => undefined;
  const ended = new Promise<void>((done) => (end = done));
  socket.addEventListener('message', ({ data }: { data: string | ArrayBuffer }) => {
    onMessage(data);
  });
  socket.addEventListener('close', () => {
    signal.removeEventListener('abort', close);
    void agent.destroy();
    end();
  });
  signal.addEventListener('abort', close, { once: true });
  await new Promise<void>((done, fail) => {
    const timer = setTimeout(() => {
      close();
      fail(new Error('the connection does not open'));
    }, OPEN_MS);
    socket.addEventListener('open', () => {
      clearTimeout(timer);
      done();
    });
    socket.addEventListener('error', ({ message }) => {
      clearTimeout(timer);
      fail(new Error(message === '' ? 'the connection does not open' : message));
    });
  });
  return {
    send: (data) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(data);
    },
    ended,
    close,
  };
}
