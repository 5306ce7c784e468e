import { useSyncExternalStore } from 'react'

/** Where the page is, behind the `#`: never sent to a server, so that a code in it is in nobody's log. */
export type Route = { name: string; id: string | null }

export function parseRoute(hash: string): Route {
  const [name = '', id = null] = hash.replace(/^#\/?/, '').split('/')
  return { name, id: id === null ? null : decodeURIComponent(id) }
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
