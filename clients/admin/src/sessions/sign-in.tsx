import { useEffect, useRef, useState } from 'react'
import { call } from '../api/client'
import { messageOf } from '../api/problem'
import { Mark } from '../design/icons'
import { Trouble, Waiting } from '../design/states'
import { useTitle } from '../shell/page'
import { replace } from '../shell/route'

/** The way in: a code is used at once and leaves the address; without one the page says how to come by it. */
export function SignIn({ code, onSignedIn }: { code: string | null; onSignedIn: () => void }) {
  const [trouble, setTrouble] = useState<string | null>(null)
  const used = useRef<string | null>(null)
  useTitle('Sign in')
  useEffect(() => {
    if (code === null || used.current === code) return
    used.current = code
    setTrouble(null)
    call('post', '/api/v1/sessions', { body: { code } })
      .then(() => {
        onSignedIn()
        replace('')
      })
      .catch((fault: unknown) => {
        setTrouble(messageOf(fault))
        replace('')
        onSignedIn()
      })
  }, [code, onSignedIn])
  if (code !== null && !trouble) return <Waiting />
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
