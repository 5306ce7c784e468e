import { useCallback, useEffect, useRef, useState } from 'react'
import { messageOf } from './problem'

export type Resource<T> = { value: T | null; error: string | null; reload: () => void }

/**
 * What the API answers, asked again when the key changes, when it is told to, and, with an interval, as time goes by
 * while somebody looks. What is there stays until something newer is.
 */
export function useResource<T>(
  key: string,
  read: (signal: AbortSignal) => Promise<T>,
  everyMs?: number,
): Resource<T> {
  const [state, setState] = useState<{ key: string; value: T | null; error: string | null }>({
    key,
    value: null,
    error: null,
  })
  const [turn, setTurn] = useState(0)
  const latest = useRef(read)
  latest.current = read
  const reload = useCallback(() => setTurn(now => now + 1), [])
  useEffect(() => {
    const abort = new AbortController()
    latest
      .current(abort.signal)
      .then(value => {
        if (!abort.signal.aborted) setState({ key, value, error: null })
      })
      .catch((fault: unknown) => {
        if (abort.signal.aborted) return
        setState(now => ({ key, value: now.key === key ? now.value : null, error: messageOf(fault) }))
      })
    return () => abort.abort()
  }, [key, turn])
  useEffect(() => {
    if (!everyMs) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload()
    }, everyMs)
    return () => clearInterval(timer)
  }, [everyMs, reload])
  return { value: state.key === key ? state.value : null, error: state.error, reload }
}
