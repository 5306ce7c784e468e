import { useDeferredValue, useId, useState } from 'react'
import { call } from '../api/client'
import { messageOf } from '../api/problem'
import type { Caller, Fact } from '../api/types'
import { useResource } from '../api/use-resource'
import { Dialog } from '../design/dialog'
import { Nothing, Trouble, Waiting } from '../design/states'
import { Moment } from '../design/time'
import { Visible } from '../design/visible'
import { Page } from '../shell/page'
import { Why } from './why'

const scopes: Record<Fact['scope'], string> = {
  user: 'you',
  workspace: 'this workspace',
  agent: 'the agent',
  thread: 'one conversation',
  project: 'a project',
}

type Chosen = { fact: Fact; does: 'forget' | 'why' }

/** What is remembered, from where, and how it is forgotten. */
export function MemoryPage({ caller }: { caller: Caller }) {
  const [query, setQuery] = useState('')
  const wanted = useDeferredValue(query.trim())
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const id = useId()
  const facts = useResource(`facts ${wanted}`, signal =>
    call('get', '/api/v1/workspaces/{workspace}/memory', { query: { q: wanted || undefined, limit: 100 }, signal }))
  const items = facts.value?.items
  return (
    <Page title="Memory" intro="What agents know of earlier conversations, and are told where it fits.">
      <search>
        <label className="unseen-text" htmlFor={id}>Search memory</label>
        <input id={id} type="search" data-write placeholder="Search memory" value={query} maxLength={500}
          onChange={event => setQuery(event.target.value)} />
      </search>
      {facts.error && <Trouble text={facts.error} onRetry={facts.reload} />}
      {!items && !facts.error && <Waiting />}
      {items?.length === 0 && (
        <Nothing title={wanted ? 'Nothing fits.' : 'Nothing is remembered yet.'}>
          {!wanted && <>Say it in a conversation: <code>remember that our fiscal year starts in May</code></>}
        </Nothing>
      )}
      <p className="unseen-text" role="status">{items && wanted ? `${items.length} found` : ''}</p>
      <ul className="facts">
        {items?.map(fact => (
          <li key={fact.id} className="fact" data-item tabIndex={-1}>
            <p className="fact-text">
              <Visible text={fact.text} />
            </p>
            <p className="fact-foot">
              <span>for {scopes[fact.scope]}</span>
              <Moment at={fact.validFrom} />
              <button type="button" className="quiet small" onClick={() => setChosen({ fact, does: 'why' })}>
                Why
              </button>
              {caller.role !== 'auditor' && (
                <button type="button" className="quiet small" onClick={() => setChosen({ fact, does: 'forget' })}>
                  Forget …
                </button>
              )}
            </p>
          </li>
        ))}
      </ul>
      {chosen?.does === 'forget' && (
        <Forget fact={chosen.fact} onClose={() => setChosen(null)} onForgotten={() => {
          setChosen(null)
          facts.reload()
        }} />
      )}
      {chosen?.does === 'why' && <Why fact={chosen.fact} onClose={() => setChosen(null)} />}
    </Page>
  )
}

type ForgetProps = { fact: Fact; onClose: () => void; onForgotten: () => void }

/** Forgetting erases, in the log too: it is asked once more. */
function Forget({ fact, onClose, onForgotten }: ForgetProps) {
  const [trouble, setTrouble] = useState<string | null>(null)
  const forget = async () => {
    try {
      await call('delete', '/api/v1/workspaces/{workspace}/memory/{fact}', { path: { fact: fact.id } })
      onForgotten()
    } catch (fault) {
      setTrouble(messageOf(fault))
    }
  }
  return (
    <Dialog title="Forget this?" onClose={onClose}>
      {trouble && <Trouble text={trouble} />}
      <blockquote>
        <Visible text={fact.text} />
      </blockquote>
      <p>It is erased with its earlier versions, and cannot be brought back.</p>
      <div className="actions">
        <button type="button" className="bad" onClick={() => void forget()}>Forget</button>
        <button type="button" onClick={onClose}>Keep</button>
      </div>
    </Dialog>
  )
}
