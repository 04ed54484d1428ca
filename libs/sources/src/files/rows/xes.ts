import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { ReadRow } from './row';

const ATTRIBUTES = new Set(['string', 'date', 'int', 'float', 'boolean', 'id']);

/**
 * Events of an XES log (IEEE 1849), one row each. Columns: the event's attributes by key (`concept:name`,
 * `time:timestamp`), those of its trace with `trace:`, of the log with `log:`; nested attributes by path
 * (`cost/currency`); `trace:index` and `event:index` count from 1. The log is streamed.
 */
export async function* xesRows(text: AsyncIterable<string>): AsyncGenerator<ReadRow> {
  const reader = new XesReader();
  for await (const piece of text) {
    reader.write(piece);
    yield* reader.take();
  }
  reader.close();
  yield* reader.take();
}

class XesReader {
  private readonly parser = new SaxesParser({ xmlns: false });
  private readonly done: ReadRow[] = [];
  private readonly log: Record<string, string> = {};
  private trace: Record<string, string> = {};
  private event: Record<string, string> | null = null;
  private inTrace = false;
  private inDeclaration = 0;
  private readonly keys: string[] = [];
  private traceIndex = 0;
  private eventIndex = 0;
  private count = 0;

  constructor() {
    this.parser.on('opentag', (tag) => {
      this.open(tag);
    });
    this.parser.on('closetag', (tag) => {
      this.closeTag(tag.name);
    });
    this.parser.on('error', (error) => {
      throw new Error(`not well-formed XML: ${error.message}`);
    });
  }

  write(piece: string): void {
    this.parser.write(piece);
  }

  close(): void {
    this.parser.close();
  }

  *take(): Generator<ReadRow> {
    yield* this.done.splice(0);
  }

  private open(tag: SaxesTagPlain): void {
    switch (local(tag.name)) {
      case 'trace':
        this.inTrace = true;
        this.trace = { 'trace:index': String(++this.traceIndex) };
        this.eventIndex = 0;
        return;
      case 'event':
        this.event = { 'event:index': String(++this.eventIndex) };
        return;
      case 'global':
      case 'classifier':
      case 'extension':
        // declarations and defaults of the log describe possible attributes, not events
        this.inDeclaration += 1;
        return;
      default:
        if (this.inDeclaration === 0 && ATTRIBUTES.has(local(tag.name)))
          this.attribute(tag.attributes['key'] ?? '', tag.attributes['value'] ?? '');
        else if (local(tag.name) === 'list' || local(tag.name) === 'container')
          this.keys.push(tag.attributes['key'] ?? '');
    }
  }

  private attribute(key: string, value: string): void {
    const path = [...this.keys.filter((part) => part !== ''), key].join('/');
    this.keys.push(key);
    if (this.event) this.event[path] = value;
    else if (this.inTrace) this.trace[`trace:${path}`] = value;
    else this.log[`log:${path}`] = value;
  }

  private closeTag(name: string): void {
    switch (local(name)) {
      case 'trace':
        this.inTrace = false;
        return;
      case 'event':
        if (this.event) this.done.push({ at: ++this.count, row: { ...this.log, ...this.trace, ...this.event } });
        this.event = null;
        return;
      case 'global':
      case 'classifier':
      case 'extension':
        this.inDeclaration -= 1;
        return;
      default:
        if (this.inDeclaration === 0 && (ATTRIBUTES.has(local(name)) || name === 'list' || name === 'container'))
          this.keys.pop();
    }
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
