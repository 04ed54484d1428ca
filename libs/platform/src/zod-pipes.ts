import { Body, Param, Query, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { causeOf } from '@cockpit/contracts';
import type { z } from 'zod';
import { badRequest, unprocessable, type Fault } from './errors';
import { describeInput } from './openapi';

/**
 * All faults of a failed parse with their paths, as `items.3.code`; the empty path is the value itself.
 * @param input the parsed value
 */
export function faultsOf(error: z.ZodError, input: unknown): Fault[] {
  return error.issues.map((issue) => ({ ...causeOf(issue, input), message: issue.message }));
}

/** @throws {AppError} 422 with every fault's path */
export function parsedBody<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw unprocessable('invalid-body', 'the body does not have the agreed shape', faultsOf(parsed.error, value));
}

class ZodPipe implements PipeTransform {
  constructor(private readonly schema: z.ZodType) {}

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (metadata.type === 'body') return parsedBody(this.schema, value ?? {});
    const parsed = this.schema.safeParse(value ?? {});
    if (parsed.success) return parsed.data;
    throw badRequest(
      metadata.type === 'param' ? 'invalid-param' : 'invalid-query',
      `the ${metadata.type} parameters are not usable`,
      faultsOf(parsed.error, value),
    );
  }
}

type Source = typeof Body | typeof Query | typeof Param;

const parsed =
  (source: Source, kind: 'body' | 'query' | 'param', schema: z.ZodType): ParameterDecorator =>
  (target, key, index) => {
    source(new ZodPipe(schema))(target, key, index);
    if (key !== undefined) describeInput(kind, schema, target, key);
  };

/** `@ZodBody(Schema) body: z.infer<typeof Schema>`; 422 with every fault's path. */
export const ZodBody = (schema: z.ZodType): ParameterDecorator => parsed(Body, 'body', schema);
/** `@ZodQuery(Schema) query`: the whole query string as an object of strings; 400 with every fault's path. */
export const ZodQuery = (schema: z.ZodType): ParameterDecorator => parsed(Query, 'query', schema);
/** `@ZodParam(Schema) params`: all path parameters as an object; 400 with every fault's path. */
export const ZodParam = (schema: z.ZodType): ParameterDecorator => parsed(Param, 'param', schema);
