import { IngestAnswer, Problem, eventJsonSchemas } from '@cockpit/contracts';
import type { DescribedPath } from '@cockpit/platform';
import { z } from 'zod';

type Content = Record<string, { schema: Record<string, unknown> }>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};
const ref = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

/** Schemas of every event type, and `Event`: any of them. */
function schemasOfEvents(): DescribedPath['schemas'] {
  const byType = Object.entries(eventJsonSchemas()).map(
    ([type, { $schema: _dialect, $id: _id, ...schema }]) => [type, schema] as const,
  );
  return {
    Event: {
      description: 'a CloudEvent of one of these types; fields beyond the described ones are dropped',
      oneOf: byType.map(([type]) => ref(type)),
      discriminator: {
        propertyName: 'type',
        mapping: Object.fromEntries(byType.map(([type]) => [type, ref(type).$ref])),
      },
    },
    ...Object.fromEntries(byType),
  };
}

const event = ref('Event');
const batch = { type: 'array', items: event };
const bodies: Content = {
  'application/cloudevents+json': { schema: event },
  'application/cloudevents-batch+json': { schema: batch },
  'application/x-ndjson': { schema: { type: 'string', description: 'one event a line' } },
  'application/json': {
    schema: {
      oneOf: [event, batch, { type: 'object', description: 'binary mode: `data`, the attributes in ce- headers' }],
    },
  },
};
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: schemaOf(Problem, 'output') } },
});

const eventsPath = (): DescribedPath['item'] => ({
  post: {
    operationId: 'postEvents',
    summary: 'Events in',
    description:
      'CloudEvents 1.0, one, a batch or NDJSON, plain or gzip, with the key of a source. What is accepted is durable; repeats count as accepted.',
    security: [{ bearer: [] }],
    requestBody: { required: true, content: bodies },
    responses: {
      202: {
        description: 'how many were accepted, and why the others were not',
        content: { 'application/json': { schema: schemaOf(IngestAnswer, 'output') } },
      },
      400: problem('the body cannot be read'),
      401: problem('no key, or a wrong or revoked one'),
      403: problem('the source may not send'),
      408: problem('the body did not come in time'),
      413: problem('over 8 MiB, or 64 MiB after decompression, or 524,288 events'),
      415: problem('not JSON, NDJSON or a CloudEvents type'),
      429: problem('this source has too much open or waiting; Retry-After says when to come back'),
      503: problem('the cockpit cannot write now; Retry-After says when to come back'),
    },
  },
});

/** OpenAPI description of `POST /v1/events`. */
export const describeEvents = (): DescribedPath => ({ item: eventsPath(), schemas: schemasOfEvents() });
