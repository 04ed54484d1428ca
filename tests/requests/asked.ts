import type { openApiDocument } from '@cockpit/platform';

type Document = ReturnType<typeof openApiDocument>;
type Schema = Readonly<Record<string, unknown>>;

/** One request of a route: what stands in its address and body, and what about it is unusual. */
export interface Asked {
  method: string;
  path: string;
  body?: string;
  why: string;
}

interface Route {
  method: string;
  path: string;
  query: readonly string[];
  pathNames: readonly string[];
  body: Schema | null;
}

const METHODS = ['get', 'post', 'put', 'delete', 'patch'] as const;

/** Every route of the document, with the parameters that it declares. */
export function routesOf(document: Document): Route[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      if (operation === undefined) return [];
      const parameters = (operation.parameters ?? []).flatMap((parameter) => ('name' in parameter ? [parameter] : []));
      const content =
        operation.requestBody !== undefined && 'content' in operation.requestBody
          ? operation.requestBody.content['application/json']
          : undefined;
      return [
        {
          method: method.toUpperCase(),
          path,
          query: parameters.filter((one) => one.in === 'query').map((one) => one.name),
          pathNames: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
          body: (content?.schema as Schema | undefined) ?? null,
        },
      ];
    }),
  );
}

/** Texts that some store, parser or calculation takes badly, as they stand in an address. */
const IN_ADDRESS: Readonly<Record<string, string>> = {
  NUL: 'a%00b',
  'only a NUL': '%00',
  'half a character': '%ED%A0%80',
  'no UTF-8': '%FF',
  'a quote': "'%22%60%5C",
  'a comment': "x'--",
  braces: '%7Bx:String%7D',
  'a long text': 'x'.repeat(6_000),
  negative: '-1',
  'a huge number': '1e400',
  'a huge integer': '99999999999999999999',
  'not a number': 'NaN',
  'a fraction': '0.5',
  'year 0': '0000-01-01',
  'year 9999': '9999-12-31',
  'no such day': '2026-02-30',
  'an early instant': '0000-01-01T00:00:00Z',
  'a late instant': '9999-12-31T23:59:59Z',
  'a far year': '%2B275760-09-13T00:00:00Z',
  empty: '',
  prototype: '__proto__',
  'a character above the plane': '%F0%9F%8F%9B',
  'a right-to-left mark': '%E2%80%8F',
  'a cursor': 'eyJhIjoiXHUwMDAwIn0',
  'a wrong cursor': 'W10',
  percent: '%25',
  slashes: '..%2F..%2Fetc',
  'a line break': 'a%0D%0Ab',
  day: '2026-10-26',
  'two days': '2026-10-26,2026-10-27',
};

/** Bodies that are wrong whatever the route expects. */
const BODIES: Readonly<Record<string, string>> = {
  'no JSON': '{',
  null: 'null',
  list: '[]',
  text: '"x"',
  number: '1',
  'an empty object': '{}',
  'a NUL': '{"reason":"a\\u0000b","text":"\\u0000","name":"\\u0000"}',
  'half a character': '{"reason":"\\ud800"}',
  deep: `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  'deep objects': `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
  prototype: '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}',
};

/** A value as the schema wants it, with `text` wherever a text stands. */
function sampleOf(schema: Schema, text: string, depth = 0): unknown {
  if (depth > 8) return null;
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const choices = schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf'];
  if (Array.isArray(choices)) return sampleOf(choices[0] as Schema, text, depth + 1);
  switch (schema['type']) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).map(([name, inner]) => [
          name,
          sampleOf(inner, text, depth + 1),
        ]),
      );
    case 'array':
      return schema['items'] === undefined ? [] : [sampleOf(schema['items'] as Schema, text, depth + 1)];
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    default:
      return schema['format'] === 'date-time'
        ? '2026-10-26T10:00:00Z'
        : schema['format'] === 'date'
          ? '2026-10-26'
          : text;
  }
}

/** The route's path with these values; `x` where none is known. */
export const pathOf = (route: Pick<Route, 'path'>, values: Readonly<Record<string, string>>): string =>
  route.path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'x');

/** The route with each unusual text in each of its places, one at a time, and with each unusual body. */
export function* unusual(route: Route, known: Readonly<Record<string, string>>): Generator<Asked> {
  const pathWith = (values: Readonly<Record<string, string>>): string => pathOf(route, { ...known, ...values });
  const proper = route.body === null ? {} : { body: JSON.stringify(sampleOf(route.body, 'x')) };
  for (const name of route.pathNames) {
    for (const [why, text] of Object.entries(IN_ADDRESS))
      if (text !== '')
        yield { method: route.method, path: pathWith({ [name]: text }), ...proper, why: `${name}: ${why}` };
  }
  const needed = route.query.filter((name) => name in known);
  yield {
    method: route.method,
    path: `${pathWith({})}?nobody-asked=%00`,
    ...proper,
    why: 'a NUL where nothing is expected',
  };
  for (const name of route.query) {
    for (const [why, text] of Object.entries(IN_ADDRESS)) {
      const rest = needed
        .filter((other) => other !== name)
        .map((other) => `&${other}=${String(known[other])}`)
        .join('');
      yield { method: route.method, path: `${pathWith({})}?${name}=${text}${rest}`, ...proper, why: `${name}: ${why}` };
    }
    yield { method: route.method, path: `${pathWith({})}?${name}=a&${name}=b`, ...proper, why: `${name}: twice` };
  }
  if (route.method === 'GET') return;
  for (const [why, body] of Object.entries(BODIES))
    yield { method: route.method, path: pathWith({}), body, why: `body: ${why}` };
  for (const text of [
    'x',
    'a\0b',
    '\ud800',
    '🏛'.repeat(50),
    '2026-10-26T10:00:00Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ]) {
    if (route.body !== null)
      yield {
        method: route.method,
        path: pathWith({}),
        body: JSON.stringify(sampleOf(route.body, text)),
        why: `body: ${JSON.stringify(text)} in every text`,
      };
  }
}
