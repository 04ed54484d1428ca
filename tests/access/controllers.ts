import 'reflect-metadata';

export type Class = abstract new (...args: never[]) => object;
/** What a decorator left at a class, or at one of its methods. */
export const metadataOf = (key: string, target: object, name?: string): unknown =>
  name === undefined ? Reflect.getMetadata(key, target) : Reflect.getMetadata(key, target, name);

/** Every controller of an application. */
export function controllersOf(module: object, seen = new Set<object>()): Set<Class> {
  const found = new Set<Class>();
  if (seen.has(module)) return found;
  seen.add(module);
  const { module: inner } = module as { module?: object };
  for (const controller of (metadataOf('controllers', inner ?? module) ?? []) as Class[]) found.add(controller);
  for (const next of (metadataOf('imports', inner ?? module) ?? []) as object[])
    for (const controller of controllersOf(next, seen)) found.add(controller);
  return found;
}
