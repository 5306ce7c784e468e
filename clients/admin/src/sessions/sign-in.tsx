import { useEffect, useRef } from 'react'
import { call } from '../api/client'
import { messageOf } from '../api/problem'
import { Mark } from '../design/icons'
import { Trouble, Waiting } from '../design/states'
import { useTitle } from '../shell/page'

/** A link's code is used at once, and once; the one above says what came of it and takes it out of the address. */
export function UseLink({ code, onUsed }: { code: string; onUsed: (trouble: string | null) => void }) {
  const used = useRef<string | null>(null)
  useTitle('Sign in')
  useEffect(() => {
    if (used.current === code) return
    used.current = code
    call('post', '/api/v1/sessions', { body: { code } })
      .then(() => onUsed(null))
      .catch((fault: unknown) => onUsed(messageOf(fault)))
  }, [code, onUsed])
  return <Waiting />
}

/** The way in: how to come by a link. */
export function SignIn({ trouble }: { trouble: string | null }) {
  useTitle('Sign in')
  return (
    <main className="alone">
      <div className="sign-in">
        <Mark />
        <h1>OmniSage</h1>
        {trouble && <Trouble text={trouble} />}
        <p>This browser is not signed in. On the machine where OmniSage runs, ask for a link and open it here:</p>
        <pre className="command">./omnisage link</pre>
        <p className="hint">A link works once, for ten minutes. Starting OmniSage prints one, too.</p>
      </div>
    </main>
  )
}
