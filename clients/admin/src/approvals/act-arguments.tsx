import { useState } from 'react'
import { Visible } from '../design/visible'
import { parse } from '../events/types'

/** The arguments in full: each by its name, or the exact text that the tool is given and the hash is made of. */
export function ActArguments({ act }: { act: { arguments: string } }) {
  const [isExact, setExact] = useState(false)
  const members = Object.entries(parse(act.arguments) ?? {})
  return (
    <>
      {isExact || members.length === 0 ? (
        <div>
          <dt>Arguments</dt>
          <dd>
            <pre className="argument" tabIndex={0} role="group" aria-label="Arguments as JSON">
              <Visible text={act.arguments} />
            </pre>
          </dd>
        </div>
      ) : (
        members.map(([name, value]) => (
          <div key={name}>
            <dt>
              <Visible text={name} />
            </dt>
            <dd>
              <pre className="argument" tabIndex={0} role="group" aria-label="Argument">
                <Visible text={typeof value === 'string' ? value : JSON.stringify(value, null, 2)} />
              </pre>
            </dd>
          </div>
        ))
      )}
      <div>
        <dt className="unseen-text">Form</dt>
        <dd className="act-form">
          <button type="button" className="quiet small" aria-pressed={isExact} onClick={() => setExact(!isExact)}>
            Exact JSON
          </button>
        </dd>
      </div>
    </>
  )
}
