import { useCallback, useEffect, useState } from 'react'
import { call, whenSignedOut } from '../api/client'
import { messageOf, Problem } from '../api/problem'
import type { Caller } from '../api/types'
import { Trouble, Waiting } from '../design/states'
import { SignIn, UseLink } from '../sessions/sign-in'
import { Frame } from './frame'
import { replace, useRoute } from './route'

type Known = { state: 'asking' } | { state: 'out' } | { state: 'in'; caller: Caller } | { state: 'lost'; why: string }

/** Who is here decides what is shown: the frame with its pages, or the way in. */
export function App() {
  const route = useRoute()
  const [known, setKnown] = useState<Known>({ state: 'asking' })
  /** Why the last link did not sign in: told by the way in, whenever that comes to be shown. */
  const [trouble, setTrouble] = useState<string | null>(null)
  const ask = useCallback(() => {
    call('get', '/api/v1/me')
      .then(caller => setKnown({ state: 'in', caller }))
      .catch((fault: unknown) => {
        const isOut = fault instanceof Problem && fault.status === 401
        setKnown(isOut ? { state: 'out' } : { state: 'lost', why: messageOf(fault) })
      })
  }, [])
  useEffect(() => {
    whenSignedOut(() => setKnown({ state: 'out' }))
    ask()
  }, [ask])
  const used = useCallback(
    (why: string | null) => {
      setTrouble(why)
      replace('')
      ask()
    },
    [ask],
  )
  if (route.name === 'sign-in' && route.id) return <UseLink code={route.id} onUsed={used} />
  switch (known.state) {
    case 'asking':
      return <Waiting />
    case 'out':
      return <SignIn trouble={trouble} />
    case 'lost':
      return (
        <main className="alone">
          <Trouble text={known.why} onRetry={ask} />
        </main>
      )
    case 'in':
      return <Frame caller={known.caller} route={route} />
  }
}
