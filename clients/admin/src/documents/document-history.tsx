import { useState } from 'react'
import { call } from '../api/client'
import { messageOf } from '../api/problem'
import { useResource } from '../api/use-resource'
import { Dialog } from '../design/dialog'
import { Trouble, Waiting } from '../design/states'
import { Moment } from '../design/time'
import { Visible } from '../design/visible'
import type { Kind } from './kinds'

type Props = { kind: Kind; current: number; mayChange: boolean; onChanged: () => void }

/** All versions, newest first; each can be held against the current one, and be made current again. */
export function DocumentHistory({ kind, current, mayChange, onChanged }: Props) {
  const [shown, setShown] = useState<number | null>(null)
  const history = useResource(`${kind.path} ${current}`, signal =>
    call('get', `${kind.path}/history`, { query: { limit: 100 }, signal }))
  return (
    <section aria-labelledby="history-title">
      <h2 id="history-title">History</h2>
      {history.error && <Trouble text={history.error} onRetry={history.reload} />}
      <ul className="rows">
        {history.value?.items.map(version => (
          <li key={version.version}>
            <button type="button" className="row quiet" data-item disabled={version.version === current}
              onClick={() => setShown(version.version)}>
              <span>Version {version.version}</span>
              <span className="row-title hint">
                {version.version === current && 'current · '}
                {version.restores != null && `restores ${version.restores} · `}
                <Visible text={version.note} />
              </span>
              {version.at && <Moment at={version.at} />}
            </button>
          </li>
        ))}
      </ul>
      {shown !== null && (
        <Compare kind={kind} from={shown} to={current} mayChange={mayChange}
          onClose={() => setShown(null)} onChanged={() => {
          setShown(null)
          onChanged()
        }} />
      )}
    </section>
  )
}

type CompareProps = {
  kind: Kind
  from: number
  to: number
  mayChange: boolean
  onClose: () => void
  onChanged: () => void
}

function Compare({ kind, from, to, mayChange, onClose, onChanged }: CompareProps) {
  const [trouble, setTrouble] = useState<string | null>(null)
  const diff = useResource(`${from} ${to}`, signal =>
    call('get', `${kind.path}/diff`, { query: { from, to }, signal }))
  const restore = async () => {
    try {
      await call('post', `${kind.path}/rollback`, {
        ifMatch: String(to),
        body: { version: from },
      })
      onChanged()
    } catch (fault) {
      setTrouble(messageOf(fault))
    }
  }
  return (
    <Dialog title={`From version ${from} to ${to}`} onClose={onClose}>
      {(trouble ?? diff.error) && <Trouble text={trouble ?? diff.error ?? ''} />}
      {!diff.value && !diff.error && <Waiting />}
      {diff.value && (
        <pre className="diff" tabIndex={0} role="group" aria-label="What changed">
          {diff.value.diff === '' ? 'Nothing changed.' : diff.value.diff.split('\n').map((line, at) => (
            <span key={at} className={line[0] === '+' ? 'added' : line[0] === '-' ? 'removed' : ''}>
              <Visible text={`${line}\n`} />
            </span>
          ))}
        </pre>
      )}
      <div className="actions">
        {mayChange && (
          <button type="button" className="primary" onClick={() => void restore()}>
            Make version {from} current again
          </button>
        )}
        <button type="button" onClick={onClose}>Close</button>
      </div>
    </Dialog>
  )
}
