import { useState } from 'react'
import { call } from '../api/client'
import { messageOf } from '../api/problem'
import { Icon } from '../design/icons'

/** Stops a run and all under it. That it has stopped is told by its events, as whoever stops it. */
export function CancelButton({ run, label, what }: { run: string; label: string; what: string }) {
  const [state, setState] = useState<'ready' | 'asked'>('ready')
  const [trouble, setTrouble] = useState<string | null>(null)
  const cancel = async () => {
    setState('asked')
    setTrouble(null)
    try {
      await call('post', '/api/v1/workspaces/{workspace}/runs/{run}/cancel', { path: { run } })
    } catch (fault) {
      setTrouble(messageOf(fault))
      setState('ready')
    }
  }
  return (
    <>
      {trouble && <span className="inline-trouble" role="alert">{trouble}</span>}
      <button type="button" className="small" aria-label={`${label} ${what}`} disabled={state === 'asked'}
        onClick={() => void cancel()}>
        <Icon name="stop" size={14} />
        {state === 'asked' ? 'Stopping …' : label}
      </button>
    </>
  )
}
