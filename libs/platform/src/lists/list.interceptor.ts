import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { concatMap, type Observable } from 'rxjs';
import { csvOf, type Row } from './csv';
import { formatOf } from './format';
import { Pages } from './pages';
import { CONTENT_TYPES, lineOf, tableOf } from './tables';

interface List {
  readonly items: readonly Row[];
  readonly next: string | null;
}

/**
 * Lists answer `{items, next}`. For `Accept` NDJSON or CSV this sends the same page in that format and names the next
 * page in a `Link` header. `Pages` send their whole list in that format.
 */
@Injectable()
export class ListInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const format = formatOf(request.headers.accept);
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      concatMap(async (answer) => {
        if (answer instanceof Pages)
          return format === 'json' ? answer.page(request.query) : tableOf(reply, format, answer.columns, answer.all());
        if (format === 'json' || !isList(answer)) return answer;
        if (answer.next !== null) void reply.header('link', `<${following(request.url, answer.next)}>; rel="next"`);
        void reply.header('content-type', CONTENT_TYPES[format]);
        return format === 'csv' ? csvOf(columnsOf(answer.items), answer.items) : answer.items.map(lineOf).join('');
      }),
    );
  }
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

/** Field names in the order of their first appearance. */
const columnsOf = (items: readonly Row[]): string[] => [...new Set(items.flatMap((item) => Object.keys(item)))];
