import { posix } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

export interface Element {
  readonly name: string;
  readonly of: Readonly<Record<string, string>>;
  readonly inside: Element[];
  text: string;
}

/** @throws where it is not well-formed */
export function readXml(xml: string): Element {
  const root: Element = { name: '', of: {}, inside: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, of: { ...attributes }, inside: [], text: '' };
    open.at(-1)?.inside.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  const [first] = root.inside;
  if (first === undefined) throw new Error('no element');
  return first;
}

export const all = (element: Element, name: string): Element[] => [
  ...(element.name === name ? [element] : []),
  ...element.inside.flatMap((one) => all(one, name)),
];

/** The parts of an Office file as elements, with everything that ECMA-376 part 2 says of packages checked. */
export function partsOf(content: Uint8Array): Map<string, Element> {
  const files = unzipSync(content);
  const parts = new Map<string, Element>();
  for (const [name, bytes] of Object.entries(files))
    if (/\.(xml|rels)$/.test(name)) parts.set(name, readXml(strFromU8(bytes)));
  const types = parts.get('[Content_Types].xml');
  if (types?.name !== 'Types') throw new Error('no content types');
  const byEnding = new Set(all(types, 'Default').map(({ of }) => of['Extension']?.toLowerCase()));
  const byName = new Set(all(types, 'Override').map(({ of }) => of['PartName']));
  for (const name of Object.keys(files)) {
    if (name === '[Content_Types].xml' || name.endsWith('/')) continue;
    if (!byName.has(`/${name}`) && !byEnding.has(name.split('.').at(-1)?.toLowerCase()))
      throw new Error(`${name} has no content type`);
  }
  for (const name of byName)
    if (files[name?.slice(1) ?? ''] === undefined) throw new Error(`${String(name)} is not there`);
  for (const [name, element] of parts) {
    if (!name.endsWith('.rels')) continue;
    const folder = posix.dirname(posix.dirname(name));
    const ids = new Set<string>();
    for (const { of } of all(element, 'Relationship')) {
      if (ids.has(of['Id'] ?? '')) throw new Error(`${name} has ${of['Id'] ?? ''} twice`);
      ids.add(of['Id'] ?? '');
      if (of['TargetMode'] === 'External') throw new Error(`${name} leads outside: ${of['Target'] ?? ''}`);
      const target = posix.join(folder, of['Target'] ?? '').replace(/^\//, '');
      const found = of['Target']?.startsWith('/') === true ? of['Target'].slice(1) : target;
      if (files[found] === undefined) throw new Error(`${name} leads to ${found}, which is not there`);
    }
    const owner = parts.get(posix.join(folder, posix.basename(name, '.rels')));
    for (const used of owner === undefined ? [] : relationsUsed(owner))
      if (!ids.has(used)) throw new Error(`${name} lacks ${used}`);
  }
  return parts;
}

const relationsUsed = (element: Element): string[] => [
  ...Object.entries(element.of).flatMap(([name, value]) => (/^r:(id|embed|link|pict)$/.test(name) ? [value] : [])),
  ...element.inside.flatMap(relationsUsed),
];

/** @throws where elements stand in another order than their schema has them, which Office calls a broken file */
export function assertOrder({ name, inside }: Element, order: readonly string[]): void {
  const places = inside.map((one) => order.indexOf(one.name));
  const unknown = inside[places.indexOf(-1)];
  if (unknown !== undefined) throw new Error(`${unknown.name} has no place in ${name}`);
  places.forEach((place, at) => {
    if (at > 0 && place < (places[at - 1] ?? 0)) throw new Error(`${inside[at]?.name ?? ''} comes too late in ${name}`);
  });
}
