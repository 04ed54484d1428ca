import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { z } from 'zod';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { controllersOf, metadataOf } from './controllers';

const SENTENCE = '张先生 110105 19491231 002X，手机 138.1234.5678';
/**
 * Strings that name a thing, or open something: they are compared, never read. Events are masked at the door, rows of a roster as each is read.
 * A mapping names columns and values of a file.
 */
const NAMES_OF_THINGS =
  /(?:^|\.)(?:place|database|of|from|token|mapping(?!\.(?:about|skip\.0\.why))|sheet|id|key|pairing|logout_token|username|[a-z]*password|register|source|hall|unit|correlationId|types\.\d+|units\.\d+|queues\.\d+|items\.\d+|ids\.\d+|halls\.\d+|[a-z]+Id|[a-z]+Ids\.\d+|toQueue|rule|replaces|device|without\.\d+|extra\.\d+|number|item|queue|code|letter|shortName|body|csv|\$record|secrets\.(?:sign|secret|appSecret|clientSecret)|settings\.(?:host|user|signed|success\.(?:field|is)))(?:$|\.)/i;

interface Pipe {
  schema?: z.ZodType;
}
/** Every string of a schema with its path. */
function* strings(schema: z.ZodType, path: string[] = []): Generator<[string, z.ZodString]> {
  if (schema instanceof z.ZodString) yield [path.join('.'), schema];
  else if (schema instanceof z.ZodObject)
    for (const [key, field] of Object.entries<z.ZodType>(schema.shape)) yield* strings(field, [...path, key]);
  else if (schema instanceof z.ZodArray) yield* strings(schema.element as z.ZodType, [...path, '0']);
  else if (schema instanceof z.ZodRecord) yield* strings(schema.valueType as z.ZodType, [...path, '$record']);
  else if (schema instanceof z.ZodUnion)
    for (const option of schema.options as z.ZodType[]) yield* strings(option, path);
  else if (schema instanceof z.ZodPipe) yield* strings(schema.in as z.ZodType, path);
  else if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodCatch
  )
    yield* strings(schema.unwrap() as z.ZodType, path);
}

describe('free text of requests', () => {
  const bodies = [...controllersOf(CockpitAppModule)].flatMap((controller) =>
    Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
      const args = (metadataOf('__routeArguments__', controller, name) ?? {}) as Record<string, { pipes: Pipe[] }>;
      return Object.entries(args)
        .filter(([key]) => key.startsWith(`${String(RouteParamtypes.BODY)}:`))
        .flatMap(([, { pipes }]) =>
          pipes.flatMap(({ schema }) =>
            schema === undefined ? [] : [[`${controller.name}.${name}`, schema] as const],
          ),
        );
    }),
  );

  it('is masked as it is read, in every field that takes a sentence', () => {
    expect(bodies.length).toBeGreaterThan(25);
    const kept: string[] = [];
    let masked = 0;
    for (const [route, schema] of bodies) {
      for (const [path, field] of strings(schema)) {
        const read = field.safeParse(SENTENCE);
        if (!read.success || NAMES_OF_THINGS.test(path)) continue;
        if (/1949|1234/.test(read.data)) kept.push(`${route} ${path}`);
        else masked += 1;
      }
    }
    expect(kept).toEqual([]);
    expect(masked).toBeGreaterThan(12);
  });
});
