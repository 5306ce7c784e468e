import { useSyncExternalStore } from 'react'

/** Where the page is, behind the `#`: never sent to a server, so that a code in it is in nobody's log. */
export type Route = {
  name: string
  id: string | null
  /** A place inside of what the id names. */
  at: string | null
}

export function parseRoute(hash: string): Route {
  const [name = '', id = null, at = null] = hash.replace(/^#\/?/, '').split('/')
  return { name, id: decoded(id), at: decoded(at) }
}

/** An address that somebody cut or mistyped names nothing; it is no fault of the page's. */
function decoded(part: string | null): string | null {
  try {
    return part === null ? null : decodeURIComponent(part)
  } catch {
    return part
  }
}

const subscribe = (then: () => void) => {
  addEventListener('hashchange', then)
  return () => removeEventListener('hashchange', then)
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => location.hash))
}

export function go(path: string): void {
  location.hash = `#/${path}`
}

/** Leaves no trace of where one was, so that nobody goes back to a spent code. */
export function replace(path: string): void {
  history.replaceState(null, '', `#/${path}`)
  dispatchEvent(new HashChangeEvent('hashchange'))
}
