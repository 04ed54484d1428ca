import { askInTurns } from './ask-in-turns';
import { followEventStream, type StreamHandlers } from './event-stream';
import type { FromTab, LineAddress, ToTab } from './messages';

/**
 * Over HTTP/1.1 a browser keeps six connections to one server, for all its tabs together, and each stream holds one for ever.
 * Two are always left for everything else.
 */
const STREAMS = 4;
/** A hidden tab may speak only once a minute; one that was silent for longer than this is gone. */
const GONE_MS = 150_000;

type Port = Pick<MessagePort, 'postMessage'>;

interface Line {
  address: LineAddress;
  tabs: Set<Port>;
  isStream: boolean;
  isOpen: boolean;
  /** the last thing heard, for a tab that comes later */
  last: string | null;
  stop: AbortController;
}

/** Between the tabs of a browser and the server: one line for everything that is followed, however many tabs follow it. */
export class Exchange {
  private readonly lines = new Map<string, Line>();
  private readonly heardAt = new Map<Port, number>();

  constructor(private readonly turnMs?: number) {}

  hear(port: Port, said: FromTab, now: number): void {
    if (said.kind === 'leave') this.forget(port);
    else {
      this.heardAt.set(port, now);
      this.join(port, said.address);
      tell(port, { kind: 'here' });
    }
    for (const [tab, at] of this.heardAt) if (now - at > GONE_MS) this.forget(tab);
  }

  private join(port: Port, address: LineAddress): void {
    const key = JSON.stringify([address.who, address.stream]);
    const line = this.lines.get(key) ?? this.begin(key, address);
    if (line.tabs.has(port)) return;
    // a tab follows one thing at a time
    this.leaveLines(port);
    this.lines.set(key, line);
    line.tabs.add(port);
    if (!line.isOpen) return;
    tell(port, { kind: 'opened' });
    if (line.last !== null) tell(port, { kind: 'message', data: line.last });
  }

  private begin(key: string, address: LineAddress): Line {
    const isStream = this.streams() < STREAMS;
    const line: Line = { address, tabs: new Set(), isStream, isOpen: false, last: null, stop: new AbortController() };
    this.lines.set(key, line);
    this.run(line);
    return line;
  }

  private streams(): number {
    return [...this.lines.values()].filter(({ isStream }) => isStream).length;
  }

  private run(line: Line): void {
    line.stop = new AbortController();
    const all = (said: ToTab): void => {
      for (const tab of line.tabs) tell(tab, said);
    };
    const handlers: StreamHandlers = {
      opened: () => {
        line.isOpen = true;
        line.last = null;
        all({ kind: 'opened' });
      },
      activity: () => {
        all({ kind: 'activity' });
      },
      message: ({ data }) => {
        line.last = data;
        all({ kind: 'message', data });
      },
      down: (retryMs) => {
        line.isOpen = false;
        all({ kind: 'down', retryMs });
      },
      refused: (status, retryMs) => {
        line.isOpen = false;
        all({ kind: 'refused', status, retryMs });
      },
    };
    line.isOpen = false;
    line.last = null;
    const { signal } = line.stop;
    void (line.isStream
      ? followEventStream(line.address.stream, handlers, signal)
      : askInTurns(line.address.once, handlers, signal, this.turnMs));
  }

  private forget(port: Port): void {
    this.heardAt.delete(port);
    this.leaveLines(port);
  }

  private leaveLines(port: Port): void {
    for (const [key, line] of this.lines) {
      if (!line.tabs.delete(port) || line.tabs.size > 0) continue;
      line.stop.abort();
      this.lines.delete(key);
    }
    this.promote();
  }

  /** A stream that ended leaves its connection to a line that had none. */
  private promote(): void {
    for (const line of this.lines.values()) {
      if (line.isStream || line.tabs.size === 0 || this.streams() >= STREAMS) continue;
      line.stop.abort();
      line.isStream = true;
      this.run(line);
    }
  }
}

const tell = (port: Port, said: ToTab): void => {
  port.postMessage(said);
};
