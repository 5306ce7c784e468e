import { call } from '../api/client'
import type { Fact } from '../api/types'
import { useResource } from '../api/use-resource'
import { Dialog } from '../design/dialog'
import { Trouble, Waiting } from '../design/states'
import { Moment } from '../design/time'
import { Visible } from '../design/visible'

/** Where a fact was said, and which runs were told it. */
export function Why({ fact, onClose }: { fact: Fact; onClose: () => void }) {
  const why = useResource(fact.id, signal =>
    call('get', '/api/v1/workspaces/{workspace}/memory/{fact}/why', { path: { fact: fact.id }, signal }))
  const { value } = why
  return (
    <Dialog title="Why is this remembered?" onClose={onClose}>
      <blockquote>
        <Visible text={fact.text} />
      </blockquote>
      {why.error && <Trouble text={why.error} onRetry={why.reload} />}
      {!value && !why.error && <Waiting />}
      {value && (
        <>
          <p>
            {value.source.thread ? (
              <>
                It was said in <a href={`#/threads/${value.source.thread}`}>a conversation</a>.
              </>
            ) : (
              'Somebody typed it in.'
            )}
          </p>
          <h3>Who was told</h3>
          {value.uses.length === 0 ? (
            <p className="hint">No run yet.</p>
          ) : (
            <ul className="uses">
              {value.uses.map(use => (
                <li key={use.run}>
                  <a href={`#/runs/${use.run}`}>a run</a> <Moment at={use.at} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Dialog>
  )
}
