import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';

interface List {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly next: string | null;
}

/**
 * Every list answers `{items, next}`; by `Accept` the same page comes as NDJSON or CSV, the following page named in a `Link`
 * header. Routes that stream whole tables write their answer themselves and do not come by here.
 */
@Injectable()
export class ListInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const format = formatOf(request.headers.accept);
    if (format === null) return next.handle();
    return next.handle().pipe(
      map((answer) => {
        if (!isList(answer)) return answer;
        const reply = context.switchToHttp().getResponse<FastifyReply>();
        if (answer.next !== null) void reply.header('link', `<${following(request.url, answer.next)}>; rel="next"`);
        void reply.header('content-type', format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson');
        return format === 'csv'
          ? csvOf(answer.items)
          : answer.items.map((item) => `${JSON.stringify(item)}\n`).join('');
      }),
    );
  }
}

/** The table format asked for; null = JSON, also for whoever takes anything. */
function formatOf(accept: string | undefined): 'csv' | 'ndjson' | null {
  const wanted = (accept ?? '').toLowerCase();
  if (wanted.includes('application/json')) return null;
  if (wanted.includes('text/csv')) return 'csv';
  return /ndjson|jsonl/.test(wanted) ? 'ndjson' : null;
}

function isList(answer: unknown): answer is List {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'items' in answer &&
    Array.isArray(answer.items) &&
    'next' in answer
  );
}

function following(url: string, cursor: string): string {
  const [path = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `${path}?${parameters.toString()}`;
}

/** Columns are the fields in the order in which they first appear; the byte order mark lets spreadsheets read Chinese. */
function csvOf(items: List['items']): string {
  const columns = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const rows = items.map((item) => columns.map((column) => cell(item[column])));
  return `\ufeff${[columns, ...rows].map((row) => `${row.join(',')}\r\n`).join('')}`;
}

/** A text that begins like a formula is kept from being one. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value.replace(/^(?=[=+\-@\t\r])/, "'") : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
