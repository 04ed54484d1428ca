import { followEventStream, sleep, type StreamHandlers } from './event-stream';
import type { FromTab, LineAddress, ToTab } from './messages';

const SAY_MS = 10_000;
/** So many times nothing answered: this browser has no working exchange, and the tab keeps a line of its own. */
const MISSES = 3;

/** The part of a shared worker that a tab uses. */
interface Office {
  port: Pick<MessagePort, 'postMessage' | 'close'> & { onmessage: ((event: MessageEvent<ToTab>) => void) | null };
}

/** What tells that a tab goes; a test has none. */
const tab: Partial<Pick<Window, 'addEventListener' | 'removeEventListener'>> = globalThis;

const openOffice = (): Office | null =>
  typeof SharedWorker === 'undefined'
    ? null
    : new SharedWorker(new URL('./exchange.worker.ts', import.meta.url), { type: 'module', name: 'lines' });

/** Follows a stream until `signal` aborts, through the one exchange of all tabs where the browser has shared workers. */
export async function followLine(
  address: LineAddress,
  handlers: StreamHandlers,
  signal: AbortSignal,
  open: () => Office | null = openOffice,
  sayMs = SAY_MS,
): Promise<void> {
  let misses = 0;
  while (!signal.aborted && misses < MISSES) {
    const office = open();
    if (office === null) break;
    // one that had answered before is begun anew as often as it is lost: the system may end it
    misses = (await throughOffice(office, address, handlers, signal, sayMs)) ? 0 : misses + 1;
  }
  if (!isOver(signal)) await followEventStream(address.stream, handlers, signal);
}

/** @returns when the tab is done, or the exchange was silent; whether it had ever answered */
async function throughOffice(
  { port }: Office,
  address: LineAddress,
  handlers: StreamHandlers,
  signal: AbortSignal,
  sayMs: number,
): Promise<boolean> {
  let hasAnswered = false;
  let silent = 0;
  port.onmessage = ({ data }) => {
    hasAnswered = true;
    silent = 0;
    hand(data, handlers);
  };
  const say = (said: FromTab): void => {
    port.postMessage(said);
  };
  const leave = (): void => {
    say({ kind: 'leave' });
  };
  // a tab that comes back from the browser's cache says again what it follows at its next turn
  tab.addEventListener?.('pagehide', leave);
  while (!signal.aborted && silent < 2) {
    silent += 1;
    say({ kind: 'follow', address });
    await sleep(sayMs, signal);
  }
  tab.removeEventListener?.('pagehide', leave);
  leave();
  port.onmessage = null;
  port.close();
  return hasAnswered;
}

function hand(said: ToTab, handlers: StreamHandlers): void {
  if (said.kind === 'message') handlers.message(said);
  else if (said.kind === 'down') handlers.down(said.retryMs);
  else if (said.kind === 'refused') handlers.refused(said.status, said.retryMs);
  else if (said.kind !== 'here') handlers[said.kind]();
}

/** Reading it through a function keeps the compiler from remembering a check made before an await. */
const isOver = (signal: AbortSignal): boolean => signal.aborted;
