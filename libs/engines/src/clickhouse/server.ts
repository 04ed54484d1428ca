import { randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { ClickhouseEngine, Answer } from './engine';
import { failureOf } from './failure';
import { partsOf } from './form';
import { readStatement } from './statement';

const unzip = promisify(gunzip);
const zip = promisify(gzip);

/** ClickHouse's HTTP interface, as far as local clients use it. */
export function clickhouseServer(engine: ClickhouseEngine, password: string): Server {
  const server = createServer((request, response) => {
    void serve(engine, password, request, response);
  });
  // longer than any client keeps an idle connection, so that we never close one about to be used
  server.keepAliveTimeout = 60_000;
  server.requestTimeout = 0;
  return server;
}

async function serve(
  engine: ClickhouseEngine,
  password: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://clickhouse');
  if (url.pathname === '/ping' || url.pathname === '/replicas_status') {
    response.writeHead(200, { 'content-type': 'text/plain' }).end('Ok.\n');
    return;
  }
  const queryId = url.searchParams.get('query_id') ?? randomUUID();
  response.setHeader('X-ClickHouse-Query-Id', queryId);
  response.setHeader('X-ClickHouse-Server-Display-Name', 'embedded');
  response.setHeader('X-ClickHouse-Timezone', 'UTC');
  try {
    if (!allowed(request, url, password)) {
      throw new Error(
        'Code: 516. DB::Exception: default: Authentication failed: password is incorrect. (AUTHENTICATION_FAILED)',
      );
    }
    const statement = readStatement(...(await parametersOf(request, url.searchParams)));
    if (statement.sql === '') throw new Error('Code: 62. DB::Exception: Syntax error: Empty query. (SYNTAX_ERROR)');
    await send(request, url, response, await engine.run(statement, () => !response.destroyed));
  } catch (error) {
    const { code, status, message } = failureOf(error);
    response
      .writeHead(status, { 'content-type': 'text/plain; charset=UTF-8', 'X-ClickHouse-Exception-Code': String(code) })
      .end(`${message}\n`);
  }
}

/**
 * Parameters from URL, headers and body. Values too long for the URL come as form parts, with the statement among them.
 */
async function parametersOf(
  request: IncomingMessage,
  address: URLSearchParams,
): Promise<Parameters<typeof readStatement>> {
  const body = await bodyOf(request);
  if (request.headers['content-type']?.startsWith('multipart/form-data') !== true)
    return [address, request.headers, body];
  const query = new URLSearchParams(address);
  for (const [name, value] of await partsOf(request.headers, body)) query.set(name, value);
  return [query, request.headers, Buffer.alloc(0)];
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return request.headers['content-encoding'] === 'gzip' ? unzip(body) : body;
}

async function send(request: IncomingMessage, url: URL, response: ServerResponse, answer: Answer): Promise<void> {
  const acceptsGzip =
    url.searchParams.get('enable_http_compression') === '1' &&
    /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const body = acceptsGzip ? await zip(answer.bytes, { level: 1 }) : answer.bytes;
  response
    .writeHead(200, {
      'content-type': 'text/plain; charset=UTF-8',
      ...(acceptsGzip ? { 'content-encoding': 'gzip' } : {}),
      'content-length': body.length,
      'X-ClickHouse-Summary': JSON.stringify({
        read_rows: String(answer.rowsRead),
        read_bytes: String(answer.bytesRead),
        written_rows: String(answer.rowsWritten),
        written_bytes: '0',
        total_rows_to_read: '0',
        result_rows: '0',
        result_bytes: String(answer.bytes.length),
        elapsed_ns: String(Math.round(answer.elapsedSec * 1e9)),
      }),
    })
    .end(body);
}

/** Checks basic authorisation, ClickHouse's own headers, or the URL. */
function allowed(request: IncomingMessage, url: URL, password: string): boolean {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const header = request.headers['x-clickhouse-key'];
  const presented =
    basic === undefined
      ? ((typeof header === 'string' ? header : url.searchParams.get('password')) ?? '')
      : Buffer.from(basic, 'base64')
          .toString('utf8')
          .replace(/^[^:]*:/, '');
  const [a, b] = [Buffer.from(presented), Buffer.from(password)];
  return a.length === b.length && timingSafeEqual(a, b);
}
