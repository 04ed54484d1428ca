import { EVENT_TYPES, eventJsonSchema, render, type Language } from '@cockpit/contracts';
import { z } from 'zod';
import { expectMadePart, table } from './made-part';

const Schema = z.object({
  properties: z.object({
    data: z.object({
      properties: z.record(z.string(), z.object({ enum: z.array(z.string()).optional() })),
      required: z.array(z.string()).default([]),
    }),
  }),
});

const GUIDES: readonly { path: string; language: Language; head: readonly string[]; comma: string }[] = [
  { path: 'docs/ingestion.md', language: 'en', head: ['`type`', 'what happened', '`data`'], comma: ', ' },
  { path: 'docs/zh-CN/ingestion.md', language: 'zh-CN', head: ['`type`', '发生了什么', '`data`'], comma: '、' },
];

it.each(GUIDES)('$path names all types of events with their fields', ({ path, language, head, comma }) => {
  const rows = EVENT_TYPES.map((type) => {
    const { properties, required } = Schema.parse(eventJsonSchema(type)).properties.data;
    const fields = Object.entries(properties).map(([name, { enum: choices = [] }]) => {
      const field = `\`${name}${required.includes(name) ? '' : '?'}\``;
      return choices.length === 0 ? field : `${field} \`${choices.join('|')}\``;
    });
    return [`\`${type}\``, render({ code: `event.${type}`, params: {} }, language) ?? '', fields.join(comma)];
  });
  expectMadePart(path, 'events', table(head, rows));
});
