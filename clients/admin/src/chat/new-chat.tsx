import { useId, useRef, useState } from 'react'
import { call } from '../api/client'
import type { Agent, Caller } from '../api/types'
import { useResource } from '../api/use-resource'
import { Mark } from '../design/icons'
import { plain } from '../design/text'
import { useTitle } from '../shell/page'
import { go } from '../shell/route'
import { Composer } from './composer'
import type { Picture } from './pictures'
import { openThread, send } from './send'

const examples = [
  'run: uname -a && df -h /',
  'run: for n in 1 2 3; do echo step $n; sleep 1; done',
  'compute 2*(3+4)^2',
  'remember that our fiscal year starts in May',
]

/** Where a conversation begins; the thread is made with its first message, so that none stays empty. */
export function NewChat({ caller }: { caller: Caller }) {
  useTitle('New conversation')
  const [agent, setAgent] = useState('')
  const agents = useResource('agents', signal => call('get', '/api/v1/workspaces/{workspace}/agents', { signal }))
  /** Opened for a message that was not taken, for the next try. */
  const opened = useRef<{ agent: string; thread: string } | null>(null)
  const begin = async (text: string, pictures: Picture[] = []) => {
    if (opened.current?.agent !== agent) opened.current = { agent, thread: await openThread(agent) }
    const { thread } = opened.current
    await send(thread, text, pictures)
    go(`threads/${thread}`)
  }
  if (caller.role === 'auditor') {
    return (
      <div className="welcome">
        <Mark />
        <h1>Conversations</h1>
        <p className="hint">As an auditor you read: choose a conversation, or look at the runs.</p>
      </div>
    )
  }
  return (
    <div className="welcome">
      <Mark />
      <h1>What shall be done?</h1>
      <Composer place="new" label="Give OmniSage some work" onSend={begin} autoFocus>
        <AgentChoice agents={agents.value?.items ?? []} chosen={agent} onChoose={setAgent} />
        <p className="hint composer-hint">Enter sends, Shift and Enter begin a new line.</p>
      </Composer>
      <ul className="examples" aria-label="Examples">
        {examples.map(example => (
          <li key={example}>
            <button type="button" className="example" onClick={() => void begin(example)}>
              {example}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

type ChoiceProps = { agents: Agent[]; chosen: string; onChoose: (slug: string) => void }

/** Whose conversation it is to be; where there is one agent, nobody is asked. */
function AgentChoice({ agents, chosen, onChoose }: ChoiceProps) {
  const id = useId()
  if (agents.length < 2) return null
  return (
    <p className="agent-choice">
      <label htmlFor={id}>With</label>
      <select id={id} value={chosen || (agents[0]?.slug ?? '')} onChange={event => onChoose(event.target.value)}>
        {agents.map(agent => (
          <option key={agent.slug} value={agent.slug}>{plain(agent.name)}</option>
        ))}
      </select>
    </p>
  )
}
