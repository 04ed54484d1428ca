import { mkdir, open, readFile, readdir, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from './lock';

/** A CloudEvent as it lies on the disk and goes over the wire. */
export interface OutboxEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  time: string;
  data: Record<string, unknown>;
}

const SEGMENT = /^(\d{12})\.ndjson$/;
const SEGMENT_BYTES = 4 * 1024 * 1024;
const REJECTED_BYTES = 16 * 1024 * 1024;

/** A line read and where the reading goes on. `event` is null for a line torn by a crash in the midst of writing it. */
export interface Read {
  event: OutboxEvent | null;
  segment: number;
  next: number;
}

/**
 * Events waiting on the disk: files of lines, appended at one end, read and removed at the other, and a note of how far they
 * have been acknowledged. A crash leaves at most a torn last line, which nobody was promised.
 */
export class Outbox {
  private tail: FileHandle | null = null;
  private tailBytes = 0;
  private writing: Promise<unknown> = Promise.resolve();
  private segments: number[] = [];
  /** bytes of all segments */
  bytes = 0;
  /** acknowledged up to here */
  private done = { segment: 0, offset: 0 };

  private constructor(
    private readonly directory: string,
    private readonly unlock: () => Promise<void>,
  ) {}

  /** @throws when another client sends from the directory */
  static async open(directory: string): Promise<Outbox> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const outbox = new Outbox(directory, await lock(directory));
    outbox.segments = (await readdir(directory))
      .flatMap((name) => (SEGMENT.test(name) ? [Number(name.slice(0, 12))] : []))
      .sort((a, b) => a - b);
    for (const segment of outbox.segments) outbox.bytes += (await stat(outbox.path(segment))).size;
    const noted = await readFile(join(directory, 'acknowledged'), 'utf8').catch(() => '0 0');
    // a note that a power cut has spoilt says nothing: what is sent again changes nothing
    const [segment, offset] = /^(\d+) (\d+)$/.exec(noted)?.slice(1).map(Number) ?? [];
    outbox.done = { segment: segment ?? 0, offset: offset ?? 0 };
    return outbox;
  }

  /** Resolves when the events are on the disk. */
  append(events: readonly OutboxEvent[]): Promise<void> {
    const text = events.map((event) => `${JSON.stringify(event)}\n`).join('');
    const written = this.writing.then(() => this.write(Buffer.from(text)));
    this.writing = written.catch(() => undefined);
    return written;
  }

  /** The next events not yet acknowledged, at most so many and so many bytes. */
  async peek(count: number, bytes: number): Promise<Read[]> {
    const reads: Read[] = [];
    let size = 0;
    for (const segment of this.segments.filter((each) => each >= this.done.segment)) {
      const from = segment === this.done.segment ? this.done.offset : 0;
      const content = (await readFile(this.path(segment))).subarray(from);
      for (let at = 0; at < content.length && reads.length < count && size < bytes;) {
        const end = content.indexOf(10, at);
        // the last line of the last segment may still be being written
        if (end === -1 && segment === this.segments.at(-1) && this.tail !== null) break;
        const to = end === -1 ? content.length : end + 1;
        reads.push({ event: parse(content.subarray(at, to).toString()), segment, next: from + to });
        size += to - at;
        at = to;
      }
      if (reads.length >= count || size >= bytes) break;
    }
    return reads;
  }

  /** Everything up to here needs never be sent again. */
  async acknowledge({ segment, next }: Read): Promise<void> {
    this.done = { segment, offset: next };
    const fresh = join(this.directory, 'acknowledged.new');
    await writeFile(fresh, `${String(segment)} ${String(next)}`);
    await rename(fresh, join(this.directory, 'acknowledged'));
    for (const old of this.segments.filter((each) => each < segment)) {
      this.bytes -= (await stat(this.path(old))).size;
      await rm(this.path(old), { force: true });
    }
    this.segments = this.segments.filter((each) => each >= segment);
  }

  /** Keeps what the cockpit has refused, for somebody to look at: the last of it, should nobody. */
  async keepRejected(line: object): Promise<void> {
    const file = join(this.directory, 'rejected.ndjson');
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    if (size >= REJECTED_BYTES) await rename(file, join(this.directory, 'rejected.1.ndjson'));
    await writeFile(file, `${JSON.stringify(line)}\n`, { flag: 'a', mode: 0o600 });
  }

  async close(): Promise<void> {
    await this.writing;
    await this.endTail();
    await this.unlock();
  }

  private async endTail(): Promise<void> {
    const { tail } = this;
    this.tail = null;
    await tail?.close().catch(() => undefined);
  }

  private async write(text: Buffer): Promise<void> {
    if (this.tail === null || this.tailBytes > SEGMENT_BYTES) await this.begin();
    try {
      await this.tail?.appendFile(text);
      await this.tail?.datasync();
    } catch (error) {
      // a full disk may have taken half a line: what comes next must not stand behind it
      await this.endTail();
      throw error;
    }
    this.tailBytes += text.length;
    this.bytes += text.length;
  }

  /** Never behind an old last line, which a crash may have torn. */
  private async begin(): Promise<void> {
    await this.endTail();
    const segment = Math.max(this.done.segment, this.segments.at(-1) ?? 0) + 1;
    this.tail = await open(this.path(segment), 'wx', 0o600);
    this.tailBytes = 0;
    this.segments.push(segment);
  }

  private path(segment: number): string {
    return join(this.directory, `${String(segment).padStart(12, '0')}.ndjson`);
  }
}

function parse(line: string): OutboxEvent | null {
  try {
    return JSON.parse(line) as OutboxEvent;
  } catch {
    return null;
  }
}
