import { setTimeout as sleep } from 'node:timers/promises';
import type { Language } from '@cockpit/contracts';
import { WebSocket, type Agent } from 'undici';
import type { Item } from '../channels/channel';
import { anyAgent, publicAgent, refuseInside } from '@cockpit/platform';

/** Somebody has pressed the button of a card. */
export interface Press {
  /** what the button carries */
  readonly token: string;
  /** their name, where the platform tells it */
  readonly person: string | null;
  /** what the platform calls them */
  readonly user: string;
}

export interface Pressed {
  /** for whoever has pressed */
  readonly words: string;
  readonly isGood: boolean;
  /** the card as it is now, for everybody; null: it stays as it is */
  readonly item: Item | null;
  readonly language: Language;
}

/** Null: nobody knows such a button. */
export type OnPress = (press: Press) => Promise<Pressed | null>;

export interface LineOptions {
  settings: unknown;
  secrets: unknown;
  allowPrivateHost: boolean;
  onPress: OnPress;
  signal: AbortSignal;
  /** the connection stands */
  up: () => void;
}

/** Connects once; resolves when the connection has ended. @throws when there was none */
export type Connect = (options: LineOptions) => Promise<void>;

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;
const STEADY_MS = 30_000;

/** @param failures in a row @param random 0–1 */
export const pauseAfter = (failures: number, random: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(10, Math.max(0, failures - 1))) * (0.5 + random / 2);

/** Connects again and again, with growing pauses and chance in them, so that not all come back in the same moment. */
export async function keepConnected(
  connect: Connect,
  options: Omit<LineOptions, 'up'>,
  say: (error: unknown) => void,
): Promise<void> {
  const { signal } = options;
  const isOver = (): boolean => signal.aborted;
  let failures = 0;
  while (!isOver()) {
    const began: { upAt?: number } = {};
    try {
      await connect({ ...options, up: () => (began.upAt = performance.now()) });
    } catch (error) {
      if (!isOver()) say(error);
    }
    const steady = performance.now() - (began.upAt ?? Infinity) > STEADY_MS;
    failures = steady ? 1 : failures + 1;
    await sleep(pauseAfter(failures, Math.random()), undefined, { signal }).catch(() => undefined);
  }
}

/** A platform asks for an answer within 3 s. */
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
  /** resolves when it has ended */
  readonly ended: Promise<void>;
  close(): void;
}

/** Within this nothing has come, not even a sign of life: then nobody is there any more. */
const OPEN_MS = 10_000;

/** A socket to where an administrator lets us. @throws when it does not open */
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
