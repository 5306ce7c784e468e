export type Part<T> = { items: T[]; next?: string | null }

/** As many items as the API gives in one answer. */
export const itemsMax = 200

/** The first parts of a list, one behind the other, as one. */
export async function readParts<T>(
  count: number,
  read: (where: { limit: number; cursor?: string }) => Promise<Part<T>>,
): Promise<Part<T>> {
  const all: Part<T> = { items: [], next: null }
  for (let part = 0; part < count; part++) {
    const found: Part<T> = await read({ limit: itemsMax, ...(all.next ? { cursor: all.next } : {}) })
    all.items.push(...found.items)
    all.next = found.next ?? null
    if (!all.next) break
  }
  return all
}
