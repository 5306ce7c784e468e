import { useState } from 'react'
import { call } from '../api/client'
import { messageOf } from '../api/problem'
import type { Session } from '../api/types'
import { useResource } from '../api/use-resource'
import { dropDrafts } from '../chat/drafts'
import { Icon } from '../design/icons'
import { Trouble, Waiting } from '../design/states'
import { Moment } from '../design/time'
import { Page } from '../shell/page'

/** The browsers in which this account is signed in, each to be signed out. */
export function SessionsPage() {
  const [trouble, setTrouble] = useState<string | null>(null)
  const sessions = useResource('sessions', signal => call('get', '/api/v1/sessions', { signal }))
  const close = async (session: Session) => {
    try {
      await call('delete', '/api/v1/sessions/{session}', { path: { session: session.id } })
      if (session.current) dropDrafts()
    } catch (fault) {
      setTrouble(messageOf(fault))
    }
    // The next answer says whether this browser is signed in still.
    sessions.reload()
  }
  const shown = trouble ?? sessions.error
  return (
    <Page title="Signed-in browsers" intro="A new one signs in by a link: ./omnisage link">
      {shown && <Trouble text={shown} onRetry={sessions.reload} />}
      {!sessions.value && !sessions.error && <Waiting />}
      <ul className="rows">
        {sessions.value?.items.map(session => (
          <li key={session.id} className="row">
            <span className="row-title">
              {session.current ? 'This browser' : 'Another browser'}{' '}
              <span className="hint">
                as {session.role}, since <Moment at={session.opened} />, until <Moment at={session.expires} />
              </span>
            </span>
            <button type="button" className="small" onClick={() => void close(session)}>
              <Icon name="out" size={14} /> Sign out
              <span className="unseen-text"> {session.current ? 'this browser' : 'the other browser'}</span>
            </button>
          </li>
        ))}
      </ul>
    </Page>
  )
}
