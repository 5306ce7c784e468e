import { useState } from 'react'
import { call } from '../api/client'
import { messageOf } from '../api/problem'
import type { ApprovalDetail, Caller } from '../api/types'
import { useResource } from '../api/use-resource'
import { Icon } from '../design/icons'
import { Trouble, Waiting } from '../design/states'
import { plain } from '../design/text'
import { Moment } from '../design/time'
import { Visible } from '../design/visible'
import { ActArguments } from './act-arguments'
import { EditArguments } from './edit-arguments'
import { source } from './source'

const item = '/api/v1/workspaces/{workspace}/approvals/{approval}'

type Props = { id: string; version: string; caller: Caller; startsOpen: boolean; onDecided?: () => void }

/** What a person is asked: exactly what would be done, why and from what it comes, and the two answers. */
export function ApprovalCard({ id, version, caller, startsOpen, onDecided }: Props) {
  const asked = useResource(`${id} ${version}`, signal => call('get', item, { path: { approval: id }, signal }))
  const [shown, setShown] = useState<ApprovalDetail | null>(null)
  if (shown?.id !== id && asked.value) setShown(asked.value)
  const detail = asked.value ?? shown
  if (asked.error && !detail) return <Trouble text={asked.error} onRetry={asked.reload} />
  if (!detail) return startsOpen ? <Waiting /> : null
  const decided = (made: ApprovalDetail) => {
    setShown(made)
    asked.reload()
    onDecided?.()
  }
  return (
    <section className={`approval ${detail.status}`} aria-label={`Approval: ${plain(detail.act.tool)}`}>
      <h2>
        <Icon name="approve" />
        {detail.status === 'open' ? 'May this be done?' : words[detail.status]}
      </h2>
      <dl className="act">
        <div>
          <dt>For</dt>
          <dd>
            <Visible text={detail.title} />
          </dd>
        </div>
        <div>
          <dt>Tool</dt>
          <dd className="act-tool">
            <Visible text={detail.act.tool} /> <span className="hint">version {detail.act.version}</span>
          </dd>
        </div>
        <ActArguments act={detail.decision?.edited ?? detail.act} />
        <div>
          <dt>Why it is asked</dt>
          <dd>
            <Visible text={detail.why} /> <span className="hint">rule: <Visible text={detail.rule} /></span>
          </dd>
        </div>
        <div>
          <dt>Where the wish comes from</dt>
          <dd className={`source ${detail.labels.trust}`}>{source(detail.labels)}</dd>
        </div>
        <div>
          <dt>{detail.status === 'open' ? 'Counts as denied from' : 'Asked'}</dt>
          <dd>
            <Moment at={detail.status === 'open' ? detail.expires : detail.created} />
          </dd>
        </div>
      </dl>
      {detail.status === 'open' && <Decide detail={detail} caller={caller} onDecided={decided} />}
      {detail.decision?.note && (
        <p className="decision-note">
          Note: <Visible text={detail.decision.note} />
        </p>
      )}
    </section>
  )
}

const words = {
  allowed: 'Allowed',
  denied: 'Denied',
  expired: 'Nobody decided in time',
  withdrawn: 'Not wanted any more',
} as const

type DecideProps = { detail: ApprovalDetail; caller: Caller; onDecided: (made: ApprovalDetail) => void }

/** The answer is about the act that is shown, by its hash: had it changed meanwhile, it would be refused. */
function Decide({ detail, caller, onDecided }: DecideProps) {
  const [mode, setMode] = useState<'look' | 'edit' | 'deny'>('look')
  const [note, setNote] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const decide = async (verdict: 'allow' | 'deny', edited?: Record<string, never>) => {
    setBusy(true)
    setTrouble(null)
    try {
      onDecided(await call('put', `${item}/decision`, {
        path: { approval: detail.id },
        ifMatch: detail.hash,
        body: { verdict, ...(note ? { note } : {}), ...(edited ? { arguments: edited } : {}) },
      }))
    } catch (fault) {
      setTrouble(messageOf(fault))
    }
    setBusy(false)
  }
  if (caller.role === 'auditor') return <p className="hint">Auditors read; somebody else decides.</p>
  return (
    <div className="decide">
      {trouble && <Trouble text={trouble} />}
      {mode === 'edit' && (
        <EditArguments text={detail.act.arguments} isBusy={isBusy} onCancel={() => setMode('look')}
          onAllow={edited => void decide('allow', edited)} />
      )}
      {mode === 'deny' && (
        <form className="deny" onSubmit={event => {
          event.preventDefault()
          void decide('deny')
        }}>
          <label>
            Why not? The agent is told; it may be left empty.
            <input value={note} maxLength={500} onChange={event => setNote(event.target.value)} autoFocus />
          </label>
          <div className="actions">
            <button type="submit" className="bad" disabled={isBusy}>Deny</button>
            <button type="button" onClick={() => setMode('look')}>Back</button>
          </div>
        </form>
      )}
      {mode === 'look' && detail.offer && (
        <p className="hint">
          Allowing it lets the like pass up to {detail.offer.usesMax} times within {detail.offer.days} days.
        </p>
      )}
      {mode === 'look' && (
        <div className="actions">
          <button type="button" className="primary" disabled={isBusy} onClick={() => void decide('allow')}>
            Allow
          </button>
          <button type="button" disabled={isBusy} onClick={() => setMode('deny')}>Deny …</button>
          <button type="button" className="quiet" disabled={isBusy} onClick={() => setMode('edit')}>Edit …</button>
        </div>
      )}
    </div>
  )
}
