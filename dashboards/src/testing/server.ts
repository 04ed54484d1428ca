import type { Problem } from '@cockpit/contracts';

export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
}
type Handler = (request: Request) => unknown;

/** A refusal as the server writes it. */
export const refusal = (status: number, code: string, detail?: string, errors?: Problem['errors']): Response =>
  Response.json(
    {
      type: 'about:blank',
      title: code,
      status,
      code,
      ...(detail === undefined ? {} : { detail }),
      ...(errors === undefined ? {} : { errors }),
    },
    { status },
  );

export interface Server {
  asked: Request[];
  close: () => void;
}

/** Answers the requests of a page: by `METHOD /path`, or 404. What a handler throws is a line that broke. */
export function serve(handlers: Record<string, Handler>): Server {
  const before = globalThis.fetch;
  const asked: Request[] = [];
  globalThis.fetch = (input, init = {}) => {
    const { pathname, searchParams } = new URL(input as string, 'http://hall.example');
    const method = init.method ?? 'GET';
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const request = { method, path: pathname, query: searchParams, body };
    asked.push(request);
    const handler = handlers[`${method} ${pathname}`];
    return Promise.resolve().then(async () => {
      if (handler === undefined) return refusal(404, 'not-found');
      const answer = await handler(request);
      return answer instanceof Response ? answer : Response.json(answer ?? null);
    });
  };
  return {
    asked,
    close: () => {
      globalThis.fetch = before;
    },
  };
}
