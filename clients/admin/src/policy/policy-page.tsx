import { useState } from 'react'
import { call } from '../api/client'
import type { Caller } from '../api/types'
import { useResource } from '../api/use-resource'
import { DocumentEditor } from '../documents/document-editor'
import { DocumentHistory } from '../documents/document-history'
import { policy as kind } from '../documents/kinds'
import { Trouble, Waiting } from '../design/states'
import { Moment } from '../design/time'
import { Visible } from '../design/visible'
import { Page } from '../shell/page'

/** What the agents may do: the document as it counts now, how it came to be, and how it is changed. */
export function PolicyPage({ caller }: { caller: Caller }) {
  const [isEditing, setEditing] = useState(false)
  const policy = useResource('policy', signal => call('get', '/api/v1/workspaces/{workspace}/policy', { signal }))
  const { value } = policy
  const mayChange = caller.role === 'admin' || caller.role === 'owner'
  const changed = () => {
    setEditing(false)
    policy.reload()
  }
  return (
    <Page
      title="Policy"
      intro="What agents may do: pass, be asked for, or never. The strictest rule wins."
      actions={
        value && mayChange && !isEditing ? (
          <button type="button" className="primary" onClick={() => setEditing(true)}>Edit</button>
        ) : undefined
      }
    >
      {policy.error && <Trouble text={policy.error} onRetry={policy.reload} />}
      {!value && !policy.error && <Waiting />}
      {value && isEditing && (
        <DocumentEditor kind={kind} document={value} onClose={() => setEditing(false)} onChanged={changed} />
      )}
      {value && !isEditing && (
        <section aria-labelledby="current-title">
          <h2 id="current-title">
            Version {value.version}
            {value.at && (
              <span className="hint">
                {' '}
                <Moment at={value.at} />
              </span>
            )}
          </h2>
          <pre className="document" tabIndex={0} role="group" aria-label="Policy">
            <Visible text={value.text} />
          </pre>
        </section>
      )}
      {value && <DocumentHistory kind={kind} current={value.version} mayChange={mayChange} onChanged={changed} />}
    </Page>
  )
}
