/** An id of the page's own, by which a repeated request is known; `randomUUID` is there over https only. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
