import { call } from '../api/client'
import { useResource } from '../api/use-resource'
import { Trouble } from '../design/states'
import { Visible } from '../design/visible'

/** Who works here; each conversation is one agent's. */
export function Agents() {
  const agents = useResource('agents', signal => call('get', '/api/v1/workspaces/{workspace}/agents', { signal }))
  return (
    <section aria-labelledby="agents-title">
      <h2 id="agents-title">Agents</h2>
      {agents.error && <Trouble text={agents.error} onRetry={agents.reload} />}
      <ul className="rows">
        {agents.value?.items.map(agent => (
          <li key={agent.id} className="row">
            <span className="row-title">
              <Visible text={agent.name} /> <code>{agent.slug}</code>
            </span>
          </li>
        ))}
      </ul>
      <p className="hint">The section <code>agents</code> of the document names more, with instructions and tools.</p>
    </section>
  )
}
