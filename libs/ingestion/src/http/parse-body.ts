import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import type { CauseCode } from '@cockpit/contracts';
import { AppError, badRequest } from '@cockpit/platform';
import { dropped, type Candidate } from '../pipeline/candidate';
import { Pace } from '../pipeline/pace';
import { idOf } from '../pipeline/validate';
import { elementsOf } from './json-list';
import { MAX_INFLATED, tooLarge } from './limits';

const JSON_TYPES = new Set(['application/json', 'application/cloudevents+json', 'application/cloudevents-batch+json']);
const NDJSON_TYPES = new Set(['application/x-ndjson', 'application/ndjson', 'application/jsonl']);
/** one event, in any encoding; the contract's largest has a few kilobytes */
const MAX_EVENT = 1024 * 1024;
/** no event is shorter than 128 bytes, so more elements than this are no list of events */
const MOST_EVENTS = MAX_INFLATED / 128;
/** shorter bodies are parsed in one go */
const AT_ONCE_CHARS = 512 * 1024;

/**
 * Parses the events of a request; they are not validated yet.
 * @throws {AppError} 400 for an unreadable body, 413 for too many events, 415 for an unsupported media type
 */
export async function parseBody(body: Buffer, headers: IncomingHttpHeaders): Promise<Candidate[]> {
  const type = mediaType(headers['content-type']);
  const isBinaryMode = headers['ce-specversion'] !== undefined || headers['ce-id'] !== undefined;
  const isNdjson = NDJSON_TYPES.has(type) && !isBinaryMode;
  if (!isNdjson && !JSON_TYPES.has(type))
    throw unsupported(`${type === '' ? 'no media type' : type} is not JSON, NDJSON or a CloudEvents type`);
  if (!isUtf8(body)) throw unparsable('body-not-utf8', 'the body is not UTF-8');
  const text = withoutMark(body.toString('utf8'));
  if (isNdjson) return parseLines(text);
  if (isBinaryMode)
    return [
      text.length > MAX_EVENT
        ? tooLong(0, text, idOf(fromHeaders(headers, null)))
        : candidateOf(0, fromHeaders(headers, parseJson(text))),
    ];
  if (text.length > AT_ONCE_CHARS && /^\s*\[/.test(text)) return parseLongList(text);
  if (text.length > MAX_EVENT && !/^\s*\{/.test(text)) throw noEvents();
  if (text.length > MAX_EVENT) return [tooLong(0, text)];
  const value = parseJson(text);
  return Array.isArray(value)
    ? value.map((raw, index) => candidateOf(index, raw))
    : [candidateOf(0, ensureObject(value))];
}

function mediaType(header: string | undefined): string {
  const [type = '', ...parameters] = (header ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') throw unsupported('the charset is UTF-8');
  return type;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // the parser's own message quotes the body
    throw unparsable('body-not-json', 'the body is not JSON');
  }
}

function ensureObject(value: unknown): object {
  if (typeof value !== 'object' || value === null) throw noEvents();
  return value;
}

/** Parses a long batch in portions, so that it does not block other requests. */
async function parseLongList(text: string): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  const pace = new Pace();
  try {
    for (const element of elementsOf(text)) {
      if (element !== '')
        add(
          candidates,
          element.length > MAX_EVENT
            ? tooLong(candidates.length, element)
            : candidateOf(candidates.length, JSON.parse(element)),
        );
      if (pace.isOver()) await pace.rest();
    }
  } catch (error) {
    if (error instanceof SyntaxError) throw unparsable('body-not-json', 'the body is not JSON');
    throw error;
  }
  return candidates;
}

/** An unreadable line is one rejected event; other lines are unaffected. */
async function parseLines(text: string): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  const pace = new Pace();
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const to = end === -1 ? text.length : end;
    const line = text.slice(from, to).trim();
    from = to + 1;
    if (line !== '') add(candidates, readLine(candidates.length, line));
    if (pace.isOver()) await pace.rest();
  }
  if (candidates.length === 0) throw unparsable('body-empty', 'the body is empty');
  return candidates;
}

function add(candidates: Candidate[], candidate: Candidate): void {
  if (candidates.length >= MOST_EVENTS) throw tooLarge(`more than ${String(MOST_EVENTS)} events`);
  candidates.push(candidate);
}

function readLine(index: number, line: string): Candidate {
  if (line.length > MAX_EVENT) return tooLong(index, line);
  try {
    return candidateOf(index, JSON.parse(line));
  } catch {
    return { index, raw: null, unreadable: line, id: null };
  }
}

const tooLong = (index: number, text: string, id: string | null = null): Candidate => ({
  index,
  raw: null,
  unreadable: text,
  id,
  drop: dropped('too-large', '', 'too-large', 'an event of more than 1 MiB', { mib: 1 }),
});
const candidateOf = (index: number, raw: unknown): Candidate => ({ index, raw, id: idOf(raw) });

/** CloudEvents binary mode: attributes in headers, percent-encoded; the body is `data`. */
function fromHeaders(headers: IncomingHttpHeaders, data: unknown): Record<string, unknown> {
  const event: Record<string, unknown> = { data };
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith('ce-') && typeof value === 'string') event[name.slice(3)] = decode(value);
  }
  return event;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);
const unparsable = (code: CauseCode, message: string): AppError =>
  badRequest('unparsable', message, [{ path: '', message, code, params: {} }]);
const noEvents = (): AppError => unparsable('body-no-event', 'the body is neither an event nor a batch of events');
const unsupported = (detail: string): AppError => new AppError('unsupported-media-type', 415, { detail });
