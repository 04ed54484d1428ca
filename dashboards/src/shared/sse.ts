export interface SseMessage {
  event: string;
  data: string;
  id: string | null;
}

/**
 * Incremental parser of `text/event-stream`: feed it text as it arrives, it returns the messages completed by it.
 * An id without data still counts: the server may move the resume point on without having news.
 */
export class SseParser {
  lastEventId: string | null = null;
  private rest = '';
  private data: string[] = [];
  private event = '';

  push(text: string): SseMessage[] {
    const messages: SseMessage[] = [];
    this.rest += text;
    for (;;) {
      const end = /\r\n|\n|\r/.exec(this.rest);
      // a lone CR at the very end may be the first half of a CRLF that has not arrived yet
      if (!end || (end[0] === '\r' && end.index === this.rest.length - 1)) return messages;
      const line = this.rest.slice(0, end.index);
      this.rest = this.rest.slice(end.index + end[0].length);
      const message = line === '' ? this.dispatch() : this.field(line);
      if (message) messages.push(message);
    }
  }

  private field(line: string): null {
    const colon = line.indexOf(':');
    if (colon === 0) return null;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') this.data.push(value);
    else if (name === 'event') this.event = value;
    else if (name === 'id' && !value.includes('\0')) this.lastEventId = value;
    return null;
  }

  private dispatch(): SseMessage | null {
    const message =
      this.data.length > 0
        ? { event: this.event || 'message', data: this.data.join('\n'), id: this.lastEventId }
        : null;
    this.data = [];
    this.event = '';
    return message;
  }
}
