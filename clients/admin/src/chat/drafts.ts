const prefix = 'omnisage.draft.'

/** What was written and not sent, for as long as this window is there; also over a reload, where it fits. */
const drafts = new Map<string, string>()

export function draftOf(place: string): string {
  return drafts.get(place) ?? sessionStorage.getItem(prefix + place) ?? ''
}

export function keepDraft(place: string, text: string): void {
  if (text === '') {
    drafts.delete(place)
    sessionStorage.removeItem(prefix + place)
    return
  }
  drafts.set(place, text)
  try {
    sessionStorage.setItem(prefix + place, text)
  } catch {
    // The browser holds no more; the window still does.
    sessionStorage.removeItem(prefix + place)
  }
}

/** Whoever signs out leaves nothing behind. */
export function dropDrafts(): void {
  drafts.clear()
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
}
