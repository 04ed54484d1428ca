/** A list page by page to its end. @throws Error for a list that turns in circles: then no part of it would be the truth */
export async function everyPage<T>(
  ask: (cursor: string | null) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  const seen = new Set<string>();
  for (;;) {
    const page: { items: T[]; next: string | null } = await ask(cursor);
    for (const item of page.items) items.push(item);
    cursor = page.next;
    if (cursor === null) return items;
    if (seen.has(cursor)) throw new Error('the list has no end');
    seen.add(cursor);
  }
}
