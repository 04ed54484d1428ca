import { HttpCode, Injectable, type INestApplication } from '@nestjs/common';
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

/** A zod schema in OpenAPI 3.1 form: `input` for requests, `output` for responses. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

/**
 * Descriptions are built when the document is first requested, because converting all schemas would double the start
 * time.
 */
const putOff: (() => void)[] = [];

function describePutOff(): void {
  for (const describe of putOff.splice(0)) describe();
}

/** Sets a route's status and documents its response in `/openapi.json`; problem documents are added to every route. */
export const ZodAnswer =
  (schema: z.ZodType, { status = 200, description = '' } = {}): MethodDecorator =>
  (target, key, descriptor) => {
    HttpCode(status)(target, key, descriptor);
    putOff.push(() => {
      ApiResponse({ status, description, schema: schemaOf(schema, 'output') })(target, key, descriptor);
    });
  };

/** Documents a route's body or parameters from the schema that parses them, so that the document cannot differ. */
export function describeInput(
  kind: 'body' | 'query' | 'param',
  schema: z.ZodType,
  target: object,
  key: string | symbol,
): void {
  const descriptor = Object.getOwnPropertyDescriptor(target, key);
  if (!descriptor) return;
  putOff.push(() => {
    describeParsed(kind, schema, target, key, descriptor);
  });
}

function describeParsed(
  kind: 'body' | 'query' | 'param',
  schema: z.ZodType,
  target: object,
  key: string | symbol,
  descriptor: PropertyDescriptor,
): void {
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

export interface DescribedPath {
  item: OpenAPIObject['paths'][string];
  /** by the name that the path item refers to: `#/components/schemas/NAME` */
  schemas: Record<string, Record<string, unknown>>;
}

/** Descriptions of routes outside Nest controllers; modules add theirs in their constructors. */
@Injectable()
export class OpenApiPaths {
  private readonly described = new Map<string, () => DescribedPath>();

  /** @param build called when the document is requested */
  describe(path: string, build: () => DescribedPath): void {
    this.described.set(path, build);
  }

  all(): [path: string, DescribedPath][] {
    return [...this.described].map(([path, build]) => [path, build()]);
  }
}

/** Builds the OpenAPI 3.1 document of all routes of this process. */
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
  describePutOff();
  forgetSchemasAsClasses(app);
  const document = SwaggerModule.createDocument(app, config);
  const described = app.get(OpenApiPaths).all();
  const schemas = Object.assign(
    {},
    document.components?.schemas,
    ...described.map(([, { schemas }]) => schemas),
  ) as object;
  return {
    ...document,
    paths: { ...document.paths, ...Object.fromEntries(described.map(([path, { item }]) => [path, item])) },
    components: { ...document.components, schemas: { ...schemas } },
  };
}

/**
 * A schema and its type share a name, so TypeScript emits the schema as a parameter's class metadata. A schema has no
 * prototype and is documented already, so Nest's scanner must skip it.
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
