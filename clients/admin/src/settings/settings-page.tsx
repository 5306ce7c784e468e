import { useState } from 'react'
import { call } from '../api/client'
import type { Caller } from '../api/types'
import { useResource } from '../api/use-resource'
import { Trouble, Waiting } from '../design/states'
import { Moment } from '../design/time'
import { Visible } from '../design/visible'
import { DocumentEditor } from '../documents/document-editor'
import { DocumentHistory } from '../documents/document-history'
import { settings as kind } from '../documents/kinds'
import { Page } from '../shell/page'
import { Agents } from './agents'
import { Models } from './models'
import './settings.css'

/** Which models are asked and who the agents are: as it counts now, how it came to be, and how it is changed. */
export function SettingsPage({ caller }: { caller: Caller }) {
  const [isEditing, setEditing] = useState(false)
  const found = useResource('settings', signal => call('get', kind.path, { signal }))
  const { value } = found
  const mayChange = caller.role === 'admin' || caller.role === 'owner'
  const changed = () => {
    setEditing(false)
    found.reload()
  }
  return (
    <Page
      title="Settings"
      intro="Which models are asked, and who the agents are, in this workspace."
      actions={
        value && mayChange && !isEditing ? (
          <button type="button" onClick={() => setEditing(true)}>Edit as text</button>
        ) : undefined
      }
    >
      {found.error && <Trouble text={found.error} onRetry={found.reload} />}
      {!value && !found.error && <Waiting />}
      {value && isEditing && (
        <DocumentEditor kind={kind} document={value} onClose={() => setEditing(false)} onChanged={changed} />
      )}
      {value && !isEditing && (
        <>
          <Models document={value} mayChange={mayChange} onChanged={changed} />
          <Agents key={value.version} />
          <section aria-labelledby="current-title">
            <h2 id="current-title">
              The document, version {value.version}
              {value.at && (
                <span className="hint">
                  {' '}
                  <Moment at={value.at} />
                </span>
              )}
            </h2>
            <pre className="document" tabIndex={0} role="group" aria-label="Settings">
              <Visible text={value.text} />
            </pre>
          </section>
        </>
      )}
      {value && <DocumentHistory kind={kind} current={value.version} mayChange={mayChange} onChanged={changed} />}
    </Page>
  )
}
