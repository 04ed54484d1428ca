import { z } from 'zod';
import { EVENT_DATA, EVENT_TYPES, type EventType } from './data';
import { Envelope } from './envelope';

type JsonSchema = Record<string, unknown>;

/**
 * JSON Schema (draft 2020-12) of a whole event: the CloudEvents envelope with the `data` of its type. It describes what a source may send,
 * so it allows additional fields, which ingestion drops.
 */
export function eventJsonSchema(type: EventType): JsonSchema {
  const event = Envelope.extend({ type: z.literal(type), data: EVENT_DATA[type] });
  return {
    $id: `urn:hall-cockpit:event:${type}`,
    title: type,
    ...z.toJSONSchema(event, { io: 'input', unrepresentable: 'throw' }),
  };
}

/** The schemas of all event types, by type. */
export function eventJsonSchemas(): Record<string, JsonSchema> {
  return Object.fromEntries(EVENT_TYPES.map((type) => [type, eventJsonSchema(type)]));
}
