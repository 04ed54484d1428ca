/** A list page by page to its end, or to so many pages that more would only hide a fault. */
export async function everyPage<T>(
  ask: (cursor: string | null) => Promise<{ items: T[]; next: string | null }>,
  maxPages: number,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  for (let i = 0; i < maxPages; i += 1) {
    const page: { items: T[]; next: string | null } = await ask(cursor);
    items.push(...page.items);
    cursor = page.next;
    if (cursor === null) break;
  }
  return items;
}
