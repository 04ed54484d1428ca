import { Injectable, type INestApplication } from '@nestjs/common';
import {
  ApiBody,
  ApiParam,
  ApiQuery,
  ApiResponse,
  DocumentBuilder,
  SwaggerModule,
  type OpenAPIObject,
} from '@nestjs/swagger';
import { ModulesContainer } from '@nestjs/core';
import { Problem } from '@cockpit/contracts';
import { z } from 'zod';

/** A zod schema as OpenAPI 3.1 reads it: `input` is what callers send, `output` what we answer. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

/** What a route answers, for `/openapi.json`; problem documents are described for every route. */
export const ZodAnswer = (schema: z.ZodType, { status = 200, description = '' } = {}): MethodDecorator =>
  ApiResponse({ status, description, schema: schemaOf(schema, 'output') });

/** Describes a route's body or parameters beside parsing them, so that the document cannot say anything else. */
export function describeInput(
  kind: 'body' | 'query' | 'param',
  schema: z.ZodType,
  target: object,
  key: string | symbol,
): void {
  const descriptor = Object.getOwnPropertyDescriptor(target, key);
  if (!descriptor) return;
  if (kind === 'body') ApiBody({ schema: schemaOf(schema, 'input') })(target, key, descriptor);
  if (kind === 'body' || !(schema instanceof z.ZodObject)) return;
  const describe = kind === 'query' ? ApiQuery : ApiParam;
  for (const [name, field] of Object.entries<z.ZodType>(schema.shape)) {
    describe({
      name,
      required: kind === 'param' || !field.safeParse(undefined).success,
      schema: schemaOf(field, 'input'),
    })(target, key, descriptor);
  }
}

/** Descriptions of routes that are no Nest controllers; a module adds its own in its constructor. */
@Injectable()
export class OpenApiPaths {
  readonly paths: OpenAPIObject['paths'] = {};
  readonly schemas: Record<string, Record<string, unknown>> = {};

  /** `schemas` by the name under which the item refers to them: `#/components/schemas/NAME`. */
  describe(
    path: string,
    item: OpenAPIObject['paths'][string],
    schemas: Record<string, Record<string, unknown>> = {},
  ): void {
    this.paths[path] = item;
    Object.assign(this.schemas, schemas);
  }
}

/** The OpenAPI 3.1 document of every route of this process. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('一窗通办 · 大厅数据驾驶舱')
    .setDescription('Everything the screens show. Failures are RFC 9457 problem documents.')
    .setVersion('1')
    .addBearerAuth()
    .addCookieAuth('cockpit_session')
    .addGlobalResponse({
      status: 'default',
      description: 'problem document',
      content: { 'application/problem+json': { schema: schemaOf(Problem, 'output') } },
    })
    .build();
  forgetSchemasAsClasses(app);
  const document = SwaggerModule.createDocument(app, config);
  const { paths, schemas } = app.get(OpenApiPaths);
  return {
    ...document,
    paths: { ...document.paths, ...paths },
    components: { ...document.components, schemas: { ...document.components?.schemas, ...schemas } },
  };
}

/**
 * A schema and its type share one name, so the compiler notes the schema where it would note a parameter's class. It has no
 * prototype to be looked through, and what it says is already described.
 */
function forgetSchemasAsClasses(app: INestApplication): void {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  for (const { metatype } of controllers) {
    if (typeof metatype !== 'function') continue;
    const prototype = metatype.prototype as object;
    for (const key of Object.getOwnPropertyNames(prototype)) {
      const types = Reflect.getMetadata('design:paramtypes', prototype, key) as unknown[] | undefined;
      if (types)
        Reflect.defineMetadata(
          'design:paramtypes',
          types.map((type) => (typeof type === 'function' ? type : Object)),
          prototype,
          key,
        );
    }
  }
}
